import type { ServerRestored } from './pull-feed.ts';
import { pushEntries } from './push-entries.ts';
import type { SyncParts } from './sync-parts.ts';
import { takeSnapshot } from './take-snapshot.ts';

/**
 * The server came back from an older backup. What it confirmed and lost is sent again from this terminal's own log, then
 * its records are taken over as they stand there: other terminals do the same with theirs, and the feed brings it.
 */
export async function recoverFromRestore(parts: SyncParts, restored: ServerRestored): Promise<{ heldSeq: number; sent: number }> {
  parts.note('server-restored');
  const pushed = await pushEntries(parts, restored.ownSeq);
  await takeSnapshot(parts, pushed.heldSeq);
  parts.trusted.heardEpoch(restored.serverEpoch);
  return pushed;
}
