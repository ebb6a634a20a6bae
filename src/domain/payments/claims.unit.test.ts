import { describe, expect, it } from 'vitest';
import { payingClinic } from '../../../tests/fixtures/paying-clinic.ts';
import { visit } from '../visits/visit.ts';
import { bankReference, isReference } from './bank-reference.ts';
import { bankReferenceId } from './claim-changes.ts';
import { confirmedTenders } from './confirmed-tenders.ts';
import { payment } from './payment.ts';
import { unconfirmedTenders } from './unconfirmed-tenders.ts';

const byUpi = (amountMinor: number, reference: string) => ({
  ...{ kind: 'upi' as const, amountMinor, reference },
  readAgain: true as const,
  paysMore: true as const,
});

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
  const claims = () => world.ask(backOffice, unconfirmedTenders, {});
  const confirmed = (wanted = '') => world.ask(backOffice, confirmedTenders, { wanted });
  const at = (paymentId: string, tenderIndex = 0) => ({ kind: 'payment' as const, id: paymentId, tenderIndex });
  const seen = (paymentId: string, reference: string) => ({ at: at(paymentId), reference, source: 'statement' as const });
  return { ...clinic, first, second, advanceId, claims, confirmed, at, seen, paid };
}

describe('UPI money', () => {
  it('is claimed until the bank has it', () => {
    const { world, backOffice, first, claims, at, seen } = given();
    expect(claims()).toMatchObject([
      { number: first.receiptNumber, amountMinor: 150_000, reference: 'UPI 111', state: 'CLAIMED', sameReference: 0 },
      { reference: 'UPI 222' },
      { at: { kind: 'advance' }, reference: 'upi333', amountMinor: 40_000 },
    ]);
    world.done(backOffice, 'confirmTender', seen(first.paymentId, 'UPI111'));
    expect(claims()).toHaveLength(2);
    expect(world.refused(backOffice, 'confirmTender', seen(first.paymentId, 'UPI999'))).toBe('claim-confirmed-already');
    expect(world.refused(backOffice, 'disputeTender', { at: at(first.paymentId) })).toBe('claim-confirmed-already');
    expect(world.refused(backOffice, 'confirmTender', seen('none', 'UPI999'))).toBe('claim-unknown');
  });

  it('is confirmed only as a transaction that can be one, seen somewhere', () => {
    const { world, backOffice, first, at, seen } = given();
    const { source: _, ...nowhere } = seen(first.paymentId, 'UPI111');
    expect(world.refused(backOffice, 'confirmTender', nowhere)).toBe('invalid-input');
    expect(world.refused(backOffice, 'confirmTender', { at: at(first.paymentId), source: 'statement' })).toBe('invalid-input');
    expect(world.refused(backOffice, 'confirmTender', seen(first.paymentId, 'yes'))).toBe('reference-malformed');
    expect(['UPI111', '4117 2305-9981', 'HDFCN52026050412345678'].map(isReference)).toEqual([true, true, true]);
    expect(['', '12345', 'CONFIRMED', 'UPI/412345678901', 'A1'.repeat(18)].map(isReference)).toEqual(Array(5).fill(false));
  });

  it('that did not arrive is disputed, and can arrive later', () => {
    const { world, backOffice, second, claims, at, seen } = given();
    world.done(backOffice, 'disputeTender', { at: at(second.paymentId), reason: 'not in the statement' });
    expect(claims()).toContainEqual(expect.objectContaining({ state: 'DISPUTED', reason: 'not in the statement' }));
    world.done(backOffice, 'confirmTender', seen(second.paymentId, 'UPI222'));
    const found = [{ state: 'CONFIRMED', source: 'statement' }];
    expect(world.get(payment, second.paymentId)).toMatchObject({ unconfirmedTenders: 0, tendersFound: found });
  });

  it('pays once: a message shown twice confirms one receipt, and is said', () => {
    const { world, backOffice, first, paid, claims, seen } = given();
    const copy = paid('upi-111');
    expect(claims().filter(({ sameReference }) => sameReference === 1)).toHaveLength(2);
    world.done(backOffice, 'confirmTender', seen(first.paymentId, 'UPI111'));
    expect(world.refused(backOffice, 'confirmTender', seen(copy.paymentId, 'UPI 111'))).toBe('reference-used');
    const left = claims().find(({ number }) => number === copy.receiptNumber);
    expect(left).toMatchObject({ sameReference: 1, usedBy: first.receiptNumber });
    expect(claims().filter(({ usedBy }) => usedBy !== null)).toHaveLength(1);
  });
});

describe('a statement', () => {
  it('is matched with what is claimed, row by row, and what does not match is left alone', () => {
    const { world, backOffice, branchId, first, second, claims, paid } = given();
    paid('UPI111');
    const rows = [
      { reference: 'UPI111', amountMinor: 150_000 },
      { reference: 'UPI-222', amountMinor: 149_900 },
      { reference: 'UPI333', amountMinor: 40_000 },
      { reference: 'UPI333', amountMinor: 40_000 },
      { reference: 'UPI444', amountMinor: 10_000 },
      { reference: 'NEFT', amountMinor: 10_000 },
    ];
    const report = world.done(backOffice, 'matchStatement', { branchId, rows });
    expect(report.matched.map(({ row }) => row)).toEqual([1, 3]);
    expect(report.matched[0]?.number).toBe(first.receiptNumber);
    expect(report.unmatched).toMatchObject([
      { row: 2, because: 'amount-differs', number: second.receiptNumber },
      { row: 4, because: 'row-twice' },
      { row: 5, because: 'no-receipt', number: null },
      { row: 6, because: 'malformed', number: null },
    ]);
    expect(report.stillClaimed).toBe(2);
    expect(claims()).toHaveLength(2);
    const again = world.done(backOffice, 'matchStatement', { branchId, rows: rows.slice(0, 1) });
    expect(again).toMatchObject({ matched: [], unmatched: [{ because: 'used-before', number: first.receiptNumber }] });
  });
});

describe('a bank transfer', () => {
  it('waits for the bank like UPI does, and is confirmed by the same statement', () => {
    const { world, backOffice, branchId, cashier, services, readyVisit, bill, pay, claims, at } = given();
    const byTransfer = { kind: 'bank' as const, amountMinor: 100_000, reference: 'HDFCN52026050412' };
    const { paymentId } = pay(cashier, bill(cashier, readyVisit(services.filling)), byUpi(50_000, 'UPI555'), byTransfer);
    expect(world.get(payment, paymentId).unconfirmedTenders).toBe(2);
    expect(claims().filter(({ at }) => at.id === paymentId)).toMatchObject([
      { kind: 'upi', at: { tenderIndex: 0 } },
      { kind: 'bank', at: { tenderIndex: 1 }, amountMinor: 100_000, reference: 'HDFCN52026050412' },
    ]);
    const rows = [{ reference: 'hdfcn5 2026 0504 12', amountMinor: 100_000 }];
    expect(world.done(backOffice, 'matchStatement', { branchId, rows })).toMatchObject({ matched: [{ amountMinor: 100_000 }] });
    expect(world.get(payment, paymentId).unconfirmedTenders).toBe(1);
    world.done(backOffice, 'disputeTender', { at: at(paymentId), reason: 'not there' });
    const cashOnly = { at: at(paymentId, 2), reference: 'UPI555', source: 'statement' };
    expect(world.refused(backOffice, 'confirmTender', cashOnly)).toBe('claim-unknown');
  });
});

describe('a wrong confirmation', () => {
  it('is withdrawn with a reason, and nothing is edited: the tender waits again, the transaction can confirm the right one', () => {
    const { world, backOffice, branchId, first, second, claims, confirmed, at, seen } = given();
    world.done(backOffice, 'confirmTender', seen(first.paymentId, 'UPI222'));
    expect(confirmed()).toMatchObject([
      { number: first.receiptNumber, claimedReference: 'UPI 111', reference: 'UPI222', source: 'statement', kind: 'upi' },
    ]);
    expect(world.refused(backOffice, 'confirmTender', seen(second.paymentId, 'UPI222'))).toBe('reference-used');
    expect(world.refused(backOffice, 'withdrawConfirmation', { at: at(first.paymentId), reason: ' ' })).toBe('invalid-input');
    const wrong = { at: at(first.paymentId), reason: 'it was the next row' };
    world.done(backOffice, 'withdrawConfirmation', wrong);
    expect(confirmed()).toEqual([]);
    expect(claims()).toContainEqual(
      expect.objectContaining({ number: first.receiptNumber, state: 'WITHDRAWN', reason: 'it was the next row' }),
    );
    expect(world.get(payment, first.paymentId).unconfirmedTenders).toBe(1);
    expect(world.log.map(({ type }) => type).slice(-2)).toEqual(['upi.confirmed.v1', 'claim.confirmation-withdrawn.v1']);
    expect(world.refused(backOffice, 'withdrawConfirmation', wrong)).toBe('claim-not-confirmed');
    world.done(backOffice, 'confirmTender', seen(second.paymentId, 'UPI222'));
    world.done(backOffice, 'confirmTender', seen(first.paymentId, 'UPI111'));
    expect(world.get(bankReference, bankReferenceId(branchId, 'upi222'))).toMatchObject({ number: second.receiptNumber });
    expect(confirmed().map(({ reference }) => reference)).toHaveLength(2);
    expect(world.refused(backOffice, 'withdrawConfirmation', { ...wrong, at: at('none') })).toBe('claim-unknown');
  });

  it('is found by its receipt or its transaction', () => {
    const { world, backOffice, first, second, confirmed, seen } = given();
    world.done(backOffice, 'confirmTender', seen(first.paymentId, 'UPI111'));
    world.done(backOffice, 'confirmTender', seen(second.paymentId, 'UPI222'));
    expect(confirmed('upi-111').map(({ number }) => number)).toEqual([first.receiptNumber]);
    expect(confirmed(second.receiptNumber.toLowerCase()).map(({ reference }) => reference)).toEqual(['UPI222']);
    expect(confirmed('UPI9')).toEqual([]);
  });

  it('is not for cashiers or auditors to withdraw', () => {
    const { world, backOffice, cashier, first, at, seen } = given();
    world.done(backOffice, 'confirmTender', seen(first.paymentId, 'UPI111'));
    const wrong = { at: at(first.paymentId), reason: 'mine' };
    expect(world.refused(cashier, 'withdrawConfirmation', wrong)).toBe('role-not-allowed');
    const auditor = { ...backOffice, actor: { ...backOffice.actor, roles: ['auditor' as const] } };
    expect(world.refused(auditor, 'withdrawConfirmation', wrong)).toBe('role-not-allowed');
  });
});
