import { SyncRefused, Unreachable } from '#protocol/sync-messages.ts';
import { UnknownChange } from '../store/open-items.ts';
import { CheckpointMismatch, type ReadableStore } from '../store/terminal-store.ts';
import { PullPace, pullFeed, ServerRestored } from './pull-feed.ts';
import { pushEntries } from './push-entries.ts';
import { recoverFromRestore } from './recover-from-restore.ts';
import { renewRecords } from './renew-records.ts';
import type { SyncParts } from './sync-parts.ts';
import { takeSnapshot } from './take-snapshot.ts';
import { WrongCertificate } from './wrong-certificate.ts';

const FILLED = 'filled';

/** Whether the first snapshot is in: before it there are no people, no clinic and no business date. */
export function isFilled(store: Pick<ReadableStore, 'localValue'>): boolean {
  return store.localValue(FILLED) !== undefined;
}

/** What came of one round of sync. */
export interface SyncRound {
  /** `offline`: nobody answered, try later. `stopped`: the server refuses this terminal, see `problem`. */
  readonly outcome: 'done' | 'offline' | 'stopped';
  readonly sent: number;
  readonly folded: number;
  readonly problem: string | null;
}

/** One terminal's talk with its server, a round at a time. */
export class SyncRounds {
  readonly #parts: SyncParts;
  readonly #pace = new PullPace();
  /** The server holds the own chain up to here; unknown until the first push of this process. */
  #heldSeq: number | null = null;
  /** What stopped the rounds since the last good one, as the log was told: an entry wakes the next round. */
  #noted: string | null = null;

  constructor(parts: SyncParts) {
    this.#parts = parts;
  }

  /** Pushes what waits and pulls what is new. Never throws for what the network or the server does. */
  async run(): Promise<SyncRound> {
    const { status, mayReach } = this.#parts;
    const done = { sent: 0, folded: 0 };
    if (!mayReach()) return { outcome: 'offline', ...done, problem: null };
    try {
      await this.#pushAndPull(done);
      this.#noted = null;
      return { outcome: 'done', ...done, problem: null };
    } catch (error) {
      const problem = problemOf(error);
      if (problem === null) {
        status.unreachable();
        return { outcome: 'offline', ...done, problem: null };
      }
      if (this.#noted !== problem) this.#parts.note(problem);
      this.#noted = problem;
      status.stopped(problem);
      return { outcome: 'stopped', ...done, problem };
    }
  }

  async #pushAndPull(done: { sent: number; folded: number }): Promise<void> {
    const parts = this.#parts;
    await fillOnce(parts);
    const pushed = await pushEntries(parts, this.#heldSeq ?? parts.store.acknowledgedSeq());
    this.#heldSeq = pushed.heldSeq;
    done.sent += pushed.sent;
    if (!parts.mayReach()) return;
    try {
      if (parts.store.beganOlder()) done.folded += await renewRecords(parts, this.#pace, pushed.heldSeq);
      done.folded += await pullFeed(parts, this.#pace);
    } catch (error) {
      if (!(error instanceof ServerRestored)) throw error;
      const again = await recoverFromRestore(parts, error);
      this.#heldSeq = again.heldSeq;
      done.sent += again.sent;
    }
  }
}

/** A terminal killed between enrolment and the last page of its snapshot takes it again. */
async function fillOnce(parts: SyncParts): Promise<void> {
  if (isFilled(parts.store)) return;
  await takeSnapshot(parts, 0);
  parts.store.setLocalValue(FILLED, 'yes');
}

/** Null: nobody answered, or the server asks to come back later. */
function problemOf(error: unknown): string | null {
  if (error instanceof WrongCertificate) return 'wrong-server-certificate';
  if (error instanceof Unreachable) return null;
  if (error instanceof CheckpointMismatch) return 'checkpoint-mismatch';
  if (error instanceof UnknownChange) return 'update-needed';
  if (error instanceof SyncRefused) return error.problem === 'server-busy' ? null : error.problem;
  throw error;
}
