import { expect, it } from 'vitest';
import { quantityOf } from './quantity.ts';

it.each([
  ['1', 1],
  [' 12 ', 12],
  ['100', 100],
  ['101', undefined],
  ['0', undefined],
  ['01', undefined],
  ['-1', undefined],
  ['1.5', undefined],
  ['1,5', undefined],
  ['', undefined],
  ['two', undefined],
])('%j is read as %s', (typed, quantity) => {
  expect(quantityOf(typed)).toBe(quantity);
});
