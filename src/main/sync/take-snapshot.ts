import type { SnapshotResponse } from '#protocol/sync-messages.ts';
import type { SyncParts } from './sync-parts.ts';

/**
 * Fills a terminal's records as they stand at one position of the clinic's order.
 * @param ownSeq own entries up to here are at the server
 */
export async function takeSnapshot({ transport, store }: Pick<SyncParts, 'transport' | 'store'>, ownSeq: number): Promise<void> {
  let cursor: string | null = null;
  do {
    const page: SnapshotResponse = await transport.snapshot({ cursor });
    store.loadSnapshotPage(page, ownSeq);
    cursor = page.next;
  } while (cursor !== null);
}
