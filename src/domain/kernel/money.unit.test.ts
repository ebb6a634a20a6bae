import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountMinor, apportion, netOf, sum, taxOf } from './money.ts';

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

describe('an amount that includes tax', () => {
  it('is what it is without the tax, to half a minor unit', () => {
    expect(netOf(118, 1800)).toBe(100);
    expect(netOf(100, 1800)).toBe(85);
    expect(netOf(999, 0)).toBe(999);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000_000_000 }), fc.integer({ min: 0, max: 10_000 }), (gross, rate) => {
        const divisor = 10_000n + BigInt(rate);
        const twiceOff = 2n * (10_000n * BigInt(gross) - divisor * BigInt(netOf(gross, rate)));
        return twiceOff < divisor && twiceOff >= -divisor;
      }),
    );
  });
});

describe('an amount in parts', () => {
  const weights = fc.array(fc.nat(10_000_000_000), { minLength: 1, maxLength: 50 });

  it('adds up exactly, and no part is a minor unit away from its share', () => {
    fc.assert(
      fc.property(fc.nat(100_000_000_000), weights, (amount, of) => {
        const parts = apportion(amount, of);
        expect(sum(parts)).toBe(amount);
        const whole = sum(of);
        if (whole > 0)
          for (const [at, part] of parts.entries()) {
            const off = BigInt(part) * BigInt(whole) - BigInt(amount) * BigInt(of[at] ?? 0);
            expect(off < BigInt(whole) && off > -BigInt(whole)).toBe(true);
          }
      }),
    );
  });

  it('gives what is left to the largest remainders', () => {
    expect(apportion(100, [1, 1, 1])).toEqual([34, 33, 33]);
    expect(apportion(10, [100, 300, 200])).toEqual([2, 5, 3]);
    expect(apportion(7, [0, 0])).toEqual([7, 0]);
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
