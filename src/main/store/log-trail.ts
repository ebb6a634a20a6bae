import type { KeyObject } from 'node:crypto';
import type { WireEntry } from '#protocol/entry.ts';
import { sha256, signHash } from '#protocol/entry.ts';
import type { Frontier } from '#protocol/merkle.ts';
import type { Checkpoint, Verdict } from '#protocol/sync-messages.ts';
import type { Db } from './database.ts';
import { type FeedLog, type FeedRow, verdictOf } from './feed-log.ts';
import { headStatement } from './head-signature.ts';
import type { OwnLog } from './own-log.ts';
import type { StoreIdentity } from './store-identity.ts';

/** One position of the clinic's order as it is kept here: the entry as it was hashed, unless it was not for this machine. */
export interface TrailItem {
  readonly position: number;
  readonly leaf: string;
  readonly entry: (WireEntry & { readonly verdict: Verdict }) | null;
}

/** What must go with a copy of the log so that somebody else can check it. */
export interface LogTrail {
  readonly identity: Omit<StoreIdentity, 'kind'>;
  /** Before the first position that is kept here: everything since the terminal was filled. */
  readonly begins: { readonly position: number; readonly frontier: Frontier };
  /** The first and last position of entries with a business date between two, both included; null: there is none. */
  stretch(from: string, to: string): { readonly first: number; readonly last: number } | null;
  /** Positions after one, in order. */
  after(position: number): Iterable<TrailItem>;
  /** The server's statements that the recomputed tree agreed with, from a position on. */
  checkpointsFrom(position: number): Iterable<Checkpoint>;
  /** Own entries that the server has not answered, as they were hashed. */
  waiting(): Iterable<WireEntry>;
  /** The signed end of the own chain; null before the first entry. */
  head(): { readonly seq: number; readonly hash: string; readonly statement: string; readonly signature: string } | null;
  /** The terminal's signature under a text, which must say itself what it is. Ed25519 over the SHA-256, base64. */
  sign(text: string): string;
}

const PAGE = 500;

export interface TrailParts {
  readonly db: Db;
  readonly own: OwnLog;
  readonly feed: FeedLog;
  readonly identity: StoreIdentity;
  readonly privateKey: KeyObject;
}

export class StoredTrail implements LogTrail {
  readonly identity: StoreIdentity;
  readonly #parts: TrailParts;
  readonly #era: number;

  constructor(parts: TrailParts) {
    this.#parts = parts;
    this.identity = parts.identity;
    this.#era = parts.feed.progress().era;
  }

  get begins() {
    const era = this.#parts.feed.eras().find((one) => one.era === this.#era);
    if (!era) throw new Error('the store has no era');
    return { position: era.position, frontier: era.frontier };
  }

  stretch(from: string, to: string): { first: number; last: number } | null {
    const dated = `coalesce(feed.header, entry.header) ->> 'businessDate'`;
    const found = this.#parts.db
      .prepare<[number, string, string], { first: number | null; last: number | null }>(
        `SELECT min(position) AS first, max(position) AS last FROM feed LEFT JOIN entry ON entry.seq = feed.own_seq
          WHERE era = ? AND ${dated} BETWEEN ? AND ?`,
      )
      .get(this.#era, from, to);
    return found?.first == null || found.last === null ? null : { first: found.first, last: found.last };
  }

  *after(position: number): Iterable<TrailItem> {
    const { feed, own } = this.#parts;
    for (let last = position; ; ) {
      const rows = feed.after(this.#era, last, PAGE);
      for (const row of rows) {
        const verdict = verdictOf(row);
        const wire = row.ownSeq === null ? foreign(row) : own.at(row.ownSeq);
        yield { position: row.position, leaf: row.leaf, entry: wire && verdict ? { ...wire, verdict } : null };
      }
      const end = rows.at(-1);
      if (!end || rows.length < PAGE) return;
      last = end.position;
    }
  }

  *checkpointsFrom(position: number): Iterable<Checkpoint> {
    const rows = this.#parts.db
      .prepare<[number, number], Omit<Checkpoint, 'clinicId'>>(
        'SELECT position, root, at_ms AS atMs, signature FROM checkpoint WHERE era = ? AND position >= ? ORDER BY position',
      )
      .all(this.#era, position);
    for (const row of rows) yield { clinicId: this.identity.clinicId, ...row };
  }

  *waiting(): Iterable<WireEntry> {
    for (let last = this.#parts.feed.progress().acknowledgedSeq; ; ) {
      const entries = this.#parts.own.after(last, PAGE);
      for (const { seq: _, ...wire } of entries) yield wire;
      const end = entries.at(-1);
      if (!end || entries.length < PAGE) return;
      last = end.seq;
    }
  }

  head() {
    const { seq, hash, signature } = this.#parts.own.head();
    const { terminalId, epoch } = this.identity;
    return signature === null ? null : { seq, hash, statement: headStatement(terminalId, epoch, seq, hash), signature };
  }

  sign(text: string): string {
    return signHash(sha256(text), this.#parts.privateKey);
  }
}

function foreign(row: Pick<FeedRow, 'hash' | 'header' | 'changes' | 'signature'>): WireEntry | undefined {
  if (row.hash === null || row.header === null) return undefined;
  const changes = JSON.parse(row.changes ?? '[]') as (string | null)[];
  return { hash: row.hash, header: row.header, changes, signature: row.signature };
}
