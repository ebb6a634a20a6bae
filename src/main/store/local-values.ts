import type { Statement } from 'better-sqlite3';
import type { Db } from './database.ts';

/** Small values of this machine that are not the clinic's: few, and some are asked for at every turn of a counter. */
export class LocalValues {
  readonly #all: Statement<[], [name: string, value: string]>;
  readonly #set: Statement<[string, string]>;
  readonly #remove: Statement<[string]>;
  /** As last read; undefined where something was written since. */
  #known: ReadonlyMap<string, string> | undefined;

  constructor(db: Db) {
    this.#all = db.prepare<[], [string, string]>('SELECT name, value FROM local_value').raw();
    this.#set = db.prepare('INSERT OR REPLACE INTO local_value VALUES (?, ?)');
    this.#remove = db.prepare('DELETE FROM local_value WHERE name = ?');
  }

  get(name: string): string | undefined {
    this.#known ??= new Map(this.#all.all());
    return this.#known.get(name);
  }

  set(name: string, value: string | null): void {
    this.#known = undefined;
    if (value === null) this.#remove.run(name);
    else this.#set.run(name, value);
  }
}
