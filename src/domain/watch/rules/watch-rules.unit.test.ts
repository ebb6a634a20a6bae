import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { WATCH_RULES } from './watch-rules.ts';

const LISTED = /^\| `([a-z-]+)` \|/gm;

describe('the rules of the fraud pack', () => {
  it('are those that are written down', () => {
    const text = readFileSync(new URL('../../../../docs/FRAUD-PACK.md', import.meta.url), 'utf8');
    const written = [...text.matchAll(LISTED)].map(([, name]) => name);
    expect(written.sort()).toEqual(WATCH_RULES.map(({ name }) => name).sort());
  });

  it('have a name of their own and a threshold within its bounds', () => {
    expect(new Set(WATCH_RULES.map(({ name }) => name)).size).toBe(WATCH_RULES.length);
    for (const { name, threshold } of WATCH_RULES) {
      expect(threshold.byDefault, name).toBeGreaterThanOrEqual(threshold.min);
      expect(threshold.byDefault, name).toBeLessThanOrEqual(threshold.max);
    }
  });
});
