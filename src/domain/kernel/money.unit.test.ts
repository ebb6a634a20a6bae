import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountMinor, sum, taxOf } from './money.ts';

describe('tax', () => {
  it('is rounded half up to a minor unit', () => {
    expect(taxOf(100, 1800)).toBe(18);
    expect(taxOf(25, 1800)).toBe(5);
    expect(taxOf(24, 1800)).toBe(4);
    expect(taxOf(0, 1800)).toBe(0);
    expect(taxOf(999, 0)).toBe(0);
  });

  it('is exact for every bounded amount: within half a minor unit of the true tax', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000_000_000 }), fc.integer({ min: 0, max: 10_000 }), (net, rate) => {
        const twiceOff = 2n * BigInt(net) * BigInt(rate) - 20_000n * BigInt(taxOf(net, rate));
        return twiceOff < 10_000n && twiceOff >= -10_000n;
      }),
    );
  });
});

describe('an amount', () => {
  it('is a bounded whole number of minor units', () => {
    for (const no of [-1, 0.5, 100_000_000_001, Number.NaN]) expect(amountMinor.safeParse(no).success, String(no)).toBe(false);
    expect(amountMinor.safeParse(100_000_000_000).success).toBe(true);
  });

  it('adds up', () => {
    expect(sum([1, 2, 3])).toBe(6);
    expect(sum([])).toBe(0);
  });
});
