import type { Statement } from 'better-sqlite3';
import type { WireEntry } from '#protocol/entry.ts';
import type { Db } from './database.ts';
import type { ChainHead } from './terminal-store.ts';

interface EntryRow {
  readonly seq: number;
  readonly hash: string;
  readonly header: string;
  readonly changes: string;
  readonly signature: string | null;
}

interface HeadRow {
  readonly seq: number;
  readonly hash: string;
  readonly signature: string | null;
  readonly hlc: string;
  readonly recordedAtMs: number;
  readonly grossInMinor: number;
  readonly grossOutMinor: number;
}

const SELECT_ENTRY = 'SELECT seq, hash, header, changes, signature FROM entry';

/** The terminal's own chain: entries as they were hashed, and its signed end. */
export class OwnLog {
  readonly #insert: Statement<[number, string, string, string, string | null]>;
  readonly #moveHead: Statement<[number, string, string, string, number, number, number]>;
  readonly #after: Statement<[number, number], EntryRow>;
  readonly #at: Statement<[number], EntryRow>;
  readonly #unfiledDocument: Statement<[string], EntryRow>;
  readonly #head: Statement<[], HeadRow>;

  constructor(db: Db) {
    this.#insert = db.prepare('INSERT INTO entry VALUES (?, ?, ?, ?, ?)');
    this.#moveHead = db.prepare(
      `UPDATE head SET seq = ?, hash = ?, signature = ?, hlc = ?, recorded_at_ms = ?, gross_in_minor = ?, gross_out_minor = ?`,
    );
    this.#after = db.prepare(`${SELECT_ENTRY} WHERE seq > ? ORDER BY seq LIMIT ?`);
    this.#at = db.prepare(`${SELECT_ENTRY} WHERE seq = ?`);
    this.#unfiledDocument = db.prepare(
      `${SELECT_ENTRY} WHERE seq IN (SELECT seq FROM unfiled) AND header ->> 'documentNumber' = ? ORDER BY seq LIMIT 1`,
    );
    this.#head = db.prepare(
      `SELECT seq, hash, signature, hlc, recorded_at_ms AS recordedAtMs, gross_in_minor AS grossInMinor,
        gross_out_minor AS grossOutMinor FROM head`,
    );
  }

  add({ hash, header, changes, signature }: WireEntry, head: Omit<ChainHead, 'epoch'>, headSignature: string): void {
    this.#insert.run(head.seq, hash, header, JSON.stringify(changes), signature);
    this.#moveHead.run(head.seq, hash, headSignature, head.hlc, head.recordedAtMs, head.grossInMinor, head.grossOutMinor);
  }

  head(): HeadRow {
    const head = this.#head.get();
    if (!head) throw new Error('the store has no head row');
    return head;
  }

  after(seq: number, limit: number): readonly (WireEntry & { readonly seq: number })[] {
    return this.#after.all(seq, limit).map(entryOf);
  }

  at(seq: number): WireEntry | undefined {
    const row = this.#at.get(seq);
    return row && wireEntryOf(row);
  }

  /** Among the last entries, which the explorer's index does not have yet. */
  unfiledOfDocument(documentNumber: string): WireEntry | undefined {
    const row = this.#unfiledDocument.get(documentNumber);
    return row && wireEntryOf(row);
  }
}

function entryOf(row: EntryRow): WireEntry & { readonly seq: number } {
  return { seq: row.seq, ...wireEntryOf(row) };
}

function wireEntryOf({ header, changes, hash, signature }: EntryRow): WireEntry {
  return { header, changes: JSON.parse(changes) as (string | null)[], hash, signature };
}
