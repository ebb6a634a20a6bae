import type { SnapshotResponse } from '#protocol/sync-messages.ts';
import { checkFrontier, checkSignature } from './check-checkpoint.ts';
import type { SyncParts } from './sync-parts.ts';

/** Fills a new terminal's records as they stand at one position of the clinic's order. */
export async function takeSnapshot(
  parts: Pick<SyncParts, 'transport' | 'store' | 'clinicId' | 'serverPublicKey'>,
): Promise<void> {
  let cursor: string | null = null;
  do {
    const page: SnapshotResponse = await parts.transport.snapshot({ cursor });
    checkSignature(page.checkpoint, parts.clinicId, parts.serverPublicKey);
    checkFrontier(page.frontier, page.checkpoint);
    parts.store.loadSnapshotPage(page);
    cursor = page.next;
  } while (cursor !== null);
}
