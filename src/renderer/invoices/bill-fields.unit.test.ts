import { describe, expect, it } from 'vitest';
import { AS_SENT } from '#domain/invoices/bill-asked.ts';
import { figuresFor } from '../app/figures.ts';
import { changesSomething, fieldsOf, keptOf, nextFields, readFields, tooMuchOf } from './bill-fields.ts';

const figures = figuresFor({ locale: 'en-IN', currency: 'INR', timeZone: 'Asia/Kolkata' });
const NOTHING = fieldsOf(AS_SENT, figures);

describe('what is typed into a bill', () => {
  it('is nothing while nothing is typed', () => {
    expect(readFields(NOTHING, figures)).toEqual(AS_SENT);
  });

  it('is read, and shown again as it was', () => {
    const typed = {
      ...{ discount: '10%', discountOn: '1', reason: 'Old patient', priceOf: '0', price: '500.00' },
      ...{ payerName: 'Star Health', payerShare: '100.00', packageId: 'p', estimateId: 'e' },
    };
    const asked = readFields(typed, figures);
    expect(asked).toMatchObject({
      discounts: [{ line: 1, basisPoints: 1000, amountMinor: null }],
      prices: [{ line: 0, unitPriceMinor: 50_000 }],
      payer: { name: 'Star Health', amountMinor: 10_000 },
    });
    expect(typeof asked === 'string' ? asked : fieldsOf(asked, figures)).toEqual(typed);
  });

  it('goes on with the next discount, price and package, and shows the first of them again', () => {
    const first = { ...NOTHING, discount: '10%', discountOn: '1', reason: 'Old patient', priceOf: '0', price: '500.00' };
    const asked = readFields(first, figures);
    if (typeof asked === 'string') throw new Error(asked);
    const next = nextFields(first);
    expect([changesSomething(first), changesSomething(next), next.reason]).toEqual([true, false, 'Old patient']);
    const both = readFields({ ...next, discount: '50', packageId: 'p' }, figures, asked);
    expect(both).toMatchObject({
      discounts: [
        { line: 1, basisPoints: 1000 },
        { line: null, amountMinor: 5_000 },
      ],
      prices: [{ line: 0, unitPriceMinor: 50_000 }],
      packages: [{ serviceId: 'p' }],
    });
    if (typeof both === 'string') throw new Error(both);
    expect(readFields(fieldsOf(both, figures), figures, keptOf(both))).toMatchObject({ discounts: { length: 2 } });
    expect(readFields({ ...NOTHING, reason: '' }, figures, asked)).toBe('reason');
  });

  it.each<[string, object]>([
    ['discount', { discount: 'much' }],
    ['reason', { discount: '5%' }],
    ['price', { priceOf: '0' }],
    ['price', { price: '5' }],
    ['payerShare', { payerName: 'Star Health' }],
    ['payerName', { payerShare: '5' }],
  ])('says that %s is wrong', (field, wrong) => {
    expect(readFields({ ...NOTHING, ...wrong }, figures)).toBe(field);
  });
});

describe('a bill that cannot be made', () => {
  const typed = { ...NOTHING, discount: '5000', reason: 'Old patient', payerName: 'Star Health', payerShare: '9000' };
  const asked = readFields(typed, figures);
  if (typeof asked === 'string') throw new Error(asked);
  const tooLarge = (discountMinor: number) => ({ code: 'discount-too-large', details: { discountMinor, priceMinor: 80_000 } });

  it('is said at the field that takes too much, with the most there is', () => {
    expect(tooMuchOf(tooLarge(500_000), asked, typed)).toEqual({ field: 'discount', mostMinor: 80_000 });
    const share = { code: 'payer-share-too-large', details: { payerMinor: 900_000, totalMinor: 120_000 } };
    expect(tooMuchOf(share, asked, typed)).toEqual({ field: 'payerShare', mostMinor: 120_000 });
  });

  it('is said at no field where it is a discount kept before, or anything else', () => {
    expect(tooMuchOf(tooLarge(400_000), asked, typed)).toBeNull();
    expect(tooMuchOf(tooLarge(500_000), asked, { discount: '' })).toBeNull();
    expect(tooMuchOf({ code: 'no-such-line', details: { line: 3 } }, asked, typed)).toBeNull();
  });
});
