import { setImmediate } from 'node:timers/promises';
import type { RecordKey } from '#domain/kernel/change.ts';
import { type Checkpoint, type FeedItem, PULL_MAX_ITEMS, type PullResponse } from '#protocol/sync-messages.ts';
import type { SyncParts } from './sync-parts.ts';

/** Folding one answer may keep the window waiting this long, so aim a little below 50 ms. */
const FOLD_TARGET_MS = 40;
const FIRST_STRETCH = 200;
const SMALLEST_STRETCH = 20;
/** Asked for at once, however few are folded at a time: an answer costs the server as much as folding a hundred here. */
const PAGE_ITEMS = PULL_MAX_ITEMS;

/** How many items to fold at once, learnt from how long folding took. */
export class PullPace {
  #stretch = FIRST_STRETCH;

  get stretch(): number {
    return this.#stretch;
  }

  folded(items: number, tookMs: number): void {
    if (items === 0) return;
    const fitting = Math.floor((items / Math.max(tookMs, 0.1)) * FOLD_TARGET_MS);
    // At most doubling: one quick stretch of withheld entries says little about the next.
    this.#stretch = Math.min(PULL_MAX_ITEMS, Math.max(SMALLEST_STRETCH, Math.min(fitting, this.#stretch * 2)));
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

/**
 * Folds what is new in the clinic's order. While one answer is folded the next is already on its way.
 * @param upTo no further than this position
 */
export async function pullFeed(parts: SyncParts, pace: PullPace, upTo = Number.POSITIVE_INFINITY): Promise<number> {
  let folded = 0;
  const from = parts.store.position();
  let coming: Promise<PullResponse> | undefined = from < upTo ? ask(parts, pace, from, upTo) : undefined;
  while (coming) {
    const response: PullResponse = await coming;
    throwIfRestored(parts, response);
    parts.status.answered(response.nowMs, response.more);
    parts.trusted.heard(response);
    const { position } = response.checkpoint;
    coming = response.more && position < upTo && parts.mayReach() ? ask(parts, pace, position, upTo) : undefined;
    // If folding throws, nobody awaits the answer on its way; its failure must not end the process.
    coming?.catch(() => undefined);
    folded += await foldAll(parts, pace, response);
  }
  return folded;
}

function ask({ transport, store, clock }: SyncParts, pace: PullPace, after: number, upTo: number): Promise<PullResponse> {
  const { seq, hash } = store.head();
  const { stretch } = pace;
  const limit = Math.min(Math.max(PAGE_ITEMS, stretch), upTo - after);
  return transport.pull({ after, limit, stretch, head: { seq, hash }, wallMs: clock.nowMs() });
}

/** Folds an answer stretch by stretch, each proven by its own statement; between two of them the window has its turn. */
async function foldAll(parts: SyncParts, pace: PullPace, { items, between, checkpoint }: PullResponse): Promise<number> {
  const touched: RecordKey[] = [];
  let at = 0;
  try {
    for (const statement of [...between, checkpoint]) {
      const next = items.findIndex(({ position }) => position > statement.position);
      const end = next < 0 ? items.length : next;
      const more = end < items.length;
      const startedAt = parts.clock.monotonicMs();
      touched.push(...fold(parts, items.slice(at, end), statement, more));
      // The last of several also makes all of them durable, which says nothing of how long folding takes.
      if (more || at === 0) pace.folded(end - at, parts.clock.monotonicMs() - startedAt);
      at = end;
      if (more) await setImmediate();
    }
  } finally {
    if (touched.length > 0) parts.folded(touched);
  }
  return items.length;
}

function fold(
  { store, answered }: SyncParts,
  items: readonly FeedItem[],
  checkpoint: Checkpoint,
  more: boolean,
): readonly RecordKey[] {
  const result = store.applyFeed(items, checkpoint, more);
  for (const { operation, verdict } of result.answered) if (verdict.status !== 'accepted') answered(operation, verdict);
  return result.touched;
}

function throwIfRestored({ store, trusted }: SyncParts, response: PullResponse): void {
  const known = trusted.contact?.serverEpoch;
  const restored =
    (known !== undefined && known !== response.serverEpoch) ||
    response.ownSeq < store.acknowledgedSeq() ||
    response.checkpoint.position < store.position();
  if (restored) throw new ServerRestored(response);
}
