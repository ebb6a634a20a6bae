import { describe, expect, it } from 'vitest';
import { decisionOn } from '../../../tests/fixtures/approvals.ts';
import { approve } from '../../../tests/fixtures/approving.ts';
import { cash, payingClinic } from '../../../tests/fixtures/paying-clinic.ts';
import { approval } from '../approvals/approval.ts';
import { approvalRequested } from '../approvals/changes.ts';
import { requestText } from '../approvals/request-text.ts';
import { staffNames } from '../staff/staff-names.ts';
import { visit } from '../visits/visit.ts';
import { cashPaidOut } from './changes.ts';
import { tillMovement } from './till-movement.ts';

const WAGES = { amountMinor: 20_000, category: 'wages', slip: null, reason: 'for the week' } as const;

/** A cashier with an open till, a helper on the staff, and a second manager. */
function given() {
  const clinic = payingClinic();
  const { world, cashier, server } = clinic;
  const tillId = clinic.openTill(cashier, 500_000);
  const helper = clinic.person('sita', ['front-desk'], 'reception');
  const deputy = clinic.person('deputy', ['manager'], 'back-office');
  const personCode = (userId: string, name: string, code: string) =>
    world.done(server, 'changeUser', {
      userId,
      name,
      roles: ['cashier'],
      counterIds: [clinic.counters.cashier],
      personCode: code,
    });
  let attempts = 0;
  const paying = (more: object) => {
    attempts += 1;
    return { ...WAGES, payee: 'whoever', attemptId: `attempt-${attempts}`, ...more };
  };
  return { ...clinic, tillId, helper, deputy, personCode, paying };
}

describe('who gets cash of the drawer', () => {
  it('is somebody of the clinic, written down under their own name, or a stranger by name', () => {
    const { world, cashier, helper, paying } = given();
    const paid = world.done(cashier, 'payOut', paying({ payeeId: helper.actor.userId }));
    expect(world.get(tillMovement, paid.movementId)).toMatchObject({ payee: 'sita reception', payeeId: helper.actor.userId });
    const out = world.done(cashier, 'payOut', paying({ payee: 'Blue Dart' }));
    expect(world.get(tillMovement, out.movementId)).toMatchObject({ payee: 'Blue Dart', payeeId: null });
    expect(world.refused(cashier, 'payOut', paying({ payee: ' Sita  RECEPTION ' }))).toBe('payee-is-staff');
    expect(world.refused(cashier, 'requestPayOut', { ...WAGES, payee: 'sita reception' })).toBe('payee-is-staff');
    expect(world.refused(cashier, 'payOut', paying({ payeeId: 'nobody' }))).toBe('payee-unknown');
    expect(world.ask(cashier, staffNames, {})).toContainEqual({ id: helper.actor.userId, name: 'sita reception' });
  });

  it('is never whoever pays it out or asks for it, whatever account they use', () => {
    const { world, cashier, colleague, personCode, paying } = given();
    const { userId, name } = cashier.actor;
    expect(world.refused(cashier, 'payOut', paying({ payeeId: userId }))).toBe('payee-is-you');
    const { attemptId: _, ...asked } = paying({ payeeId: userId, amountMinor: 90_000 });
    expect(world.refused(cashier, 'requestPayOut', asked)).toBe('payee-is-you');
    personCode(userId, name, 'EMP-7');
    personCode(colleague.actor.userId, colleague.actor.name, 'EMP-7');
    expect(world.refused(cashier, 'payOut', paying({ payeeId: colleague.actor.userId }))).toBe('payee-is-you');
  });

  it('is never whoever approves it; another manager may', () => {
    const { world, cashier, backOffice, deputy, paying } = given();
    const said = paying({ payeeId: deputy.actor.userId, amountMinor: 90_000 });
    const { attemptId: _, ...asked } = said;
    const { approvalId, request } = world.done(cashier, 'requestPayOut', asked);
    expect(world.refused(deputy, 'decideApproval', decisionOn(world, approvalId, deputy))).toBe('own-payment');
    approve(world, backOffice, approvalId);
    world.done(cashier, 'payOut', { ...said, approval: { approvalId, request } });
    expect(world.get(approval, approvalId).state).toBe('SPENT');
  });

  it('is looked at again where the entry is heard', () => {
    const { world, cashier, backOffice, tillId } = given();
    const { userId } = cashier.actor;
    const body = { ...WAGES, tillId, payee: 'A courier', payeeId: userId, movementId: 'm', cashierName: 'C' };
    expect(world.write([cashPaidOut.of(body)], world.entryOf(cashier))?.code).toBe('payee-is-you');
    const facts = { tillId, amountMinor: 90_000, category: 'wages', payee: 'me', payeeId: userId, slip: null, reason: 'r' };
    const request = requestText('paid-out', facts);
    const about = { subjectId: tillId, patientId: null, patientName: null, payeeId: userId, requesterName: 'C' };
    const asked = { approvalId: 'own', kind: 'paid-out' as const, request, amountMinor: 90_000, reason: 'r', ...about };
    expect(world.write([approvalRequested.of(asked)], world.entryOf(cashier))?.code).toBe('payee-is-you');
    // A program that was tampered with asks all the same: no manager's yes has effect.
    world.fold([approvalRequested.of(asked)], world.entryOf(cashier));
    expect(world.refused(backOffice, 'decideApproval', decisionOn(world, 'own', backOffice))).toBe('payee-is-requester');
  });
});

describe('a refund that somebody of the clinic gets', () => {
  it('names them; they neither ask for it, approve it nor pay it', () => {
    const { world, cashier, otherCashier, backOffice, deputy, services, readyVisit, openTill } = given();
    openTill(otherCashier);
    const { patientId } = world.get(visit, readyVisit(services.filling));
    const deposit = { patientId, tenders: [cash(50_000)], attemptId: 'attempt-d' };
    const { advanceId } = world.done(cashier, 'receiveAdvance', deposit);
    const source = { kind: 'advance', id: advanceId, tenderIndex: 0 };
    const asked = (payeeId: string) => ({ source, amountMinor: 10_000, reason: 'is staff', payeeId });
    expect(world.refused(cashier, 'requestRefund', asked(cashier.actor.userId))).toBe('payee-is-you');
    const toManager = world.done(cashier, 'requestRefund', asked(deputy.actor.userId));
    expect(world.refused(deputy, 'decideApproval', decisionOn(world, toManager.approvalId, deputy))).toBe('own-payment');
    const toOther = world.done(cashier, 'requestRefund', asked(otherCashier.actor.userId));
    approve(world, backOffice, toOther.approvalId);
    expect(world.refused(otherCashier, 'payRefund', { approvalId: toOther.approvalId })).toBe('payee-is-you');
    world.done(cashier, 'payRefund', { approvalId: toOther.approvalId });
  });
});
