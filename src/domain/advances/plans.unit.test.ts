import { describe, expect, it } from 'vitest';
import { approved } from '../../../tests/fixtures/approvals.ts';
import { cash, payingClinic } from '../../../tests/fixtures/paying-clinic.ts';
import { visit } from '../visits/visit.ts';
import { advance } from './advance.ts';
import { advanceApplication } from './advance-application.ts';
import { patientLedger } from './patient-ledger.ts';

/** A patient with an estimate of a filling and a whitening: ₹10,940. */
function given() {
  const clinic = payingClinic();
  const { world, cashier, services, readyVisit } = clinic;
  clinic.openTill(cashier);
  const visitId = readyVisit(services.filling);
  const { patientId } = world.get(visit, visitId);
  const lines = [services.filling, services.whitening].map((serviceId) => ({ serviceId }));
  const { estimateId } = world.done(cashier, 'issueEstimate', { patientId, lines });
  let attempts = 0;
  const asked = (amountMinor: number, more: object) => {
    attempts += 1;
    world.nowMs += 1_000;
    return { patientId, tenders: [cash(amountMinor)], attemptId: `attempt-${attempts}`, ...more };
  };
  const plan = { purpose: 'treatment-plan', estimateId };
  const receive = (amountMinor: number, more: object = plan) =>
    world.done(cashier, 'receiveAdvance', asked(amountMinor, more)).advanceId;
  const refused = (amountMinor: number, more: object = plan) =>
    world.refused(cashier, 'receiveAdvance', asked(amountMinor, more));
  const plans = () => world.ask(cashier, patientLedger, { patientId }).plans;
  return { ...clinic, visitId, patientId, estimateId, receive, refused, plans };
}

describe('the prepayment of a treatment plan', () => {
  it('names the estimate it is for, and how much of its price is prepaid with it', () => {
    const { world, estimateId, receive, plans } = given();
    receive(300_000);
    const advanceId = receive(200_000);
    const plan = { estimateId, number: 'E02/2627/000001', totalMinor: 1_094_000, prepaidMinor: 500_000 };
    expect(world.get(advance, advanceId).estimate).toEqual(plan);
    expect(plans()).toEqual([{ ...plan, leftMinor: 500_000 }]);
  });

  it('is of the patient’s own estimate, for a plan, and never more than its price', () => {
    const { cashier, world, readyVisit, services, estimateId, receive, refused } = given();
    receive(1_000_000);
    expect(refused(94_001)).toBe('exceeds-estimate');
    expect(refused(1, { purpose: 'treatment-plan', estimateId: 'none' })).toBe('estimate-unknown');
    expect(refused(1, { purpose: 'deposit', estimateId })).toBe('estimate-not-for-deposit');
    const { patientId } = world.get(visit, readyVisit(services.filling));
    const other = { patientId, tenders: [cash(1)], attemptId: 'attempt-other', purpose: 'treatment-plan' as const, estimateId };
    expect(world.refused(cashier, 'receiveAdvance', other)).toBe('estimate-of-another');
  });

  it('settles a bill made of the estimate before older deposits do, and any other bill after them', () => {
    const { world, cashier, reception, consulting, visitId, patientId, estimateId, services, receive, plans, pay } = given();
    const deposit = receive(100_000, {});
    const prepaid = receive(100_000);
    const applied = (invoiceId: string, amountMinor: number) => {
      const attemptId = `applying-${world.newId()}`;
      const { applicationId } = world.done(cashier, 'applyAdvance', { invoiceId, amountMinor, attemptId });
      return world.get(advanceApplication, applicationId).from.map((part) => part.advanceId);
    };
    const ofPlan = world.done(cashier, 'issueInvoice', { visitId, estimateId }).invoiceId;
    expect(applied(ofPlan, 60_000)).toEqual([prepaid]);
    expect(plans()).toMatchObject([{ prepaidMinor: 100_000, leftMinor: 40_000 }]);
    pay(cashier, ofPlan, cash(90_000));
    world.done(reception, 'completeVisit', { visitId });
    const { doctorId } = world.get(visit, visitId);
    const again = world.done(reception, 'checkInPatient', { patientId, doctorId });
    world.done(consulting, 'startConsultation', { visitId: again.visitId });
    world.done(consulting, 'sendToBilling', { visitId: again.visitId, treatments: [{ serviceId: services.scaling }] });
    const other = world.done(cashier, 'issueInvoice', { visitId: again.visitId }).invoiceId;
    expect(applied(other, 110_000)).toEqual([deposit, prepaid]);
  });

  it('is less by what was given back of it', () => {
    const { world, cashier, backOffice, receive, plans } = given();
    const advanceId = receive(300_000);
    const source = { kind: 'advance' as const, id: advanceId, tenderIndex: 0 };
    const { approvalId } = world.done(cashier, 'requestRefund', { source, amountMinor: 100_000, reason: 'other plan' });
    approved(world, approvalId, backOffice);
    world.done(cashier, 'payRefund', { approvalId });
    expect(plans()).toMatchObject([{ prepaidMinor: 200_000, leftMinor: 200_000 }]);
  });
});
