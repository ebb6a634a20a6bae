import { describe, expect, it } from 'vitest';
import { approved } from '../../../tests/fixtures/approvals.ts';
import { bank, card, cash, payingClinic, upi } from '../../../tests/fixtures/paying-clinic.ts';
import { balanceDue, invoice } from '../invoices/invoice.ts';
import { moved } from '../kernel/house.ts';
import { payment } from '../payments/payment.ts';
import { paymentDocument } from '../payments/payment-document.ts';
import { house } from '../registry.ts';
import { till } from '../tills/till.ts';
import { billingList } from '../visits/billing-list.ts';
import { visit } from '../visits/visit.ts';
import { accountId } from './account-id.ts';
import { accountStatement } from './account-statement.ts';
import { advance } from './advance.ts';
import { patientAccount } from './patient-account.ts';

/** A visit billed at ₹1,500, and the cashier's till open. */
function given() {
  const clinic = payingClinic();
  const { world, cashier, branchId } = clinic;
  const tillId = clinic.openTill(cashier);
  const visitId = clinic.readyVisit(clinic.services.filling);
  const invoiceId = clinic.bill(cashier, visitId);
  const { patientId } = world.get(visit, visitId);
  let attempts = 0;
  const attemptId = () => `attempt-${++attempts}`;
  const deposit = (...tenders: unknown[]) =>
    world.done(cashier, 'receiveAdvance', { patientId, tenders, attemptId: attemptId() }).advanceId;
  const account = () => world.get(patientAccount, accountId(branchId, patientId));
  return { ...clinic, tillId, visitId, invoiceId, patientId, attemptId, deposit, account };
}

describe('an advance', () => {
  it('is taken with a receipt of the series of receipts, and counts in the till', () => {
    const { world, cashier, patientId, tillId, account } = given();
    const asked = { patientId, tenders: [cash(50_000, 100_000), bank(20_000)], purpose: 'treatment-plan', note: 'crown' };
    const done = world.done(cashier, 'receiveAdvance', { ...asked, attemptId: 'attempt-1' });
    expect(done).toMatchObject({ receiptNumber: 'R02/2627/000001', totalMinor: 70_000, changeMinor: 50_000 });
    expect(world.get(advance, done.advanceId)).toMatchObject({
      ...{ origin: 'deposit', number: 'R02/2627/000001', amountMinor: 70_000, leftMinor: 70_000, purpose: 'treatment-plan' },
    });
    expect(account()).toMatchObject({ advanceMinor: 70_000, receivedMinor: 70_000 });
    expect(world.get(till, tillId).takings).toEqual({ cash: 50_000, card: 0, upi: 0, bank: 20_000 });
    expect(moved(house, world.entries.at(-1)?.changes ?? [])).toEqual({ inMinor: 70_000, outMinor: 0 });
    expect(world.entries.at(-1)?.facts.documentNumber).toBe('R02/2627/000001');
  });

  it('is taken once however often the attempt is sent', () => {
    const { world, cashier, patientId, account } = given();
    const attempt = { patientId, tenders: [cash(50_000)], attemptId: 'attempt-1' };
    const first = world.done(cashier, 'receiveAdvance', attempt);
    expect(world.done(cashier, 'receiveAdvance', attempt)).toEqual({ ...first, recordedBefore: true });
    expect(account().advanceMinor).toBe(50_000);
    expect(world.refused(cashier, 'receiveAdvance', { ...attempt, tenders: [cash(1)] })).toBe('attempt-used');
    expect(world.refused(cashier, 'receiveAdvance', { ...attempt, patientId: 'none', attemptId: 'attempt-2' })).toBe(
      'patient-unknown',
    );
  });

  it('settles a bill, the oldest first, and the visit is paid', () => {
    const { world, cashier, invoiceId, visitId, deposit, account, attemptId } = given();
    const [older, newer] = [deposit(cash(100_000)), deposit(card(80_000))];
    const done = world.done(cashier, 'applyAdvance', { invoiceId, amountMinor: 150_000, attemptId: attemptId() });
    expect(done).toMatchObject({ balanceMinor: 0, recordedBefore: false });
    expect([older, newer].map((id) => world.get(advance, id).leftMinor)).toEqual([0, 30_000]);
    expect(account()).toMatchObject({ advanceMinor: 30_000, appliedMinor: 150_000 });
    expect(world.get(invoice, invoiceId)).toMatchObject({ state: 'PAID', appliedMinor: 150_000, paidMinor: 0 });
    expect(world.get(visit, visitId).state).toBe('PAID');
    expect(moved(house, world.entries.at(-1)?.changes ?? [])).toEqual({ inMinor: 0, outMinor: 0 });
  });

  it('is applied once however often the attempt is sent', () => {
    const { world, cashier, invoiceId, deposit, account } = given();
    deposit(cash(100_000));
    const attempt = { invoiceId, amountMinor: 40_000, attemptId: 'attempt-9' };
    world.done(cashier, 'applyAdvance', attempt);
    expect(world.done(cashier, 'applyAdvance', attempt)).toMatchObject({ recordedBefore: true, balanceMinor: 110_000 });
    expect(account().advanceMinor).toBe(60_000);
    expect(world.refused(cashier, 'applyAdvance', { ...attempt, amountMinor: 1 })).toBe('attempt-used');
  });

  it('is never more than there is, nor more than is due', () => {
    const { world, cashier, invoiceId, deposit, attemptId } = given();
    const refused = (amountMinor: number) =>
      world.refused(cashier, 'applyAdvance', { invoiceId, amountMinor, attemptId: attemptId() });
    expect(refused(1)).toBe('advance-insufficient');
    deposit(cash(200_000));
    expect(refused(150_001)).toBe('exceeds-balance-due');
    expect(refused(200_001)).toBe('advance-insufficient');
  });

  it('settles part of a bill in the gesture that pays the rest', () => {
    const { world, cashier, invoiceId, visitId, deposit, account } = given();
    deposit(cash(100_000));
    const attempt = { invoiceId, tenders: [upi(50_000)], applyAdvanceMinor: 100_000, attemptId: 'attempt-9' };
    const { paymentId } = world.done(cashier, 'recordPayment', attempt);
    expect(world.entries.at(-1)?.changes.map(({ type }) => type)).toEqual([
      ...['advance.applied.v1', 'payment.recorded.v1', 'visit.paid.v1'],
    ]);
    expect(world.done(cashier, 'recordPayment', attempt).recordedBefore).toBe(true);
    expect(account().advanceMinor).toBe(0);
    expect(world.get(invoice, invoiceId)).toMatchObject({ state: 'PAID', appliedMinor: 100_000, paidMinor: 50_000 });
    expect(world.get(visit, visitId).state).toBe('PAID');
    expect(world.ask(cashier, paymentDocument, { paymentId })).toMatchObject({ appliedMinor: 100_000, balanceMinor: 0 });
  });
});

describe('a statement of account', () => {
  it('says of each line who did it, where, on whose word, and whether the bank has confirmed it', () => {
    const { world, cashier, backOffice, patientId, invoiceId, pay, deposit } = given();
    pay(cashier, invoiceId, upi(50_000), cash(100_000));
    deposit(cash(10_000));
    const credit = { invoiceId, reason: 'Wrong' };
    const { approvalId } = world.done(cashier, 'requestCreditNote', credit);
    approved(world, approvalId, backOffice);
    world.done(cashier, 'issueCreditNote', { ...credit, approvalId });
    const asked = { patientId, from: '2026-05-04', to: '2026-05-04' };
    const { lines } = world.ask(backOffice, accountStatement, asked) ?? { lines: [] };
    const here = { byName: cashier.actor.name, terminalCode: 'T02' };
    const plain = { ...here, approverName: null, confirmed: null };
    const by = Object.fromEntries(lines.map((line) => [line.what, line]));
    expect(by).toMatchObject({ invoice: { ...here, approverName: null }, advance: plain });
    expect(by).toMatchObject({ payment: { ...plain, confirmed: false } });
    expect(by).toMatchObject({ 'credit-note': { ...plain, approverName: backOffice.actor.name } });
  });
});

describe('a part payment', () => {
  it('leaves the visit waiting, and the rest due until it is paid', () => {
    const { world, cashier, invoiceId, visitId, attemptId } = given();
    const take = (amountMinor: number, part: boolean) =>
      world.done(cashier, 'recordPayment', { invoiceId, tenders: [cash(amountMinor)], part, attemptId: attemptId() });
    const first = take(50_000, true);
    expect(first.balanceMinor).toBe(100_000);
    expect(world.get(invoice, invoiceId)).toMatchObject({ state: 'PART_PAID', paidMinor: 50_000 });
    expect(world.get(visit, visitId).state).toBe('READY_FOR_BILLING');
    expect(world.ask(cashier, billingList, {})).toMatchObject([{ id: visitId, totalMinor: 100_000 }]);
    expect(world.ask(cashier, paymentDocument, { paymentId: first.paymentId })).toMatchObject({
      ...{ receivedMinor: 50_000, balanceMinor: 100_000 },
    });
    // Said to be a part, but it is all there is: the visit is paid.
    take(100_000, true);
    expect(balanceDue(world.get(invoice, invoiceId))).toBe(0);
    expect(world.get(visit, visitId).state).toBe('PAID');
    expect(world.ask(cashier, paymentDocument, { paymentId: first.paymentId })).toMatchObject({ balanceMinor: 100_000 });
  });

  it('is one only on purpose, and never more than is due', () => {
    const { world, cashier, invoiceId, attemptId } = given();
    const refused = (amountMinor: number, part: boolean) =>
      world.refused(cashier, 'recordPayment', { invoiceId, tenders: [cash(amountMinor)], part, attemptId: attemptId() });
    expect(refused(50_000, false)).toBe('short-of-balance-due');
    expect(refused(150_001, true)).toBe('exceeds-balance-due');
    expect(world.records.find(payment, {})).toEqual([]);
  });
});
