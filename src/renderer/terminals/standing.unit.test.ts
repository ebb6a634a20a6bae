import { describe, expect, it } from 'vitest';
import { SILENT_MS, standingOf } from './standing.ts';

describe('a terminal in the list', () => {
  it.each([
    ['ACTIVE', 0, 'working'],
    ['ACTIVE', SILENT_MS, 'working'],
    ['ACTIVE', SILENT_MS + 1, 'silent'],
    ['ACTIVE', 86_400_000, 'silent'],
    ['ACTIVE', null, 'never'],
    ['FROZEN', 0, 'stopped'],
    ['FROZEN', 86_400_000, 'stopped'],
    ['REVOKED', 0, 'withdrawn'],
  ] as const)('%s and silent for %s ms is %s', (state, silentMs, standing) => {
    expect(standingOf({ state, silentMs })).toBe(standing);
  });
});
