import { describe, expect, it } from 'vitest';
import { figuresFor } from '../app/figures.ts';
import { typedDiscounts } from './estimate-lines.tsx';

const { parseAmount } = figuresFor({ locale: 'en-IN', currency: 'INR', timeZone: 'Asia/Kolkata' });

describe('discounts typed beside the lines of an estimate', () => {
  it('are those of the lines that have one', () => {
    expect(typedDiscounts([{ discount: '10%' }, { discount: ' ' }, { discount: '50' }], parseAmount)).toEqual([
      { line: 0, basisPoints: 1000, amountMinor: null },
      { line: 2, basisPoints: null, amountMinor: 5_000 },
    ]);
  });

  it('are not read while one of them is none', () => {
    expect(typedDiscounts([{ discount: '10%' }, { discount: 'much' }], parseAmount)).toBeUndefined();
  });
});
