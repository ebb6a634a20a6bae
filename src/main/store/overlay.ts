import type { Statement } from 'better-sqlite3';
import type { RecordKey } from '#domain/kernel/change.ts';
import type { Draft } from '#domain/kernel/draft.ts';
import type { Identified, Reader } from '#domain/kernel/record.ts';
import type { Db } from './database.ts';
import type { RecordTables } from './record-tables.ts';
import { RecordsBefore } from './records-before.ts';

const FILED_AT_ONCE = 1000;

/** One record an entry touches, as it was before: `[record, id, body]`. */
type Before = readonly [record: string, id: string, body: Identified | null];

/**
 * Own unanswered entries over the server's records. The record tables show both; for each record that an unanswered
 * entry touches, the confirmed one is kept beside it. `file` must run before anything is asked of it.
 */
export class Overlay {
  readonly #tables: RecordTables;
  readonly #db: Db;
  readonly #leave: Statement<[number, string]>;
  readonly #anyUnfiled: Statement<[], number>;
  readonly #confirm: Statement<[string, string, string | null]>;
  readonly #confirmed: Statement<[string, string], { readonly body: string | null }>;
  readonly #forget: Statement<[string, string]>;
  readonly #pendingAfter: Statement<[string, string, number], number>;
  readonly #isPendingAfter: Statement<[string, string, number], number>;
  readonly #dropKeys: Statement<[string, string, number]>;

  constructor(db: Db, tables: RecordTables) {
    this.#db = db;
    this.#tables = tables;
    this.#leave = db.prepare('INSERT INTO unfiled VALUES (?, ?)');
    this.#anyUnfiled = db.prepare<[], number>('SELECT seq FROM unfiled LIMIT 1').pluck();
    this.#confirm = db.prepare('INSERT OR REPLACE INTO confirmed VALUES (?, ?, ?)');
    this.#confirmed = db.prepare('SELECT body FROM confirmed WHERE record = ? AND id = ?');
    this.#forget = db.prepare('DELETE FROM confirmed WHERE record = ? AND id = ?');
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

  /** Writes what an own, unanswered entry made of the records, and what they were before. */
  project(draft: Draft, seq: number, records = new RecordsBefore(this.#tables)): RecordKey[] {
    const touched: RecordKey[] = [];
    const before: string[] = [];
    for (const { record, id, value } of draft.written()) {
      const key = { record, id };
      // The body is JSON already and is set in as it is.
      before.push(`[${JSON.stringify(record)},${JSON.stringify(id)},${records.bodyOf(key) ?? 'null'}]`);
      this.#tables.write(key, value, records.recordOf(key));
      touched.push(key);
    }
    this.#leave.run(seq, `[${before.join(',')}]`);
    return touched;
  }

  hasUnfiled(): boolean {
    return this.#anyUnfiled.get() !== undefined;
  }

  /** Files what appends left. @param each hears of every entry filed */
  file(each?: (seq: number) => void): void {
    if (this.hasUnfiled()) fileOverlay(this.#db, each);
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
    this.#db.exec('DELETE FROM unfiled; DELETE FROM confirmed; DELETE FROM pending_key');
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

/** Moves what appends left into the overlay's books: who touches what, and how it was before the first of them. */
export function fileOverlay(db: Db, each: (seq: number) => void = () => {}): void {
  const unfiled = db.prepare<[number], { seq: number; before: string }>('SELECT seq, before FROM unfiled ORDER BY seq LIMIT ?');
  const keep = db.prepare<[string, string, string | null]>('INSERT OR IGNORE INTO confirmed VALUES (?, ?, ?)');
  const addKey = db.prepare<[string, string, number]>('INSERT OR IGNORE INTO pending_key VALUES (?, ?, ?)');
  const filed = db.prepare<[number]>('DELETE FROM unfiled WHERE seq <= ?');
  for (let rows = unfiled.all(FILED_AT_ONCE); rows.length > 0; rows = unfiled.all(FILED_AT_ONCE)) {
    for (const { seq, before } of rows) {
      for (const [record, id, body] of JSON.parse(before) as readonly Before[]) {
        keep.run(record, id, body && JSON.stringify(body));
        addKey.run(record, id, seq);
      }
      each(seq);
    }
    filed.run(rows.at(-1)?.seq ?? 0);
  }
}
