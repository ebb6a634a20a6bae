import type { WireEntry } from '#protocol/entry.ts';
import { signHash } from '#protocol/entry.ts';
import { PUSH_MAX_ENTRIES, SyncRefused } from '#protocol/sync-messages.ts';
import type { SyncParts } from './sync-parts.ts';

/** Well under the server's body limit, with room for JSON's escapes. */
const BATCH_MAX_CHARACTERS = 6_000_000;

/** A batch on its way. */
interface Sending {
  readonly entries: number;
  readonly lastSeq: number;
  /** The seq the server holds once it took the batch. */
  readonly answer: Promise<number>;
}

/**
 * Sends own entries in chain order until the server holds them all. While the server takes one batch in, the next is
 * already on its way. Sending one twice is harmless.
 * @param after the server holds the chain up to this seq, as far as known
 * @returns the seq the server holds now, and how many entries were sent
 */
export async function pushEntries(parts: SyncParts, after: number): Promise<{ heldSeq: number; sent: number }> {
  let heldSeq = after;
  let sent = 0;
  let mayRewind = true;
  let mayGoAhead = true;
  let ahead: Sending | undefined;
  for (;;) {
    const wasAhead = ahead !== undefined;
    const sending = ahead ?? send(parts, heldSeq);
    if (!sending) break;
    ahead = mayGoAhead ? send(parts, sending.lastSeq) : undefined;
    try {
      const seq = await sending.answer;
      if (seq <= heldSeq) throw new SyncRefused('chain-gap', 'the server took the batch but did not move on', seq);
      heldSeq = seq;
      sent += sending.entries;
    } catch (error) {
      await ahead?.answer.catch(() => undefined);
      ahead = undefined;
      if (!(error instanceof SyncRefused && error.problem === 'chain-gap' && error.seq !== undefined)) throw error;
      // A batch that went ahead may arrive before the one it follows: from here on one after another.
      if (wasAhead && mayGoAhead) {
        mayGoAhead = false;
        continue;
      }
      // The server holds less than thought: it was restored, or an answer was lost. Once; twice is a fault.
      if (!mayRewind) throw error;
      mayRewind = false;
      heldSeq = error.seq;
    }
  }
  return { heldSeq, sent };
}

/** Sends what follows a seq; undefined: nothing does, or nobody can be reached. */
function send({ store, transport, privateKey, mayReach }: SyncParts, after: number): Sending | undefined {
  const entries = mayReach() ? nextBatch(store.entriesAfter(after, PUSH_MAX_ENTRIES)) : [];
  const last = entries.at(-1);
  if (!last) return undefined;
  const lastSeq = after + entries.length;
  const headSignature = signHash(last.hash, privateKey);
  const answer = transport
    .push({ entries, headSignature, backlog: Math.max(0, store.head().seq - lastSeq) })
    .then(({ seq }) => seq);
  // It is awaited after the batch before it; its failure until then must not end the process.
  answer.catch(() => undefined);
  return { entries: entries.length, lastSeq, answer };
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
