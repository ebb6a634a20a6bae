import { describe, expect, it } from 'vitest';
import type { VisitBill } from '#domain/invoices/visit-bill.ts';
import { figuresFor } from '../app/figures.ts';
import { comesTo, linesOfBill, typedDiscounts } from './estimate-lines.tsx';

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

describe('the lines an estimate begins with', () => {
  const filling = { serviceId: 'filling', name: 'Filling', quantity: 2, unitPriceMinor: 150_000 };
  const bill = { invoice: null, lines: [filling] } as unknown as VisitBill;

  it('are those of the open bill, without its discounts', () => {
    expect(linesOfBill(bill)).toEqual([{ serviceId: 'filling', name: 'Filling', quantity: 2, discount: '' }]);
  });

  it('are none where no bill is open, or it is issued already', () => {
    expect(linesOfBill(null)).toEqual([]);
    expect(linesOfBill({ ...bill, invoice: { number: 'T01/2627/000001' } as VisitBill['invoice'] })).toEqual([]);
  });
});

describe('what a line of an estimate comes to', () => {
  const priced = [
    { serviceId: 'filling', amountMinor: 150_000, taxMinor: 0 },
    { serviceId: 'whitening', amountMinor: 800_000, taxMinor: 144_000 },
  ];

  it('is its price with its tax', () => {
    expect(comesTo(priced, { serviceId: 'whitening' }, 1)).toBe(944_000);
  });

  it('is not known while the prices are those of other lines', () => {
    expect(comesTo(priced, { serviceId: 'whitening' }, 0)).toBeNull();
    expect(comesTo(priced, { serviceId: 'scaling' }, 2)).toBeNull();
  });
});
