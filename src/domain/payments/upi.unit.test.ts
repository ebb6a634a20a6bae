import { describe, expect, it } from 'vitest';
import { payingClinic } from '../../../tests/fixtures/paying-clinic.ts';
import { visit } from '../visits/visit.ts';
import { payment } from './payment.ts';
import { unconfirmedUpi } from './unconfirmed-upi.ts';

const byUpi = (amountMinor: number, reference: string) => ({ kind: 'upi' as const, amountMinor, reference });

/** Two bills of ₹1,500 paid by UPI, and a deposit. */
function given() {
  const clinic = payingClinic();
  const { world, cashier, services, backOffice } = clinic;
  clinic.openTill(cashier);
  const paid = (reference: string) => {
    const visitId = clinic.readyVisit(services.filling);
    return { visitId, ...clinic.pay(cashier, clinic.bill(cashier, visitId), byUpi(150_000, reference)) };
  };
  const [first, second] = [paid('UPI 111'), paid('UPI 222')];
  const { patientId } = world.get(visit, first.visitId);
  const tenders = [byUpi(40_000, 'upi333')];
  const { advanceId } = world.done(cashier, 'receiveAdvance', { patientId, tenders, attemptId: 'attempt-1' });
  const claims = () => world.ask(backOffice, unconfirmedUpi, {});
  const at = (paymentId: string) => ({ kind: 'payment' as const, id: paymentId, tenderIndex: 0 });
  return { ...clinic, first, second, advanceId, claims, at, paid };
}

describe('UPI money', () => {
  it('is claimed until the bank has it', () => {
    const { world, backOffice, first, claims, at } = given();
    expect(claims()).toMatchObject([
      { number: first.receiptNumber, amountMinor: 150_000, reference: 'UPI 111', state: 'CLAIMED', sameReference: 0 },
      { reference: 'UPI 222' },
      { at: { kind: 'advance' }, reference: 'upi333', amountMinor: 40_000 },
    ]);
    world.done(backOffice, 'confirmUpi', { at: at(first.paymentId), reference: 'UPI111' });
    expect(claims()).toHaveLength(2);
    expect(world.refused(backOffice, 'confirmUpi', { at: at(first.paymentId), reference: 'UPI999' })).toBe(
      'upi-confirmed-already',
    );
    expect(world.refused(backOffice, 'disputeUpi', { at: at(first.paymentId) })).toBe('upi-confirmed-already');
    expect(world.refused(backOffice, 'confirmUpi', { at: at('none'), reference: 'UPI9' })).toBe('upi-claim-unknown');
  });

  it('that did not arrive is disputed, and can arrive later', () => {
    const { world, backOffice, second, claims, at } = given();
    world.done(backOffice, 'disputeUpi', { at: at(second.paymentId), reason: 'not in the statement' });
    expect(claims()).toContainEqual(expect.objectContaining({ state: 'DISPUTED', reason: 'not in the statement' }));
    world.done(backOffice, 'confirmUpi', { at: at(second.paymentId), reference: 'UPI222' });
    expect(world.get(payment, second.paymentId)).toMatchObject({ unconfirmedUpi: 0, upiFound: [{ state: 'CONFIRMED' }] });
  });

  it('pays once: a message shown twice confirms one receipt, and is said', () => {
    const { world, backOffice, first, paid, claims, at } = given();
    const copy = paid('upi-111');
    expect(claims().filter(({ sameReference }) => sameReference === 1)).toHaveLength(2);
    world.done(backOffice, 'confirmUpi', { at: at(first.paymentId), reference: 'UPI111' });
    expect(world.refused(backOffice, 'confirmUpi', { at: at(copy.paymentId), reference: 'UPI 111' })).toBe('upi-reference-used');
  });

  it('is matched with a statement, row by row, and what does not match is left alone', () => {
    const { world, backOffice, branchId, first, second, claims, paid } = given();
    paid('UPI111');
    const rows = [
      { reference: 'UPI111', amountMinor: 150_000 },
      { reference: 'UPI-222', amountMinor: 149_900 },
      { reference: 'UPI333', amountMinor: 40_000 },
      { reference: 'UPI333', amountMinor: 40_000 },
      { reference: 'UPI444', amountMinor: 10_000 },
    ];
    const report = world.done(backOffice, 'matchUpiStatement', { branchId, rows });
    expect(report.matched.map(({ row }) => row)).toEqual([1, 3]);
    expect(report.matched[0]?.number).toBe(first.receiptNumber);
    expect(report.unmatched).toMatchObject([
      { row: 2, because: 'amount-differs', number: second.receiptNumber },
      { row: 4, because: 'row-twice' },
      { row: 5, because: 'no-receipt', number: null },
    ]);
    expect(report.stillClaimed).toBe(2);
    expect(claims()).toHaveLength(2);
    const again = world.done(backOffice, 'matchUpiStatement', { branchId, rows: rows.slice(0, 1) });
    expect(again).toMatchObject({ matched: [], unmatched: [{ because: 'used-before', number: first.receiptNumber }] });
  });
});
