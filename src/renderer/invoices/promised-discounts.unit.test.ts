import { describe, expect, it } from 'vitest';
import type { Estimate } from '#domain/estimates/estimate.ts';
import { promisedDiscounts } from './promised-discounts.ts';

const estimated = (parts: { line: number | null; basisPoints: number | null; amountMinor: number }[]) =>
  ({
    lines: [
      { serviceId: 'filling', quantity: 2 },
      { serviceId: 'scaling', quantity: 1 },
    ],
    discount: { reason: 'Whole plan', amountMinor: 1, parts },
  }) as unknown as Estimate;

describe('the discounts of an estimate', () => {
  it('are put on the bill’s lines of the same services', () => {
    const promised = estimated([
      { line: 0, basisPoints: 500, amountMinor: 9 },
      { line: 1, basisPoints: null, amountMinor: 700 },
    ]);
    const billed = [
      { serviceId: 'scaling', quantity: 1 },
      { serviceId: 'filling', quantity: 2 },
    ];
    expect(promisedDiscounts(promised, billed)).toEqual([
      { line: 1, basisPoints: 500, amountMinor: null },
      { line: 0, basisPoints: null, amountMinor: 700 },
    ]);
    expect(promisedDiscounts(promised, [{ serviceId: 'whitening', quantity: 1 }])).toEqual([]);
  });

  it('are given in part where fewer are billed, and not twice', () => {
    const promised = estimated([{ line: 0, basisPoints: null, amountMinor: 1_001 }]);
    const one = { serviceId: 'filling', quantity: 1 };
    expect(promisedDiscounts(promised, [one, one])).toEqual([{ line: 0, basisPoints: null, amountMinor: 500 }]);
    expect(promisedDiscounts(promised, [{ ...one, quantity: 4 }])).toEqual([{ line: 0, basisPoints: null, amountMinor: 1_001 }]);
  });

  it('off the whole are kept where they are a share', () => {
    const whole = (basisPoints: number | null) => estimated([{ line: null, basisPoints, amountMinor: 5 }]);
    expect(promisedDiscounts(whole(100), [])).toEqual([{ line: null, basisPoints: 100, amountMinor: null }]);
    expect(promisedDiscounts(whole(null), [])).toEqual([]);
    expect(promisedDiscounts({ lines: [] }, [])).toEqual([]);
  });
});
