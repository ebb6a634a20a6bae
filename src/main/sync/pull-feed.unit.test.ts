import { describe, expect, it } from 'vitest';
import { PULL_MAX_ITEMS } from '#protocol/sync-messages.ts';
import { PullPace, pullFeed } from './pull-feed.ts';
import type { SyncParts } from './sync-parts.ts';

function paced(msPerItem: number, rounds = 20): number {
  const pace = new PullPace();
  for (let i = 0; i < rounds; i++) pace.folded(pace.stretch, pace.stretch * msPerItem);
  return pace.stretch;
}

describe('the pace of pulling', () => {
  it('keeps folding one stretch under 50 ms, whatever an item costs', () => {
    for (const msPerItem of [0.05, 0.2, 1]) expect(paced(msPerItem) * msPerItem).toBeLessThanOrEqual(50);
  });

  it('folds as much at once as the protocol allows when items cost next to nothing, and always for some', () => {
    expect(paced(0.001)).toBe(PULL_MAX_ITEMS);
    expect(paced(100)).toBe(20);
  });

  it('at most doubles, and learns nothing from an empty answer', () => {
    const pace = new PullPace();
    const before = pace.stretch;
    pace.folded(0, 0);
    expect(pace.stretch).toBe(before);
    pace.folded(before, 0.1);
    expect(pace.stretch).toBe(before * 2);
  });
});

describe('an answer of several stretches', () => {
  const item = (position: number) => ({ position, leaf: `leaf ${position}` });
  const over = (position: number) => ({ position, root: `root ${position}` });

  it('is folded stretch by stretch, each with its own statement, and the window has its turn between', async () => {
    const folded: string[] = [];
    const answer = {
      ...{ items: [1, 2, 3, 4, 5].map(item), between: [over(2), over(4)], checkpoint: over(5) },
      ...{ more: false, nowMs: 1, ownSeq: 0, serverEpoch: 'one' },
    };
    const store = {
      ...{ head: () => ({ seq: 0, hash: '' }), acknowledgedSeq: () => 0, backlog: () => 0, position: () => 0 },
      applyFeed(items: readonly { position: number }[], checkpoint: { position: number }) {
        folded.push(`${items.map(({ position }) => position).join()} by ${checkpoint.position}`);
        setImmediate(() => folded.push('window'));
        return { touched: [], answered: [] };
      },
    };
    const parts = {
      ...{
        store,
        mayReach: () => true,
        clock: { nowMs: () => 0, monotonicMs: () => 0 },
        transport: { pull: async () => answer },
      },
      ...{ status: { answered: () => undefined }, trusted: { contact: undefined, heard: () => undefined } },
    } as unknown as SyncParts;
    expect(await pullFeed(parts, new PullPace())).toBe(5);
    expect(folded).toEqual(['1,2 by 2', 'window', '3,4 by 4', 'window', '5 by 5']);
  });
});
