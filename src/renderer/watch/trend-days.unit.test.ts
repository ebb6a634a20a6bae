import { describe, expect, it } from 'vitest';
import { everyDay, putTogether } from './trend-days.ts';

describe('a trend', () => {
  it('has every day, also those on which nothing was done', () => {
    expect(everyDay('2026-02-27', '2026-03-02', new Map([['2026-03-01', 5]]))).toEqual([
      { date: '2026-02-27', value: 0 },
      { date: '2026-02-28', value: 0 },
      { date: '2026-03-01', value: 5 },
      { date: '2026-03-02', value: 0 },
    ]);
  });

  it('puts days of a long time together, and loses none of what they add up to', () => {
    const days = everyDay('2026-01-01', '2026-12-31', new Map([['2026-12-31', 7]])).map((day) => ({
      ...day,
      value: day.value + 1,
    }));
    const bars = putTogether(days);
    expect(bars.length).toBeLessThanOrEqual(60);
    expect(bars.reduce((sum, { value }) => sum + value, 0)).toBe(365 + 7);
    expect(putTogether([])).toEqual([]);
  });
});
