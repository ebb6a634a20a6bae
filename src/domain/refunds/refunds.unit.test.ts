import { describe, expect, it } from 'vitest';
import { approved, decisionOn } from '../../../tests/fixtures/approvals.ts';
import { card, cash, payingClinic } from '../../../tests/fixtures/paying-clinic.ts';
import { accountId } from '../advances/account-id.ts';
import { advance } from '../advances/advance.ts';
import { patientAccount } from '../advances/patient-account.ts';
import { approval } from '../approvals/approval.ts';
import { moved } from '../kernel/house.ts';
import { house } from '../registry.ts';
import { expectedCash, till } from '../tills/till.ts';
import { visit } from '../visits/visit.ts';
import { refundPaid } from './changes.ts';
import { refund } from './refund.ts';
import { refundableMoney } from './refundable-money.ts';
import { refundsToPay } from './refunds-to-pay.ts';

/** A patient who has deposited ₹500 in cash and ₹300 by card, and the cashier's till open with ₹500. */
function given() {
  const clinic = payingClinic();
  const { world, cashier, backOffice, branchId } = clinic;
  const tillId = clinic.openTill(cashier);
  const visitId = clinic.readyVisit(clinic.services.filling);
  const { patientId } = world.get(visit, visitId);
  const deposit = { patientId, tenders: [cash(50_000), card(30_000)], attemptId: 'attempt-1' };
  const { advanceId } = world.done(cashier, 'receiveAdvance', deposit);
  const asking = (amountMinor: number, tenderIndex = 0) => ({
    ...{ source: { kind: 'advance' as const, id: advanceId, tenderIndex }, amountMinor, reason: 'moved away' },
  });
  const ask = (amountMinor: number, tenderIndex = 0) =>
    world.done(cashier, 'requestRefund', asking(amountMinor, tenderIndex)).approvalId;
  const agreed = (amountMinor: number, tenderIndex = 0) => {
    const approvalId = ask(amountMinor, tenderIndex);
    approved(world, approvalId, backOffice);
    return approvalId;
  };
  const account = () => world.get(patientAccount, accountId(branchId, patientId));
  return { ...clinic, tillId, visitId, patientId, advanceId, asking, ask, agreed, account };
}

describe('a refund', () => {
  it('is asked for, approved, and paid with a voucher of its own series', () => {
    const { world, cashier, tillId, advanceId, agreed, account } = given();
    const approvalId = agreed(20_000);
    const done = world.done(cashier, 'payRefund', { approvalId });
    expect(done).toMatchObject({ number: 'V02/2627/000001', amountMinor: 20_000, recordedBefore: false });
    expect(world.entries.at(-1)?.facts.documentNumber).toBe('V02/2627/000001');
    expect(world.get(refund, done.refundId)).toMatchObject({ tender: 'cash', approvalId, reason: 'moved away' });
    expect(account()).toMatchObject({ advanceMinor: 60_000, refundedMinor: 20_000 });
    expect(world.get(advance, advanceId)).toMatchObject({ leftMinor: 60_000, refundedMinor: [20_000, 0] });
    expect(world.get(approval, approvalId).state).toBe('SPENT');
    expect(expectedCash(world.get(till, tillId))).toBe(50_000 + 50_000 - 20_000);
    expect(moved(house, world.entries.at(-1)?.changes ?? [])).toEqual({ inMinor: 0, outMinor: 20_000 });
  });

  it('is paid once, however often it is asked', () => {
    const { world, cashier, agreed, account } = given();
    const approvalId = agreed(20_000);
    const first = world.done(cashier, 'payRefund', { approvalId });
    expect(world.done(cashier, 'payRefund', { approvalId })).toEqual({ ...first, recordedBefore: true });
    expect(account().refundedMinor).toBe(20_000);
  });

  it('asked for again in exactly the same words is the request that waits, until it was paid or refused', () => {
    const { world, cashier, backOffice, agreed, ask } = given();
    const approvalId = ask(10_000);
    expect(ask(10_000)).toBe(approvalId);
    world.done(backOffice, 'decideApproval', decisionOn(world, approvalId, backOffice, 'rejected'));
    const again = agreed(10_000);
    expect(again).not.toBe(approvalId);
    expect(ask(10_000)).toBe(again);
    world.done(cashier, 'payRefund', { approvalId: again });
    expect(ask(10_000)).not.toBe(again);
  });

  it('is not asked for beyond what others that wait or are agreed to leave', () => {
    const { world, cashier, asking, ask, agreed, patientId } = given();
    agreed(30_000);
    const other = { ...asking(20_001), reason: 'moved' };
    expect(world.try(cashier, house.operations.get('requestRefund') as never, other)).toMatchObject({
      code: 'refund-underway',
      details: { number: 'R02/2627/000001', underwayMinor: 30_000, leftMinor: 20_000, askedMinor: 20_001 },
    });
    ask(20_000);
    expect(world.refused(cashier, 'requestRefund', asking(1))).toBe('refund-underway');
    expect(world.ask(cashier, refundableMoney, { patientId })).toMatchObject([{ kind: 'card', refundableMinor: 30_000 }]);
    // Another way of paying has its own money.
    ask(30_000, 1);
    expect(world.refused(cashier, 'requestRefund', asking(1, 1))).toBe('refund-underway');
  });

  it('is not paid before somebody else agreed, nor after they said no', () => {
    const { world, cashier, backOffice, ask } = given();
    const approvalId = ask(20_000);
    expect(world.refused(cashier, 'payRefund', { approvalId })).toBe('approval-not-approved');
    world.done(backOffice, 'decideApproval', decisionOn(world, approvalId, backOffice, 'rejected'));
    expect(world.refused(cashier, 'payRefund', { approvalId })).toBe('approval-not-approved');
    expect(world.refused(cashier, 'payRefund', { approvalId: 'none' })).toBe('approval-unknown');
  });

  it('goes back on the tender it came by, and never more than came by it', () => {
    const { world, cashier, asking, agreed } = given();
    expect(world.refused(cashier, 'requestRefund', asking(50_001))).toBe('exceeds-refundable');
    expect(world.refused(cashier, 'requestRefund', asking(1, 2))).toBe('refund-source-unknown');
    world.done(cashier, 'payRefund', { approvalId: agreed(50_000) });
    expect(world.refused(cashier, 'requestRefund', asking(1))).toBe('exceeds-refundable');
    const byCard = agreed(30_000, 1);
    expect(world.refused(cashier, 'payRefund', { approvalId: byCard })).toBe('refund-reference-missing');
    world.done(cashier, 'payRefund', { approvalId: byCard, reference: 'REF-7' });
  });

  it('is never more than the patient has left, also when it was used after the request, and is then no more to be paid', () => {
    const { world, cashier, agreed, bill, readyVisit, services, patientId, visitId } = given();
    const approvalId = agreed(50_000);
    const others = readyVisit(services.filling);
    expect(world.get(visit, others).patientId).not.toBe(patientId);
    const attempt = { invoiceId: bill(cashier, others), amountMinor: 1, attemptId: 'attempt-7' };
    // Another patient's advance is not theirs to use.
    expect(world.refused(cashier, 'applyAdvance', attempt)).toBe('advance-insufficient');
    expect(world.ask(cashier, refundsToPay, {})).toMatchObject([{ approvalId, amountMinor: 50_000 }]);
    const used = { invoiceId: bill(cashier, visitId), amountMinor: 80_000, attemptId: 'attempt-8' };
    world.done(cashier, 'applyAdvance', used);
    expect(world.refused(cashier, 'payRefund', { approvalId })).toBe('advance-insufficient');
    expect(world.ask(cashier, refundsToPay, {})).toEqual([]);
  });

  it('is noted for the manager where the drawer should not have held so much', () => {
    const { world, cashier, tillId, agreed } = given();
    world.done(cashier, 'dropCash', { amountMinor: 90_000, reason: 'to the safe', attemptId: 'attempt-8' });
    world.done(cashier, 'payRefund', { approvalId: agreed(20_000) });
    expect(world.get(till, tillId).overdrawn).toMatchObject([{ what: 'refund', amountMinor: 20_000, byMinor: 10_000 }]);
  });

  it('is not believed where it is not what was approved', () => {
    const { world, cashier, agreed } = given();
    const approvalId = agreed(20_000);
    world.done(cashier, 'payRefund', { approvalId });
    const entry = world.entries.at(-1);
    const body = refundPaid.shape.parse(entry?.changes[0]?.body);
    const fresh = given();
    fresh.agreed(20_000);
    const refusedAs = (change: Partial<typeof body>) =>
      fresh.world.write([refundPaid.of({ ...body, ...change })], entry?.facts as never)?.code;
    expect(refusedAs({ amountMinor: 25_000, from: [{ ...body.from[0], amountMinor: 25_000 } as never] })).toBe('request-differs');
    expect(refusedAs({ approval: undefined })).toBe('approval-needed');
    expect(refusedAs({ from: [{ ...body.from[0], amountMinor: 10_000 } as never] })).toBe('totals-differ');
    expect(refusedAs({ sequence: 2 })).toBe('number-not-next');
    expect(refusedAs({})).toBeUndefined();
  });
});
