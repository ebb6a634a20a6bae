import { PULL_MAX_ITEMS, type PullResponse } from '#protocol/sync-messages.ts';
import type { SyncParts } from './sync-parts.ts';

/** Folding one answer may keep the window waiting this long, so aim a little below 50 ms. */
const FOLD_TARGET_MS = 40;
const FIRST_LIMIT = 200;
const SMALLEST_LIMIT = 20;

/** How many items to ask for, learnt from how long folding took. */
export class PullPace {
  #limit = FIRST_LIMIT;

  get limit(): number {
    return this.#limit;
  }

  folded(items: number, tookMs: number): void {
    if (items === 0) return;
    const fitting = Math.floor((items / Math.max(tookMs, 0.1)) * FOLD_TARGET_MS);
    // At most doubling: one quick batch of withheld entries says little about the next.
    this.#limit = Math.min(PULL_MAX_ITEMS, Math.max(SMALLEST_LIMIT, Math.min(fitting, this.#limit * 2)));
  }
}

/** The server lost entries it had confirmed: it was restored from an older backup. */
export class ServerRestored extends Error {
  readonly ownSeq: number;
  readonly serverEpoch: string;
  constructor(response: PullResponse) {
    super('the server holds less than it had confirmed');
    this.ownSeq = response.ownSeq;
    this.serverEpoch = response.serverEpoch;
  }
}

/** Folds what is new in the clinic's order. While one answer is folded the next is already on its way. */
export async function pullFeed(parts: SyncParts, pace: PullPace): Promise<number> {
  let folded = 0;
  let coming: Promise<PullResponse> | undefined = ask(parts, pace, parts.store.position());
  while (coming) {
    const response: PullResponse = await coming;
    throwIfRestored(parts, response);
    parts.status.answered(response.nowMs, response.more);
    parts.trusted.heard(response);
    coming = response.more && parts.mayReach() ? ask(parts, pace, response.checkpoint.position) : undefined;
    // If folding throws, nobody awaits the answer on its way; its failure must not end the process.
    coming?.catch(() => undefined);
    fold(parts, pace, response);
    folded += response.items.length;
  }
  return folded;
}

function ask({ transport, store }: SyncParts, pace: PullPace, after: number): Promise<PullResponse> {
  const { seq, hash } = store.head();
  return transport.pull({ after, limit: pace.limit, head: { seq, hash }, backlog: store.backlog() });
}

function fold(parts: SyncParts, pace: PullPace, response: PullResponse): void {
  const startedAt = parts.clock.monotonicMs();
  const result = parts.store.applyFeed(response.items, response.checkpoint);
  pace.folded(response.items.length, parts.clock.monotonicMs() - startedAt);
  if (result.touched.length > 0) parts.folded(result.touched);
  for (const { operation, verdict } of result.answered) if (verdict.status !== 'accepted') parts.answered(operation, verdict);
}

function throwIfRestored({ store, trusted }: SyncParts, response: PullResponse): void {
  const known = trusted.contact?.serverEpoch;
  const restored =
    (known !== undefined && known !== response.serverEpoch) ||
    response.ownSeq < store.acknowledgedSeq() ||
    response.checkpoint.position < store.position();
  if (restored) throw new ServerRestored(response);
}
