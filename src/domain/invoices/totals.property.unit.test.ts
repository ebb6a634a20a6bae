import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sum } from '../kernel/money.ts';
import { isRefusal } from '../kernel/refusal.ts';
import { type DiscountAsked, discounted, discountRefusal, isWithinCap } from './discount.ts';
import { addsUp, amountsOf, type InvoiceLine, priceOfLine, roundingTo, totalsOf } from './invoice-line.ts';

const line = fc
  .record({
    quantity: fc.integer({ min: 1, max: 100 }),
    unitPriceMinor: fc.nat(10_000_000),
    taxRateBasisPoints: fc.nat(10_000),
    includesTax: fc.boolean(),
  })
  .map(({ includesTax, ...priced }): InvoiceLine => {
    const known = { serviceId: 's', code: 'C', name: 'N', category: 'dental' as const, hsnSac: '', tooth: null };
    const one = { ...known, ...priced, ...(includesTax ? { priceIncludesTax: true as const } : {}) };
    return { ...one, ...amountsOf(one) };
  });
const lines = fc.array(line, { minLength: 1, maxLength: 20 });
const part = fc.record({
  line: fc.option(fc.nat(19)),
  basisPoints: fc.nat(10_000),
  amountMinor: fc.nat(5_000_000),
  isShare: fc.boolean(),
});
const parts = fc.array(
  part.map(
    ({ line, basisPoints, amountMinor, isShare }): DiscountAsked => ({
      line,
      ...(isShare ? { basisPoints, amountMinor: null } : { basisPoints: null, amountMinor }),
    }),
  ),
  { maxLength: 6 },
);

function less(all: readonly InvoiceLine[], off: readonly number[]): InvoiceLine[] {
  return all.map((one, at) => {
    const after = { ...one, discountMinor: off[at] ?? 0 };
    return { ...after, ...amountsOf(after) };
  });
}

describe('bills with any lines and discounts', () => {
  it('take off exactly what was asked, and never more than a line is', () => {
    fc.assert(
      fc.property(lines, parts, (all, asked) => {
        const prices = all.map(priceOfLine);
        const off = discounted(prices, asked);
        if (isRefusal(off)) return;
        expect(sum(off.lines)).toBe(off.amountMinor);
        expect(sum(off.parts.map(({ amountMinor }) => amountMinor))).toBe(off.amountMinor);
        for (const [at, each] of off.lines.entries()) {
          expect(each).toBeGreaterThanOrEqual(0);
          expect(each).toBeLessThanOrEqual(prices[at] ?? 0);
        }
        const said = { reason: 'r', parts: [...off.parts], amountMinor: off.amountMinor };
        expect(discountRefusal(less(all, off.lines), off.parts.length > 0 ? said : undefined)).toBeUndefined();
      }),
    );
  });

  it('add up, rounded or not, and only as they are', () => {
    const rule = fc.constantFrom('none' as const, 'nearest-rupee' as const);
    fc.assert(
      fc.property(lines, parts, rule, fc.integer({ min: 1, max: 49 }), (all, asked, how, wrong) => {
        const off = discounted(all.map(priceOfLine), asked);
        const billed = isRefusal(off) ? [...all] : less(all, off.lines);
        const roundingMinor = roundingTo(how, totalsOf(billed).totalMinor);
        const bill = { lines: billed, roundingMinor, ...totalsOf(billed, roundingMinor) };
        expect(addsUp(bill)).toBe(true);
        if (how === 'nearest-rupee') expect(bill.totalMinor % 100).toBe(0);
        expect(Math.abs(roundingMinor)).toBeLessThanOrEqual(50);
        expect(addsUp({ ...bill, totalMinor: bill.totalMinor + wrong })).toBe(false);
        expect(addsUp({ ...bill, taxMinor: bill.taxMinor + wrong, totalMinor: bill.totalMinor + wrong })).toBe(false);
        const odd = roundingMinor + wrong;
        const isRight = odd === 0 || odd === roundingTo('nearest-rupee', totalsOf(billed).totalMinor);
        expect(addsUp({ ...bill, roundingMinor: odd, totalMinor: bill.totalMinor + wrong })).toBe(isRight);
      }),
    );
  });

  it('of prices that include their tax come to the listed price', () => {
    fc.assert(
      fc.property(line, (one) => {
        const { amountMinor, taxMinor } = amountsOf({ ...one, priceIncludesTax: true });
        expect(amountMinor + taxMinor).toBe(priceOfLine(one));
        expect(taxMinor).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('are within a cap whose share was taken, of the whole or of each line', () => {
    fc.assert(
      fc.property(lines, fc.nat(10_000), (all, cap) => {
        const whole = discounted(all.map(priceOfLine), [{ line: null, basisPoints: cap, amountMinor: null }]);
        const each = discounted(
          all.map(priceOfLine),
          all.map((_, at) => ({ line: at, basisPoints: cap, amountMinor: null })),
        );
        for (const off of [whole, each]) expect(!isRefusal(off) && isWithinCap(less(all, off.lines), cap)).toBe(true);
      }),
    );
  });
});
