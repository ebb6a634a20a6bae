import { describe, expect, it } from 'vitest';
import { isQuantityOf, typedQuantities as typedCredit, valueTyped } from './typed-quantities.ts';

const LEFT = [
  { line: 0, quantity: 1, leftMinor: 120_000 },
  { line: 2, quantity: 12, leftMinor: 240_000 },
];
const parse = (text: string) => (/^\d+$/.test(text) ? Number(text) * 100 : undefined);
const typedQuantities = (left: typeof LEFT, quantities: Record<number, string>, values: Record<number, string> = {}) =>
  typedCredit(left, { quantities, values }, parse);

describe('how much of an invoice is taken back', () => {
  it('is all that is left while nothing is typed', () => {
    expect(typedQuantities(LEFT, {})).toEqual([
      { line: 0, quantity: 1 },
      { line: 2, quantity: 12 },
    ]);
  });

  it('is what was typed, without the lines of which nothing is taken', () => {
    expect(typedQuantities(LEFT, { 0: '0', 2: ' 10 ' })).toEqual([{ line: 2, quantity: 10 }]);
    expect(typedQuantities(LEFT, { 0: '0', 2: '0' })).toEqual([]);
  });

  it.each(['13', '-1', 'abc', '0.5', '1e1', '', ' '])('is nothing that can be gone on with after “%s”', (typed) => {
    expect(isQuantityOf(typed, 12)).toBe(false);
    expect(typedQuantities(LEFT, { 2: typed })).toBeUndefined();
  });

  it('is an amount instead where one is typed, below what is left of the line', () => {
    expect(typedQuantities(LEFT, { 0: '0' }, { 2: '300' })).toEqual([{ line: 2, quantity: 0, valueMinor: 30_000 }]);
    expect(typedQuantities(LEFT, {}, { 2: '2400' })).toBeUndefined();
    expect(typedQuantities(LEFT, {}, { 2: 'much' })).toBeUndefined();
    expect([valueTyped(' ', 100, parse), valueTyped('0', 100, parse), valueTyped('1', 101, parse)]).toEqual([
      null,
      undefined,
      100,
    ]);
  });
});
