import type { Statement } from 'better-sqlite3';
import type { Change } from '#domain/kernel/change.ts';
import type { EntryFacts } from '#domain/kernel/entry-facts.ts';
import { changeTypeOf, type House } from '#domain/kernel/house.ts';
import type { Db } from './database.ts';

/** Which entries are about what: the records they touch, what their changes say they are about, and who acted. */
export class SubjectIndex {
  readonly #house: House;
  readonly #add: Statement<[string, number, number, number]>;

  constructor(db: Db, house: House) {
    this.#house = house;
    this.#add = db.prepare('INSERT OR IGNORE INTO subject VALUES (?, ?, ?, ?)');
  }

  addOwn(seq: number, changes: readonly Change[], facts: EntryFacts): void {
    for (const subject of this.#subjects(changes, facts)) this.#add.run(subject, facts.recordedAtMs, 1, seq);
  }

  addForeign(feedId: number, changes: readonly Change[], facts: EntryFacts): void {
    for (const subject of this.#subjects(changes, facts)) this.#add.run(subject, facts.recordedAtMs, 0, feedId);
  }

  #subjects(changes: readonly Change[], facts: EntryFacts): Set<string> {
    const subjects = new Set([facts.actorId]);
    for (const change of changes) {
      const type = changeTypeOf(this.#house, change);
      for (const { id } of type.touches(change.body, facts)) subjects.add(id);
      for (const id of type.about?.(change.body) ?? []) subjects.add(id);
    }
    return subjects;
  }
}
