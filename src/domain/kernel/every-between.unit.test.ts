import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { key } from './change.ts';
import { Draft } from './draft.ts';
import { everyBetween } from './every-between.ts';
import { defineRecord, type Reader } from './record.ts';

const ROWS = Array.from({ length: 2_500 }, (_, at) => ({ id: `i${String(at).padStart(4, '0')}`, day: 1 + Math.floor(at / 700) }));

type Row = (typeof ROWS)[number];

/** A store's records in memory: in order, a thousand at most. */
function readerOf(rows: readonly Row[]): Reader {
  const draft = new Draft();
  for (const row of rows) draft.put(key('row', row.id), row);
  return draft;
}

const type = defineRecord<Row>({
  name: 'row',
  shape: z.object({ id: z.string(), day: z.number() }),
  stream: 'money',
  columns: ['day'],
  handlers: [],
});

const everyDay = (rows: readonly Row[], from: number, to: number) => [
  ...everyBetween(readerOf(rows), type, { where: {}, field: 'day', from, to }),
];

describe('reading every record between two values', () => {
  it('goes on beyond the thousand that one look answers, each once and in order', () => {
    expect(everyDay(ROWS, 1, 3)).toEqual(ROWS.filter(({ day }) => day <= 3));
    expect(everyDay(ROWS, 2, 2)).toHaveLength(700);
    expect(everyDay(ROWS, 9, 10)).toEqual([]);
  });

  it('also where more than a thousand have one and the same value', () => {
    const alike = ROWS.map((one, at) => ({ ...one, day: at < 10 ? 1 : 2 }));
    expect(everyDay(alike, 1, 2)).toEqual(alike);
    expect(everyDay(alike, 2, 2)).toHaveLength(2_490);
  });
});
