import type { Statement } from 'better-sqlite3';
import type { RecordKey } from '#domain/kernel/change.ts';
import type { Draft } from '#domain/kernel/draft.ts';
import type { Identified, Reader } from '#domain/kernel/record.ts';
import type { Db } from './database.ts';
import type { RecordTables } from './record-tables.ts';

/**
 * Own unanswered entries over the server's records. The record tables show both; for each record that an unanswered
 * entry touches, the confirmed one is kept beside it.
 */
export class Overlay {
  readonly #tables: RecordTables;
  readonly #keep: Statement<[string, string, string | null]>;
  readonly #confirm: Statement<[string, string, string | null]>;
  readonly #confirmed: Statement<[string, string], { readonly body: string | null }>;
  readonly #forget: Statement<[string, string]>;
  readonly #addKey: Statement<[string, string, number]>;
  readonly #pendingAfter: Statement<[string, string, number], number>;
  readonly #isPendingAfter: Statement<[string, string, number], number>;
  readonly #dropKeys: Statement<[string, string, number]>;
  readonly #db: Db;

  constructor(db: Db, tables: RecordTables) {
    this.#db = db;
    this.#tables = tables;
    this.#keep = db.prepare('INSERT OR IGNORE INTO confirmed VALUES (?, ?, ?)');
    this.#confirm = db.prepare('INSERT OR REPLACE INTO confirmed VALUES (?, ?, ?)');
    this.#confirmed = db.prepare('SELECT body FROM confirmed WHERE record = ? AND id = ?');
    this.#forget = db.prepare('DELETE FROM confirmed WHERE record = ? AND id = ?');
    this.#addKey = db.prepare('INSERT OR IGNORE INTO pending_key VALUES (?, ?, ?)');
    this.#pendingAfter = db
      .prepare<[string, string, number], number>(
        'SELECT seq FROM pending_key WHERE record = ? AND id = ? AND seq > ? ORDER BY seq',
      )
      .pluck();
    this.#isPendingAfter = db
      .prepare<[string, string, number], number>('SELECT 1 FROM pending_key WHERE record = ? AND id = ? AND seq > ? LIMIT 1')
      .pluck();
    this.#dropKeys = db.prepare('DELETE FROM pending_key WHERE record = ? AND id = ? AND seq <= ?');
  }

  /** Writes what an own, unanswered entry made of the records. */
  project(draft: Draft, seq: number): RecordKey[] {
    const touched: RecordKey[] = [];
    for (const { record, id, value } of draft.written()) {
      const key = { record, id };
      this.#keep.run(record, id, this.#tables.bodyOf(key) ?? null);
      this.#addKey.run(record, id, seq);
      this.#tables.write(key, value);
      touched.push(key);
    }
    return touched;
  }

  /** Records as the server has them: what the feed folds onto. */
  readonly confirmedReader: Reader = {
    get: (type, id) => {
      const row = this.#confirmed.get(type.name, id);
      if (!row) return this.#tables.get(type, id);
      return row.body === null ? undefined : JSON.parse(row.body);
    },
    find: neverInAFold,
    search: neverInAFold,
  };

  setConfirmed({ record, id }: RecordKey, value: Identified | undefined): void {
    this.#confirm.run(record, id, value ? JSON.stringify(value) : null);
  }

  forgetConfirmed({ record, id }: RecordKey): void {
    this.#forget.run(record, id);
  }

  /** Own entries after `seq` that touch the record, in chain order. */
  pendingAfter({ record, id }: RecordKey, seq: number): readonly number[] {
    return this.#pendingAfter.all(record, id, seq);
  }

  isPendingAfter({ record, id }: RecordKey, seq: number): boolean {
    return this.#isPendingAfter.get(record, id, seq) !== undefined;
  }

  /** Before everything is folded anew. */
  clear(): void {
    this.#db.exec('DELETE FROM confirmed; DELETE FROM pending_key');
  }

  /** Entries up to `seq` that touch the record have their answer. */
  answered({ record, id }: RecordKey, seq: number): void {
    this.#dropKeys.run(record, id, seq);
  }
}

/** A fold gets one record and nothing to look around with. */
function neverInAFold(): never {
  throw new Error('a fold reads no records but its own');
}
