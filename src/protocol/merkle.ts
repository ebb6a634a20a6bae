import { hash } from 'node:crypto';

/**
 * An append-only Merkle tree (RFC 6962, section 2.1) as its compact frontier: the roots of the perfect subtrees that
 * make up `size` leaves, largest first. Enough to append and to state the root; 64 hashes at the very most.
 */
export interface Frontier {
  readonly size: number;
  readonly roots: readonly string[];
}

export const EMPTY_FRONTIER: Frontier = { size: 0, roots: [] };

/** What the server placed and how: the leaf of one position. A later change of verdict would change the root. */
export function leafOf(entryHash: string, verdict: { status: string; postedDate: string; flags: readonly string[] }): string {
  return hash('sha256', `\0${entryHash}\n${verdict.status}\n${verdict.postedDate}\n${verdict.flags.join(',')}\n`, 'hex');
}

export function appendLeaf(frontier: Frontier, leaf: string): Frontier {
  const roots = [...frontier.roots];
  let node = leaf;
  // Each trailing one-bit of the old size is a perfect subtree that this leaf completes into the next larger one.
  for (let size = frontier.size; size % 2 === 1; size = (size - 1) / 2) {
    const left = roots.pop();
    if (left === undefined) throw new Error('frontier does not match its size');
    node = parentOf(left, node);
  }
  roots.push(node);
  return { size: frontier.size + 1, roots };
}

export function rootOf(frontier: Frontier): string {
  const [last, ...rest] = [...frontier.roots].reverse();
  if (last === undefined) return hash('sha256', '', 'hex');
  return rest.reduce((right, left) => parentOf(left, right), last);
}

function parentOf(left: string, right: string): string {
  return hash('sha256', Buffer.from(`01${left}${right}`, 'hex'), 'hex');
}
