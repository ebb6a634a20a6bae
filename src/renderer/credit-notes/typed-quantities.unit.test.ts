import { describe, expect, it } from 'vitest';
import { isQuantityOf, typedQuantities } from './typed-quantities.ts';

const LEFT = [
  { line: 0, quantity: 1 },
  { line: 2, quantity: 12 },
];

describe('how much of an invoice is taken back', () => {
  it('is all that is left while nothing is typed', () => {
    expect(typedQuantities(LEFT, {})).toEqual(LEFT);
  });

  it('is what was typed, without the lines of which nothing is taken', () => {
    expect(typedQuantities(LEFT, { 0: '0', 2: ' 10 ' })).toEqual([{ line: 2, quantity: 10 }]);
    expect(typedQuantities(LEFT, { 0: '0', 2: '0' })).toEqual([]);
  });

  it.each(['13', '-1', 'abc', '0.5', '1e1', '', ' '])('is nothing that can be gone on with after “%s”', (typed) => {
    expect(isQuantityOf(typed, 12)).toBe(false);
    expect(typedQuantities(LEFT, { 2: typed })).toBeUndefined();
  });
});
