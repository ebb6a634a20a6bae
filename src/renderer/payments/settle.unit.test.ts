import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAmount } from '../app/figures.ts';
import { isOddReference, oddChangeMinor, settle, type TenderRow } from './settle.ts';

const parse = (text: string) => parseAmount(text, 2);
const row = (kind: TenderRow['kind'], typed: string, more: Partial<TenderRow> = {}): TenderRow => ({
  id: `${kind} ${typed}`,
  kind,
  typed,
  reference: '',
  lastFour: '',
  ...more,
});

describe('settling a bill of 1,250.00', () => {
  const bill = (...rows: TenderRow[]) => settle(125_000, rows, parse);

  it('takes exact cash', () => {
    expect(bill(row('cash', '1250'))).toMatchObject({
      changeMinor: 0,
      remainingMinor: 0,
      tenders: [{ kind: 'cash', amountMinor: 125_000, tenderedMinor: 125_000 }],
    });
  });

  it('gives change, which is not taken', () => {
    expect(bill(row('cash', '2,000'))).toMatchObject({
      changeMinor: 75_000,
      tenders: [{ amountMinor: 125_000, tenderedMinor: 200_000 }],
    });
  });

  it.each([
    ['1250', null],
    ['2000', null],
    ['3200', null],
    ['3250', 200_000],
    ['10,00,000', 99_875_000],
  ])('of %s given asks about %s of change', (given, asked) => {
    expect(oddChangeMinor(bill(row('cash', given)))).toBe(asked);
  });

  it('asks about no change that is less than the cash had to pay, nor about a payment that cannot be taken', () => {
    const settled = settle(900_000, [row('cash', '12000')], parse);
    expect([settled.changeMinor, oddChangeMinor(settled)]).toEqual([300_000, null]);
    expect(oddChangeMinor(bill(row('cash', '100000'), row('upi', '500')))).toBeNull();
  });

  it('takes a part on purpose, and nothing else is let off', () => {
    const part = (...rows: TenderRow[]) => settle(125_000, rows, parse, true);
    expect(part(row('cash', '500'))).toMatchObject({ remainingMinor: 75_000, lack: null, tenders: [{ amountMinor: 50_000 }] });
    expect(part(row('upi', '500'))).toMatchObject({ lack: { kind: 'reference' }, tenders: null });
    expect(part(row('cash', ''))).toMatchObject({ lack: { kind: 'amount' }, tenders: null });
  });

  it('splits: the card pays what is typed, cash the rest', () => {
    const split = bill(row('cash', '800'), row('card', '500', { lastFour: '4242', reference: 'A1' }));
    expect(split.changeMinor).toBe(5000);
    expect(split.tenders).toEqual([
      { kind: 'cash', amountMinor: 75_000, tenderedMinor: 80_000 },
      { kind: 'card', amountMinor: 50_000, reference: 'A1', lastFour: '4242' },
    ]);
  });

  it.each([
    ['an amount', [row('cash', '')], 'amount'],
    ['something over nothing', [row('cash', '0')], 'amount'],
    ['more cash', [row('cash', '1000')], 'short'],
    ['the slip', [row('card', '1250', { lastFour: '4242' })], 'reference'],
    ['the last four digits', [row('card', '1250', { reference: 'A1', lastFour: '42' })], 'last-four'],
    ['the UPI reference', [row('upi', '1250', { reference: '  ' })], 'reference'],
    ['less on the card', [row('card', '1300', { lastFour: '4242', reference: 'A1' })], 'too-much'],
    ['no cash', [row('upi', '1250', { reference: 'U1' }), row('cash', '10')], 'no-cash-needed'],
    ['a row', [], 'short'],
  ])('says that it lacks %s', (_, rows, kind) => {
    expect(bill(...rows)).toMatchObject({ lack: { kind }, tenders: null });
  });

  it('never records more or less than is due, and hands back exactly the rest', () => {
    const amount = fc.integer({ min: 0, max: 300_000 });
    fc.assert(
      fc.property(amount, amount, amount, (cash, card, upi) => {
        const typed = (minor: number) => (minor / 100).toFixed(2);
        const rows = [
          row('cash', typed(cash)),
          row('card', typed(card), { reference: 'A1', lastFour: '4242' }),
          row('upi', typed(upi), { reference: 'U1' }),
        ];
        const { tenders, changeMinor } = bill(...rows);
        if (!tenders) return;
        expect(tenders.reduce((sum, one) => sum + one.amountMinor, 0)).toBe(125_000);
        expect(changeMinor).toBe(cash + card + upi - 125_000);
      }),
    );
  });
});

describe('a reference that is claimed', () => {
  it.each<[TenderRow['kind'], string, boolean]>([
    ['upi', '12', true],
    ['bank', 'UTRNUMBER', true],
    ['upi', '4123 4567 8901', false],
    ['upi', '4123 4567 890', true],
    ['upi', '000000000000', true],
    ['upi', 'T2611221030123456789012', true],
    ['bank', 'HDFCR52026112100000001', false],
    // Nothing is lacking rather than odd, and a card's slip has a form of its own.
    ['upi', ' ', false],
    ['card', '12', false],
  ])('of %s, “%s”, is odd: %s', (kind, reference, isOdd) => {
    expect(isOddReference({ kind, reference })).toBe(isOdd);
  });

  it('is taken though it is odd, since it may be all there is: the window asks once more', () => {
    const { lack, tenders } = settle(125_000, [row('upi', '1250', { reference: 'T2611-2210' })], parse);
    expect(lack).toBeNull();
    expect(tenders).toEqual([{ kind: 'upi', amountMinor: 125_000, reference: 'T2611-2210', readAgain: true }]);
    expect(settle(125_000, [row('upi', '1250', { reference: '4123 4567 8901' })], parse).tenders).toEqual([
      { kind: 'upi', amountMinor: 125_000, reference: '4123 4567 8901' },
    ]);
  });

  it('is too short, which is said as such, with fewer than four letters or digits', () => {
    const lackOf = (kind: TenderRow['kind'], reference: string) =>
      settle(125_000, [row(kind, '1250', { reference })], parse).lack?.kind;
    expect(lackOf('upi', 'abc')).toBe('upi-short');
    expect(lackOf('upi', '12 3')).toBe('upi-short');
    expect(lackOf('bank', '-1')).toBe('bank-short');
    expect([lackOf('upi', ' '), lackOf('bank', '')]).toEqual(['reference', 'reference']);
    expect(lackOf('upi', 'abcd')).toBeUndefined();
  });
});
