import { describe, expect, it } from 'vitest';
import { parseAmount } from '../app/figures.ts';
import { discountText, typedDiscount } from './typed-discount.ts';

const parse = (text: string) => parseAmount(text, 2);

describe('a discount as it is typed', () => {
  it.each<[string, object | null | undefined]>([
    ['10%', { basisPoints: 1000, amountMinor: null }],
    [' 2.5 % ', { basisPoints: 250, amountMinor: null }],
    ['100%', { basisPoints: 10_000, amountMinor: null }],
    ['500', { basisPoints: null, amountMinor: 50_000 }],
    ['₹1,250.50', { basisPoints: null, amountMinor: 125_050 }],
    ['', null],
    ['101%', undefined],
    ['-5%', undefined],
    ['1.234%', undefined],
    ['much', undefined],
  ])('%s', (typed, wanted) => {
    expect(typedDiscount(typed, parse)).toEqual(wanted);
  });

  it('is shown again as it was typed', () => {
    const amount = (minor: number) => (minor / 100).toFixed(2);
    for (const typed of ['10%', '2.5%', '500.00'])
      expect(discountText(typedDiscount(typed, parse) ?? { basisPoints: null, amountMinor: null }, amount)).toBe(typed);
  });
});
