import { describe, expect, it } from 'vitest';
import { countedBars } from './counted-bars.ts';

describe('bars of counts', () => {
  it('never set what was missing off against what was too much', () => {
    const days = [
      { date: '2026-01-01', shortMinor: -500, overMinor: 500 },
      { date: '2026-12-31', shortMinor: 0, overMinor: 70 },
    ];
    expect(countedBars('2026-01-01', '2026-01-02', days)).toEqual([
      { date: '2026-01-01', shortMinor: -500, overMinor: 500 },
      { date: '2026-01-02', shortMinor: 0, overMinor: 0 },
    ]);
    const year = countedBars('2026-01-01', '2026-12-31', days);
    expect(year.length).toBeLessThanOrEqual(60);
    expect(year[0]).toEqual({ date: '2026-01-01', shortMinor: -500, overMinor: 500 });
    expect(year.at(-1)).toMatchObject({ shortMinor: 0, overMinor: 70 });
  });
});
