import { describe, expect, it } from 'vitest';
import { approved } from '../../../tests/fixtures/approvals.ts';
import type { Standing } from '../../../tests/fixtures/domain.ts';
import { OfflineTerminal } from '../../../tests/fixtures/offline-terminal.ts';
import { cash, payingClinic } from '../../../tests/fixtures/paying-clinic.ts';
import { accountId } from '../advances/account-id.ts';
import { accountStatement } from '../advances/account-statement.ts';
import { patientAccount } from '../advances/patient-account.ts';
import { patientLedger } from '../advances/patient-ledger.ts';
import { exceptions } from '../business-days/exceptions.ts';
import { creditNote } from '../credit-notes/credit-note.ts';
import { invoice } from '../invoices/invoice.ts';
import { refund } from '../refunds/refund.ts';
import { refundDocument } from '../refunds/refund-document.ts';
import { refundsToPay } from '../refunds/refunds-to-pay.ts';
import { till } from '../tills/till.ts';
import { visit } from '../visits/visit.ts';
import { waiver } from '../waivers/waiver.ts';
import { fraudPack } from '../watch/fraud-pack.ts';
import { approval } from './approval.ts';

const DAY = { from: '2026-05-04', to: '2026-05-04' };

/** Two counters with open tills, a patient with a deposit of ₹500 and a bill of ₹1500, and a manager. */
function given() {
  const clinic = payingClinic();
  const { world, cashier, otherCashier, services } = clinic;
  for (const who of [cashier, otherCashier]) clinic.openTill(who);
  const visitId = clinic.readyVisit(services.filling);
  const { patientId } = world.get(visit, visitId);
  const deposit = { patientId, tenders: [cash(50_000)], attemptId: 'attempt-1' };
  const { advanceId } = world.done(cashier, 'receiveAdvance', deposit);
  const agreed = (what: Parameters<typeof world.done>[1], asked: object) => {
    const { approvalId } = world.done(cashier, what, asked) as { approvalId: string };
    return approved(world, approvalId, clinic.backOffice);
  };
  /** Both know of the approval; then neither hears of the other. */
  const apart = () => [new OfflineTerminal(world, cashier), new OfflineTerminal(world, otherCashier)] as const;
  const ofOther = ({ actor }: Standing) => ({ rows: [{ about: 'person', id: actor.userId, value: 1 }] });
  const usedTwice = () => {
    const pack = world.ask(clinic.backOffice, fraudPack, { branchId: clinic.branchId, ...DAY });
    return pack.rules.find(({ name }) => name === 'approvals-used-twice');
  };
  return { ...clinic, visitId, patientId, advanceId, agreed, apart, ofOther, usedTwice };
}

describe('one approval used at two counters that were out of touch', () => {
  it('leaves both refunds as records: voucher, till, account, statement, exception and fraud pack', () => {
    const { world, cashier, otherCashier, backOffice, branchId, patientId, advanceId, ...clinic } = given();
    const source = { kind: 'advance', id: advanceId, tenderIndex: 0 };
    const { approvalId } = clinic.agreed('requestRefund', { source, amountMinor: 30_000, reason: 'moved away' });
    const [first, second] = clinic.apart();
    const paid = first.do('payRefund', { approvalId });
    const again = second.do('payRefund', { approvalId });
    expect(paid).toMatchObject({ number: 'V02/2627/000001', recordedBefore: false });
    expect(again).toMatchObject({ number: 'V05/2627/000001', recordedBefore: false });
    expect(first.sync()).toEqual([[]]);
    expect(second.sync()).toEqual([['approval-spent']]);

    const refunds = world.records.find(refund, { patientId }, { orderBy: 'number' });
    expect(refunds).toMatchObject([
      { number: 'V02/2627/000001', amountMinor: 30_000, cashierId: cashier.actor.userId, flags: [] },
      { number: 'V05/2627/000001', amountMinor: 30_000, cashierId: otherCashier.actor.userId, flags: ['approval-spent'] },
    ]);
    for (const { id, number } of refunds)
      expect(world.ask(backOffice, refundDocument, { refundId: id })?.refund.number).toBe(number);
    expect(world.records.find(till, {}).map((one) => one.refunds.takings.cash)).toEqual([30_000, 30_000]);
    expect(world.get(patientAccount, accountId(branchId, patientId)).advanceMinor).toBe(-10_000);
    expect(world.ask(backOffice, patientLedger, { patientId })).toMatchObject({ advanceMinor: 0, owedBackMinor: 10_000 });
    const { lines } = world.ask(backOffice, accountStatement, { patientId, ...DAY }) ?? { lines: [] };
    expect(lines.filter(({ what }) => what === 'refund')).toMatchObject([
      { number: 'V02/2627/000001' },
      { number: 'V05/2627/000001', balanceMinor: 10_000 },
    ]);
    expect(world.ask(backOffice, exceptions, { doubleCollections: true })).toMatchObject([
      { kind: 'refund', number: 'V05/2627/000001', amountMinor: 30_000, reasons: ['approval-spent'] },
    ]);
    expect(world.get(approval, approvalId)).toMatchObject({
      state: 'SPENT',
      usedAgain: [{ userId: otherCashier.actor.userId, terminalId: otherCashier.place.terminalId }],
    });
    expect(clinic.usedTwice()).toMatchObject(clinic.ofOther(otherCashier));
    // Neither is paid once more, at either counter.
    expect(first.do('payRefund', { approvalId })).toMatchObject({ number: 'V02/2627/000001', recordedBefore: true });
    first.sync();
    expect(second.do('payRefund', { approvalId })).toMatchObject({ number: 'V05/2627/000001', recordedBefore: true });
  });

  it('is known at the second counter once it has heard of the first: nothing is paid there, and it is not said to be', () => {
    const { world, cashier, otherCashier, advanceId, agreed } = given();
    const source = { kind: 'advance', id: advanceId, tenderIndex: 0 };
    const { approvalId } = agreed('requestRefund', { source, amountMinor: 30_000, reason: 'moved away' });
    world.done(cashier, 'payRefund', { approvalId });
    expect(world.refused(otherCashier, 'payRefund', { approvalId })).toBe('approval-spent');
    expect(world.ask(otherCashier, refundsToPay, {})).toEqual([]);
  });

  it('leaves a record too where a tampered program gives the second refund the id of the first', () => {
    const { world, cashier, patientId, advanceId, agreed } = given();
    const source = { kind: 'advance', id: advanceId, tenderIndex: 0 };
    const { approvalId } = agreed('requestRefund', { source, amountMinor: 10_000, reason: 'moved away' });
    world.done(cashier, 'payRefund', { approvalId });
    const { changes, facts } = world.entries.at(-1) as (typeof world.entries)[number];
    expect(world.write(changes, { ...facts, seq: facts.seq + 1 })?.code).toBe('refund-exists');
    world.fold(changes, { ...facts, seq: facts.seq + 1, flags: ['refund-exists'] });
    expect(world.records.find(refund, { patientId })).toHaveLength(2);
    expect(world.get(approval, approvalId).usedAgain).toHaveLength(1);
  });

  it('leaves both waivers, the second found out, and no more let go than was due', () => {
    const { world, cashier, otherCashier, backOffice, bill, visitId, ...clinic } = given();
    const invoiceId = bill(cashier, visitId);
    const what = { invoiceId, amountMinor: 100_000, reason: 'cannot pay' };
    const use = clinic.agreed('requestWaiver', what);
    const [first, second] = clinic.apart();
    for (const counter of [first, second]) counter.do('waiveDues', { ...what, approval: use, attemptId: 'attempt-2' });
    expect(first.sync()).toEqual([[]]);
    expect(second.sync().flat()).toContain('approval-spent');
    expect(world.records.find(waiver, { invoiceId })).toHaveLength(2);
    expect(world.ask(backOffice, exceptions, { doubleCollections: true })).toMatchObject([{ kind: 'waiver' }]);
    expect(clinic.usedTwice()).toMatchObject(clinic.ofOther(otherCashier));
  });

  it('leaves both credit notes, and the account is credited once', () => {
    const { world, cashier, otherCashier, branchId, patientId, bill, pay, visitId, ...clinic } = given();
    const invoiceId = bill(cashier, visitId);
    pay(cashier, invoiceId, cash(150_000));
    const what = { invoiceId, lines: null, reason: 'billed by mistake', reopens: false };
    const { approvalId } = clinic.agreed('requestCreditNote', what);
    const [first, second] = clinic.apart();
    for (const counter of [first, second]) counter.do('issueCreditNote', { ...what, approvalId });
    expect(first.sync()).toEqual([[]]);
    expect(second.sync()[0]).not.toEqual([]);
    expect(world.records.find(creditNote, { invoiceId })).toHaveLength(2);
    expect(clinic.usedTwice()).toMatchObject(clinic.ofOther(otherCashier));
    expect(world.get(patientAccount, accountId(branchId, patientId)).advanceMinor).toBe(50_000 + 150_000);
  });

  it('leaves both bills with a discount, of which one is owed', () => {
    const { world, otherCashier, backOffice, visitId, ...clinic } = given();
    const what = { visitId, discounts: [{ basisPoints: 4000 }], reason: 'regular' };
    const { approvalId } = clinic.agreed('requestDiscount', what);
    const [first, second] = clinic.apart();
    for (const counter of [first, second]) counter.do('issueInvoice', { ...what, approvalId });
    expect(first.sync()).toEqual([[]]);
    expect(second.sync()).toEqual([['visit-invoiced']]);
    expect(world.records.find(invoice, { visitId }).map(({ doubled }) => doubled)).toEqual([false, true]);
    expect(world.ask(backOffice, exceptions, {})).toMatchObject([{ kind: 'invoice', reasons: ['visit-invoiced'] }]);
    expect(clinic.usedTwice()).toMatchObject(clinic.ofOther(otherCashier));
  });
});
