import { type PullPace, pullFeed } from './pull-feed.ts';
import type { SyncParts } from './sync-parts.ts';
import { takeSnapshot } from './take-snapshot.ts';

/**
 * Takes the records this terminal began from anew, where they were made by another version of the program: an older record
 * lacks what this one's folds count on, and the log from before this terminal is not here to make it again. Caught up with the
 * order to just where the snapshot stands first, so that no entry of it is passed over.
 * @param heldSeq own entries up to here are at the server
 */
export async function renewRecords(parts: SyncParts, pace: PullPace, heldSeq: number): Promise<number> {
  const first = await parts.transport.snapshot({ cursor: null });
  const folded = await pullFeed(parts, pace, first.position);
  await takeSnapshot(parts, heldSeq, first);
  return folded;
}
