import type { Change, RecordKey } from '#domain/kernel/change.ts';
import type { Reader } from '#domain/kernel/record.ts';
import type { Refusal } from '#domain/kernel/refusal.ts';
import type { CheckpointSeen, EntryHeader, WireEntry } from '#protocol/entry.ts';
import type { Frontier } from '#protocol/merkle.ts';
import type { Checkpoint, FeedItem, SnapshotResponse, Verdict } from '#protocol/sync-messages.ts';
import type { LogTrail } from './log-trail.ts';

/** The end of this terminal's own chain. Before the first entry: seq 0 and the genesis hash. */
export interface ChainHead {
  readonly epoch: number;
  readonly seq: number;
  readonly hash: string;
  readonly hlc: string;
  readonly recordedAtMs: number;
  readonly grossInMinor: number;
  readonly grossOutMinor: number;
}

/** What the author supplies; the store adds chain, clock, commitments and totals. */
export type NewEntry = Pick<
  EntryHeader,
  'branchId' | 'recordedAtMs' | 'businessDate' | 'actorId' | 'sessionId' | 'operation' | 'documentNumber'
> & { readonly changes: readonly Change[] };

export interface AppendedEntry {
  readonly epoch: number;
  readonly seq: number;
  readonly hash: string;
  /** Records that now read differently; windows hear of them after the commit. */
  readonly touched: readonly RecordKey[];
}

/** One entry as the audit explorer lists it. */
export interface LoggedEntry {
  readonly position: number | null;
  readonly header: EntryHeader;
  readonly hash: string;
  readonly signed: boolean;
  /** Changes held here; null where erased or withheld from this machine. */
  readonly changes: readonly (Change | null)[];
  /** Null while the server has not answered. */
  readonly verdict: Verdict | null;
}

export interface LogFilter {
  /** A record id or an id a change is about: patient, invoice, till, user. */
  readonly subject?: string;
  readonly actorId?: string;
  readonly terminalId?: string;
  readonly documentNumber?: string;
  readonly status?: 'pending' | 'accepted' | 'flagged' | 'refused' | 'late';
  /** Business dates, both included. Entries whose clock was a week and more off are not among them. */
  readonly dates?: { readonly from: string; readonly to: string };
  /** Names of operations. */
  readonly operations?: readonly string[];
  /** Page on: entries older than this `recordedAtMs`/`hash` pair. */
  readonly before?: { readonly recordedAtMs: number; readonly hash: string };
  /** At most 200. */
  readonly limit: number;
}

export interface PullResult {
  readonly touched: readonly RecordKey[];
  /** Own entries the server has answered in this batch, for telling their authors. */
  readonly answered: readonly { readonly seq: number; readonly operation: string; readonly verdict: Verdict }[];
}

/** Reads of the store. A screen's query gets this and nothing more. */
export interface ReadableStore {
  readonly reader: Reader;
  /** Runs what reads several times and may append: all it reads before that is of one moment, and read faster. */
  atOnce<Result>(run: () => Result): Result;
  head(): ChainHead;
  /** Own entries after `seq`, in chain order, as they were hashed. */
  entriesAfter(seq: number, limit: number): readonly WireEntry[];
  /** Own entries the server has not yet acknowledged. */
  backlog(): number;
  /** Last own seq the server has answered (through the feed). */
  acknowledgedSeq(): number;
  /** Position up to which the clinic's order has been folded. */
  position(): number;
  frontier(): Frontier;
  checkpoint(): Checkpoint | null;
  /** The own entries, and where people explore the log those of others too. */
  log(filter: LogFilter): readonly LoggedEntry[];
  /** The own entry that printed a document, as it was hashed and signed. */
  entryOfDocument(documentNumber: string): WireEntry | undefined;
  /** The log as it was hashed, with what proves it: for a copy of it that leaves this machine. */
  trail(): LogTrail;
  /**
   * The records this terminal began from were made by a program whose records had other shapes. Folded on they may lack what
   * is newer, unlike the server's: a snapshot makes them anew.
   */
  beganOlder(): boolean;
  /** Small values of this machine that are not the clinic's: lockouts, window state, lease. */
  localValue(name: string): string | undefined;
}

/** The terminal's store: an append-only log, the server's feed, and the records both make. */
export interface TerminalStore extends ReadableStore {
  /**
   * Appends one entry and projects its changes in one durable transaction. Its checks have passed already. Throws
   * `StoreFault` when the disk refuses; nothing was recorded then.
   */
  append(entry: NewEntry): AppendedEntry;
  /** The same after each change's check, run against the records as the changes before it leave them. */
  appendChecked(entry: NewEntry): AppendedEntry | Refusal;
  /**
   * Folds a stretch of the clinic's order, all or nothing. Throws `CheckpointMismatch` when the tree does not extend the
   * last one or an own entry is not what this terminal wrote. A stretch folded before does nothing.
   * @param more another stretch follows at once: this one is read from now on, and durable with whatever is written next
   */
  applyFeed(items: readonly FeedItem[], checkpoint: Checkpoint, more?: boolean): PullResult;
  /**
   * The first filling of a new terminal, or of one whose server came back from an older backup: records begin anew from
   * the snapshot once its last page is in. Pages in order, the first one with a null cursor. Own entries are all kept.
   * @param ownSeq own entries up to here were at the server when the snapshot was made; later ones wait for an answer
   */
  loadSnapshotPage(page: SnapshotResponse, ownSeq: number): void;
  setLocalValue(name: string, value: string | null): void;
  close(): void;
}

/** Thrown when the server's statement does not extend what this terminal has seen. */
export class CheckpointMismatch extends Error {}

export type { CheckpointSeen };
