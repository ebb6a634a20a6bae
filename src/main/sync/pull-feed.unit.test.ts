import { describe, expect, it } from 'vitest';
import { PULL_MAX_ITEMS } from '#protocol/sync-messages.ts';
import { PullPace } from './pull-feed.ts';

function paced(msPerItem: number, rounds = 20): number {
  const pace = new PullPace();
  for (let i = 0; i < rounds; i++) pace.folded(pace.limit, pace.limit * msPerItem);
  return pace.limit;
}

describe('the pace of pulling', () => {
  it('keeps folding one answer under 50 ms, whatever an item costs', () => {
    for (const msPerItem of [0.05, 0.2, 1]) expect(paced(msPerItem) * msPerItem).toBeLessThanOrEqual(50);
  });

  it('asks for as much as the protocol allows when items cost next to nothing, and always for some', () => {
    expect(paced(0.001)).toBe(PULL_MAX_ITEMS);
    expect(paced(100)).toBe(20);
  });

  it('at most doubles, and learns nothing from an empty answer', () => {
    const pace = new PullPace();
    const before = pace.limit;
    pace.folded(0, 0);
    expect(pace.limit).toBe(before);
    pace.folded(before, 0.1);
    expect(pace.limit).toBe(before * 2);
  });
});
