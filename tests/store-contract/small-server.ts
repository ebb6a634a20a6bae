import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { readHeader, type WireEntry } from '#protocol/entry.ts';
import { appendLeaf, EMPTY_FRONTIER, type Frontier, leafOf, rootOf } from '#protocol/merkle.ts';
import { type Checkpoint, checkpointText, type FeedItem, type SnapshotResponse, type Verdict } from '#protocol/sync-messages.ts';
import { BUSINESS_DATE, CLINIC, MORNING_MS } from './foreign-author.ts';

export const ACCEPTED: Verdict = { status: 'accepted', flags: [], postedDate: BUSINESS_DATE, late: false };

export function keyPair(): { privateKey: KeyObject; publicKey: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return { privateKey, publicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64') };
}

/** The server as a terminal sees it: positions, verdicts, a tree and a signature. It decides nothing. */
export class SmallServer {
  readonly publicKey: string;
  /** For another server that has the same key: what a rewritten history looks like. */
  readonly keys: { privateKey: KeyObject; publicKey: string };
  readonly #privateKey: KeyObject;
  readonly #items: FeedItem[] = [];
  readonly #frontiers: Frontier[] = [EMPTY_FRONTIER];

  constructor(keys = keyPair()) {
    this.keys = keys;
    this.publicKey = keys.publicKey;
    this.#privateKey = keys.privateKey;
  }

  get position(): number {
    return this.#items.length;
  }

  place(entry: WireEntry, verdict: Verdict = ACCEPTED): void {
    const leaf = leafOf(entry.hash, verdict);
    const { header, changes, hash } = entry;
    this.#items.push({ position: this.#items.length + 1, leaf, entry: { header, changes, hash, verdict } });
    this.#frontiers.push(appendLeaf(this.frontierAt(this.#items.length - 1), leaf));
  }

  /** What a pull answers: own entries come as their verdicts, withheld ones as a leaf. */
  pull(
    after: number,
    asked: { terminalId: string; limit?: number; withholds?: (item: FeedItem) => boolean },
  ): { items: FeedItem[]; checkpoint: Checkpoint } {
    const items = this.#items.slice(after, after + (asked.limit ?? 2000)).map((item) => {
      if (asked.withholds?.(item)) return { position: item.position, leaf: item.leaf };
      const { position, leaf, entry } = item;
      const header = entry && readHeader(entry.header);
      return entry && header?.terminalId === asked.terminalId
        ? { position, leaf, own: { seq: header.seq, verdict: entry.verdict } }
        : item;
    });
    return { items, checkpoint: this.checkpointAt(after + items.length) };
  }

  checkpointAt(position: number, atMs = MORNING_MS + position): Checkpoint {
    const statement = { clinicId: CLINIC, position, root: rootOf(this.frontierAt(position)), atMs };
    const signature = sign(null, Buffer.from(checkpointText(statement)), this.#privateKey).toString('base64');
    return { ...statement, signature };
  }

  frontierAt(position: number): Frontier {
    const frontier = this.#frontiers[position];
    if (!frontier) throw new Error(`nothing was placed at ${position}`);
    return frontier;
  }

  snapshot(records: SnapshotResponse['records'], next: string | null = null): SnapshotResponse {
    const { position } = this;
    const { size, roots } = this.frontierAt(position);
    return { position, frontier: { size, roots: [...roots] }, checkpoint: this.checkpointAt(position), records, next };
  }
}
