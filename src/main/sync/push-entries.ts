import type { WireEntry } from '#protocol/entry.ts';
import { signHash } from '#protocol/entry.ts';
import { PUSH_MAX_ENTRIES, SyncRefused } from '#protocol/sync-messages.ts';
import type { SyncParts } from './sync-parts.ts';

/** Well under the server's body limit, with room for JSON's escapes. */
const BATCH_MAX_CHARACTERS = 6_000_000;

/**
 * Sends own entries in chain order until the server holds them all. Sending one twice is harmless.
 * @param after the server holds the chain up to this seq, as far as known
 * @returns the seq the server holds now, and how many entries were sent
 */
export async function pushEntries(parts: SyncParts, after: number): Promise<{ heldSeq: number; sent: number }> {
  let heldSeq = after;
  let sent = 0;
  let mayRewind = true;
  while (parts.mayReach()) {
    const batch = nextBatch(parts.store.entriesAfter(heldSeq, PUSH_MAX_ENTRIES));
    const last = batch.at(-1);
    if (!last) break;
    try {
      const headSeq = parts.store.head().seq;
      const response = await parts.transport.push({
        entries: batch,
        headSignature: signHash(last.hash, parts.privateKey),
        backlog: Math.max(0, headSeq - heldSeq - batch.length),
      });
      if (response.seq <= heldSeq)
        throw new SyncRefused('chain-gap', 'the server took the batch but did not move on', response.seq);
      heldSeq = response.seq;
      sent += batch.length;
    } catch (error) {
      // The server holds less than thought: it was restored, or an answer was lost. Once; twice is a fault.
      if (!(error instanceof SyncRefused && error.problem === 'chain-gap' && error.seq !== undefined && mayRewind)) throw error;
      mayRewind = false;
      heldSeq = error.seq;
    }
  }
  return { heldSeq, sent };
}

function nextBatch(entries: readonly WireEntry[]): WireEntry[] {
  const batch: WireEntry[] = [];
  let characters = 0;
  for (const entry of entries) {
    characters += entry.header.length + entry.changes.reduce((sum, change) => sum + (change?.length ?? 0), 0);
    if (batch.length > 0 && characters > BATCH_MAX_CHARACTERS) break;
    batch.push(entry);
  }
  return batch;
}
