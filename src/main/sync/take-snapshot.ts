import type { SnapshotResponse } from '#protocol/sync-messages.ts';
import type { SyncParts } from './sync-parts.ts';

/**
 * Fills a terminal's records as they stand at one position of the clinic's order.
 * @param ownSeq own entries up to here are at the server
 * @param first its first page, where that was asked for already
 */
export async function takeSnapshot(
  { transport, store }: Pick<SyncParts, 'transport' | 'store'>,
  ownSeq: number,
  first?: SnapshotResponse,
): Promise<void> {
  let page = first ?? (await transport.snapshot({ cursor: null }));
  store.loadSnapshotPage(page, ownSeq);
  while (page.next !== null) {
    page = await transport.snapshot({ cursor: page.next });
    store.loadSnapshotPage(page, ownSeq);
  }
}
