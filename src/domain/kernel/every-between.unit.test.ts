import { describe, expect, it } from 'vitest';
import { everyBetween } from './every-between.ts';
import type { Reader } from './record.ts';

const ROWS = Array.from({ length: 2_500 }, (_, at) => ({ id: `i${at}`, day: 1 + Math.floor(at / 700) }));

/** Answers as a store does: in order, a thousand at most. */
function readerOf(rows: typeof ROWS): Reader {
  const find = (_: unknown, { day }: { day: { from: number; to: number } }, { limit }: { limit: number }) =>
    rows.filter((one) => one.day >= day.from && one.day <= day.to).slice(0, limit);
  return { get: () => undefined, search: () => [], find } as unknown as Reader;
}

const everyDay = (rows: typeof ROWS, from: number, to: number) => [
  ...everyBetween<(typeof ROWS)[number]>(readerOf(rows), {} as never, { where: {}, field: 'day', from, to }),
];

describe('reading every record between two values', () => {
  it('goes on beyond the thousand that one look answers, each once', () => {
    expect(everyDay(ROWS, 1, 3)).toEqual(ROWS.filter(({ day }) => day <= 3));
    expect(everyDay(ROWS, 2, 2)).toHaveLength(700);
    expect(everyDay(ROWS, 9, 10)).toEqual([]);
  });

  it('does not leave out what it cannot tell apart', () => {
    const alike = ROWS.map((one) => ({ ...one, day: 1 }));
    expect(() => everyDay(alike, 1, 3)).toThrow('more than 1000');
  });
});
