import type { Statement } from 'better-sqlite3';
import type { EntryHeader } from '#protocol/entry.ts';
import type { Frontier } from '#protocol/merkle.ts';
import type { Checkpoint, Verdict } from '#protocol/sync-messages.ts';
import type { Db } from './database.ts';

/** How far the server's order has been followed. */
export interface Progress {
  readonly era: number;
  readonly position: number;
  /** Own entries up to here have the server's answer. */
  readonly acknowledgedSeq: number;
  readonly frontier: Frontier;
  readonly checkpoint: Checkpoint | null;
  /** The latest clock reading heard of a peer. */
  readonly hlc: string;
}

/** Where an era began. */
export interface Era {
  readonly era: number;
  readonly position: number;
  readonly ownSeq: number;
  readonly frontier: Frontier;
  readonly checkpoint: Checkpoint | null;
}

/** One position as it is kept. Own entries keep only their seq here. */
export interface Placed {
  readonly position: number;
  readonly leaf: string;
  readonly entry?: {
    readonly hash: string;
    readonly header: EntryHeader;
    readonly verdict: Verdict;
    /** Null: the entry is this terminal's own. */
    readonly foreign: {
      readonly headerText: string;
      readonly changes: readonly (string | null)[];
      readonly signature: string | null;
    } | null;
  };
}

/** A kept position, read back. */
export interface FeedRow {
  readonly id: number;
  readonly era: number;
  readonly position: number;
  readonly leaf: string;
  readonly hash: string | null;
  readonly ownSeq: number | null;
  readonly header: string | null;
  readonly changes: string | null;
  readonly signature: string | null;
  readonly status: Verdict['status'] | null;
  readonly flags: string | null;
  readonly postedDate: string | null;
  readonly late: number | null;
}

interface ProgressRow extends Omit<Progress, 'frontier' | 'checkpoint'> {
  readonly frontier: string;
  readonly checkpoint: string | null;
}

interface EraRow extends Omit<Era, 'frontier' | 'checkpoint'> {
  readonly frontier: string;
  readonly checkpoint: string | null;
}

const SELECT_ROW = `SELECT id, era, position, leaf, hash, own_seq AS ownSeq, header, changes, signature, status, flags,
  posted_date AS postedDate, late FROM feed`;

type FeedValue = string | number | null;

/** What the server told this terminal: positions, checkpoints, and how far they have been folded. */
export class FeedLog {
  readonly #add: Statement<FeedValue[]>;
  readonly #addCheckpoint: Statement<[number, number, string, number, string]>;
  readonly #progress: Statement<[], ProgressRow>;
  readonly #setProgress: Statement<[number, number, number, string, string | null, string]>;
  readonly #after: Statement<[number, number, number], FeedRow>;
  readonly #at: Statement<[number], FeedRow>;
  readonly #answerTo: Statement<[number], FeedRow>;
  readonly #eras: Statement<[], EraRow>;
  readonly #addEra: Statement<[number, number, string, string, number]>;

  constructor(db: Db) {
    this.#add = db.prepare(
      `INSERT INTO feed (era, position, leaf, hash, own_seq, header, changes, signature, status, flags, posted_date, late)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#addCheckpoint = db.prepare('INSERT OR IGNORE INTO checkpoint VALUES (?, ?, ?, ?, ?)');
    this.#progress = db.prepare(
      'SELECT era, position, acknowledged_seq AS acknowledgedSeq, frontier, checkpoint, hlc FROM progress',
    );
    this.#setProgress = db.prepare(
      'UPDATE progress SET era = ?, position = ?, acknowledged_seq = ?, frontier = ?, checkpoint = ?, hlc = ?',
    );
    this.#after = db.prepare(`${SELECT_ROW} WHERE era = ? AND position > ? ORDER BY position LIMIT ?`);
    this.#at = db.prepare(`${SELECT_ROW} WHERE id = ?`);
    this.#answerTo = db.prepare(`${SELECT_ROW} WHERE own_seq = ? ORDER BY id DESC LIMIT 1`);
    this.#eras = db.prepare('SELECT era, position, own_seq AS ownSeq, frontier, checkpoint FROM era ORDER BY era');
    this.#addEra = db.prepare('INSERT INTO era VALUES (?, ?, ?, ?, ?)');
  }

  /** @returns the row's id, for the explorer's index */
  add(era: number, { position, leaf, entry }: Placed): number {
    if (!entry) return this.#insert([era, position, leaf, null, null, null, null, null, null, null, null, null]);
    const { hash, header, verdict, foreign } = entry;
    const { status, flags, postedDate, late } = verdict;
    const texts = foreign
      ? [null, foreign.headerText, JSON.stringify(foreign.changes), foreign.signature]
      : [header.seq, null, null, null];
    return this.#insert([era, position, leaf, hash, ...texts, status, JSON.stringify(flags), postedDate, late ? 1 : 0]);
  }

  after(era: number, position: number, limit: number): readonly FeedRow[] {
    return this.#after.all(era, position, limit);
  }

  at(id: number): FeedRow | undefined {
    return this.#at.get(id);
  }

  /** The server's latest answer to an own entry; one of an earlier era may no longer hold. */
  answerTo(ownSeq: number): FeedRow | undefined {
    return this.#answerTo.get(ownSeq);
  }

  progress(): Progress {
    const row = this.#progress.get();
    if (!row) throw new Error('the store has no progress row');
    return { ...row, ...parsed(row) };
  }

  /** Moves on, and keeps the checkpoint it rests on. */
  advance({ era, position, acknowledgedSeq, frontier, checkpoint, hlc }: Progress): void {
    const statement = checkpoint && JSON.stringify(checkpoint);
    this.#setProgress.run(era, position, acknowledgedSeq, JSON.stringify(frontier), statement, hlc);
    if (checkpoint) this.#addCheckpoint.run(era, checkpoint.position, checkpoint.root, checkpoint.atMs, checkpoint.signature);
  }

  eras(): readonly Era[] {
    return this.#eras.all().map((row) => ({ ...row, ...parsed(row) }));
  }

  addEra({ era, position, frontier, checkpoint, ownSeq }: Era): void {
    this.#addEra.run(era, position, JSON.stringify(frontier), JSON.stringify(checkpoint), ownSeq);
  }

  #insert(values: FeedValue[]): number {
    return Number(this.#add.run(...values).lastInsertRowid);
  }
}

/** The server's answer as it was kept; undefined where the entry was withheld. */
export function verdictOf(row: Pick<FeedRow, 'status' | 'flags' | 'postedDate' | 'late'>): Verdict | undefined {
  if (row.status === null || row.postedDate === null) return undefined;
  const flags = JSON.parse(row.flags ?? '[]') as string[];
  return { status: row.status, flags, postedDate: row.postedDate, late: row.late === 1 };
}

function parsed(row: { frontier: string; checkpoint: string | null }): { frontier: Frontier; checkpoint: Checkpoint | null } {
  const checkpoint = row.checkpoint === null ? null : (JSON.parse(row.checkpoint) as Checkpoint);
  return { frontier: JSON.parse(row.frontier) as Frontier, checkpoint };
}
