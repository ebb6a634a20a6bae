import type { Statement } from 'better-sqlite3';
import type { Db } from './database.ts';

/** Small values of this machine that are not the clinic's. */
export class LocalValues {
  readonly #get: Statement<[string], string>;
  readonly #set: Statement<[string, string]>;
  readonly #remove: Statement<[string]>;

  constructor(db: Db) {
    this.#get = db.prepare<[string], string>('SELECT value FROM local_value WHERE name = ?').pluck();
    this.#set = db.prepare('INSERT OR REPLACE INTO local_value VALUES (?, ?)');
    this.#remove = db.prepare('DELETE FROM local_value WHERE name = ?');
  }

  get(name: string): string | undefined {
    return this.#get.get(name);
  }

  set(name: string, value: string | null): void {
    if (value === null) this.#remove.run(name);
    else this.#set.run(name, value);
  }
}
