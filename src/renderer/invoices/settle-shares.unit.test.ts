import { describe, expect, it } from 'vitest';
import { parseAmount } from '../app/figures.ts';
import { sharesToSettle } from './settle-shares.ts';

const invoices = [
  { id: 'one', dueMinor: 100_000 },
  { id: 'two', dueMinor: 50_000 },
  { id: 'three', dueMinor: 20_000 },
];
const settled = (typed: Parameters<typeof sharesToSettle>[1]) => sharesToSettle(invoices, typed, (text) => parseAmount(text, 2));

describe('what is typed of a payer’s settlement', () => {
  it('is what was paid, and where it is said what becomes of the rest', () => {
    const typed = {
      one: { paid: '800', rest: 'written-off' },
      two: { paid: '', rest: 'passed' },
      three: { paid: ' ', rest: 'stays' },
    } as const;
    expect(settled(typed)).toEqual([
      { invoiceId: 'one', paidMinor: 80_000, writtenOffMinor: 20_000, passedMinor: 0 },
      { invoiceId: 'two', paidMinor: 0, writtenOffMinor: 0, passedMinor: 50_000 },
    ]);
  });

  it('is nothing where nothing is said, and nothing to send where it is no amount or more than is due', () => {
    expect(settled({})).toEqual([]);
    expect(settled({ one: { paid: 'x', rest: 'stays' } })).toBeUndefined();
    expect(settled({ two: { paid: '500.01', rest: 'stays' } })).toBeUndefined();
  });
});
