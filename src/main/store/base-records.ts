import type { Statement } from 'better-sqlite3';
import type { RecordKey } from '#domain/kernel/change.ts';
import type { Identified } from '#domain/kernel/record.ts';
import type { Db } from './database.ts';

const BATCH = 1000;

interface BaseRow extends RecordKey {
  readonly body: string;
}

/** The records each era began with, as the server's snapshot had them. */
export class BaseRecords {
  readonly #add: Statement<[number, string, string, string]>;
  readonly #after: Statement<[number, string, string, number], BaseRow>;
  readonly #clear: Statement<[number]>;

  constructor(db: Db) {
    this.#add = db.prepare('INSERT OR REPLACE INTO base_record VALUES (?, ?, ?, ?)');
    this.#after = db.prepare(
      'SELECT record, id, body FROM base_record WHERE era = ? AND (record, id) > (?, ?) ORDER BY record, id LIMIT ?',
    );
    this.#clear = db.prepare('DELETE FROM base_record WHERE era = ?');
  }

  /** Whether an era began with any. */
  has(era: number): boolean {
    return this.#after.get(era, '', '', 1) !== undefined;
  }

  add(era: number, record: string, body: Identified): void {
    this.#add.run(era, record, body.id, JSON.stringify(body));
  }

  *all(era: number): Iterable<RecordKey & { readonly body: Identified }> {
    for (let record = '', id = ''; ; ) {
      const rows = this.#after.all(era, record, id, BATCH);
      for (const row of rows) {
        yield { record: row.record, id: row.id, body: JSON.parse(row.body) as Identified };
        ({ record, id } = row);
      }
      if (rows.length < BATCH) return;
    }
  }

  /** A snapshot that broke off is begun anew. */
  clear(era: number): void {
    this.#clear.run(era);
  }
}
