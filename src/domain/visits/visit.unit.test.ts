import { describe, expect, it } from 'vitest';
import { approved } from '../../../tests/fixtures/approvals.ts';
import { smallClinic } from '../../../tests/fixtures/domain.ts';
import { cash, payingClinic } from '../../../tests/fixtures/paying-clinic.ts';
import { dayChecklist } from '../business-days/day-checklist.ts';
import type { Change } from '../kernel/change.ts';
import type { Operation } from '../kernel/operation.ts';
import { billingList } from './billing-list.ts';
import { visitCancelled, visitInvoiced, visitPaid } from './changes.ts';
import { doctorQueue } from './doctor-queue.ts';
import { startConsultation } from './start-consultation.ts';
import { todaysVisits } from './todays-visits.ts';
import { visit } from './visit.ts';
import { visitStanding } from './visit-standing.ts';

function given() {
  const clinic = smallClinic();
  const { world, reception, consulting, cashier, doctorId, services } = clinic;
  const register = (name: string) =>
    world.done(reception, 'registerPatient', { phone: '9876543210', name, sex: 'female', ageYears: 30, doctorId }).patientId;
  const patientId = register('Asha Rao');
  const { visitId, token } = world.done(reception, 'checkInPatient', { patientId, doctorId });
  const start = () => world.done(consulting, 'startConsultation', { visitId });
  const send = () =>
    world.done(consulting, 'sendToBilling', { visitId, treatments: [{ serviceId: services.filling, tooth: 36 }] });
  const keys = { visitId, patientId };
  const write = (...changes: Change[]) => world.write(changes, world.entryOf(cashier));
  const stateNow = () => world.get(visit, visitId).state;
  return { ...clinic, register, patientId, visitId, token, start, send, keys, write, stateNow };
}

describe('a patient is checked in', () => {
  it('with tokens that begin anew every day', () => {
    const { world, reception, register, doctorId, token } = given();
    expect(token).toBe('1-01');
    const other = register('Ravi');
    expect(world.done(reception, 'checkInPatient', { patientId: other, doctorId }).token).toBe('1-02');
    world.businessDate = '2026-05-05';
    world.nowMs += 24 * 3_600_000;
    expect(world.done(reception, 'checkInPatient', { patientId: other, doctorId }).token).toBe('1-01');
  });

  it('once for the same doctor on the same day', () => {
    const { world, reception, patientId, doctorId, otherDoctorId } = given();
    expect(world.refused(reception, 'checkInPatient', { patientId, doctorId })).toBe('already-checked-in');
    expect(world.done(reception, 'checkInPatient', { patientId, doctorId: otherDoctorId }).token).toBe('1-02');
  });

  it('only if they are known and alive', () => {
    const { world, reception, backOffice, doctorId } = given();
    expect(world.refused(reception, 'checkInPatient', { patientId: 'nobody', doctorId })).toBe('patient-unknown');
    const row = { row: 2, externalId: 'd', name: 'D', phone: '', sex: 'male', birthDate: '1930-01-01', ageYears: null };
    world.done(backOffice, 'importPatients', { rows: [{ ...row, deceasedOn: '2001-01-01' }] });
    const dead = world.log.at(-1)?.body as { patientId: string };
    expect(world.refused(reception, 'checkInPatient', { patientId: dead.patientId, doctorId })).toBe('patient-deceased');
  });
});

describe('a visit', () => {
  it('goes from registration to completion through the money gate', () => {
    const { world, reception, start, send, keys, write, stateNow, visitId } = given();
    const states = [stateNow()];
    start();
    states.push(stateNow());
    send();
    states.push(stateNow());
    expect(write(visitInvoiced.of({ ...keys, invoiceId: 'i' }))).toBeUndefined();
    world.fold([visitPaid.of({ ...keys, invoiceId: 'i' })], world.entryOf(reception));
    states.push(stateNow());
    world.done(reception, 'completeVisit', { visitId });
    states.push(stateNow());
    expect(states).toEqual(['REGISTERED', 'IN_CONSULTATION', 'READY_FOR_BILLING', 'PAID', 'COMPLETED']);
  });

  it('is not PAID by saying so', () => {
    const { start, send, keys, write } = given();
    start();
    send();
    expect(write(visitPaid.of({ ...keys, invoiceId: 'i' }))?.code).toBe('invoice-unknown');
  });

  it('is never completed unpaid', () => {
    const { world, reception, cashier, start, send, visitId } = given();
    for (const step of [() => {}, start, send]) {
      step();
      expect(world.refused(reception, 'completeVisit', { visitId })).toBe('not-paid');
      expect(world.refused(cashier, 'completeVisit', { visitId })).toBe('not-paid');
    }
  });

  it('says from where to where it may not go', () => {
    const { world, consulting, start, send, visitId, write, keys } = given();
    start();
    send();
    const answer = world.try(consulting, startConsultation as unknown as Operation, { visitId });
    expect(answer).toMatchObject({
      refused: true,
      ...{ code: 'visit-state', details: { from: 'READY_FOR_BILLING', to: 'IN_CONSULTATION', token: '1-01' } },
    });
    expect(write(visitCancelled.of({ ...keys, from: 'READY_FOR_BILLING', reason: 'x' }))?.code).toBe('visit-state');
  });

  it('is cancelled with a reason; once the doctor has begun, not by the front desk', () => {
    const { world, reception, consulting, start, visitId, stateNow } = given();
    expect(world.refused(reception, 'cancelVisit', { visitId, reason: ' ' })).toBe('invalid-input');
    start();
    expect(world.refused(reception, 'cancelVisit', { visitId, reason: 'left' })).toBe('consultation-begun');
    world.done(consulting, 'cancelVisit', { visitId, reason: 'left' });
    expect(world.get(visit, visitId).cancelReason).toBe('left');
    expect(stateNow()).toBe('CANCELLED');
  });

  it('that has moved on elsewhere is not cancelled by who did not know', () => {
    const { start, write, keys } = given();
    start();
    expect(write(visitCancelled.of({ ...keys, from: 'REGISTERED', reason: 'left' }))?.code).toBe('visit-state');
  });

  it('may be sent again until it is invoiced, and then its lines stand', () => {
    const { world, consulting, start, send, keys, write, visitId, services } = given();
    start();
    send();
    world.done(consulting, 'sendToBilling', { visitId, treatments: [{ serviceId: services.scaling }] });
    expect(world.get(visit, visitId).lines.map((line) => line.serviceId)).toEqual([services.scaling]);
    write(visitInvoiced.of({ ...keys, invoiceId: 'i' }));
    expect(world.refused(consulting, 'sendToBilling', { visitId })).toBe('visit-invoiced');
    expect(write(visitInvoiced.of({ ...keys, invoiceId: 'j' }))?.code).toBe('visit-invoiced');
  });

  it('is taken over by the colleague who calls the patient in', () => {
    const { world, person, otherDoctorId, visitId } = given();
    world.done(person('karan', ['doctor'], 'consulting', otherDoctorId), 'startConsultation', { visitId });
    expect(world.get(visit, visitId).doctorId).toBe(otherDoctorId);
  });

  it('is not begun by a login without a doctor', () => {
    const { world, person, visitId } = given();
    expect(world.refused(person('new', ['doctor'], 'consulting'), 'startConsultation', { visitId })).toBe('no-doctor-profile');
  });
});

describe('the lists', () => {
  it('show the day at reception, the queue to its doctor and what is ready to the cashier, oldest first', () => {
    const { world, reception, consulting, cashier, register, doctorId, otherDoctorId, services, visitId, start, send } = given();
    world.nowMs += 60_000;
    const second = world.done(reception, 'checkInPatient', { patientId: register('Ravi'), doctorId }).visitId;
    const elsewhere = world.done(reception, 'checkInPatient', { patientId: register('Om'), doctorId: otherDoctorId }).visitId;
    expect(world.ask(reception, todaysVisits, {}).map((one) => one.id)).toEqual([visitId, second, elsewhere]);
    expect(world.ask(reception, todaysVisits, { date: '2026-05-03' })).toEqual([]);
    expect(world.ask(consulting, doctorQueue, {}).map((one) => one.id)).toEqual([visitId, second]);
    world.done(consulting, 'startConsultation', { visitId: second });
    world.done(consulting, 'sendToBilling', { visitId: second, treatments: [{ serviceId: services.whitening, quantity: 2 }] });
    world.nowMs += 60_000;
    start();
    send();
    const ready = world.ask(cashier, billingList, {});
    expect(ready.map(({ id, totalMinor }) => [id, totalMinor])).toEqual([
      [second, 1_888_000],
      [visitId, 150_000],
    ]);
    expect(ready[1]?.lines).toMatchObject([{ code: 'D-COMP', tooth: 36, netMinor: 150_000, taxMinor: 0 }]);
    expect(world.ask(consulting, doctorQueue, {})).toEqual([]);
  });

  it('say what is due on a bill, and whether it was taken back, to those who have to do with money', () => {
    const { world, branchId, reception, cashier, backOffice, readyVisit, services, bill, pay, openTill } = payingClinic();
    openTill(cashier);
    const visitId = readyVisit(services.filling);
    const seen = (who: typeof cashier) => world.ask(who, todaysVisits, {}).map((one) => [visitStanding(one), one.bill]);
    expect(seen(backOffice)).toEqual([['READY_FOR_BILLING', null]]);
    const invoiceId = bill(cashier, visitId);
    expect(seen(backOffice)).toEqual([['INVOICED', { state: 'ISSUED', dueMinor: 150_000 }]]);
    expect(seen(reception)).toEqual([['INVOICED', null]]);
    world.done(cashier, 'recordPayment', { invoiceId, tenders: [cash(50_000)], part: true, attemptId: 'attempt-1' });
    expect(seen(backOffice)).toEqual([['INVOICED', { state: 'PART_PAID', dueMinor: 100_000 }]]);
    const checklist = () => world.ask(backOffice, dayChecklist, { branchId });
    expect(checklist()).toMatchObject({
      visits: { INVOICED: 1 },
      unpaid: [{ state: 'READY_FOR_BILLING', bill: { dueMinor: 100_000 } }],
    });
    pay(cashier, invoiceId, cash(100_000));
    expect(seen(backOffice)).toEqual([['PAID', { state: 'PAID', dueMinor: 0 }]]);
    const credit = { invoiceId, reason: 'not done', reopens: false };
    const { approvalId } = world.done(cashier, 'requestCreditNote', credit);
    approved(world, approvalId, backOffice);
    world.done(cashier, 'issueCreditNote', { ...credit, approvalId });
    expect(seen(backOffice)).toEqual([['CREDITED', { state: 'CREDITED', dueMinor: 0 }]]);
    expect(world.get(visit, visitId).state).toBe('PAID');
    expect(checklist()).toMatchObject({ visits: { CREDITED: 1 }, unpaid: [] });
  });

  it('keep who paid late at reception until they are completed', () => {
    const { world, reception, cashier, visitId, start, send } = given();
    start();
    send();
    world.done(cashier, 'openTill', { openingFloatMinor: 0 });
    const { invoiceId, totalMinor } = world.done(cashier, 'issueInvoice', { visitId });
    const tenders = [{ kind: 'upi', amountMinor: totalMinor, reference: '412345000001' }];
    world.done(cashier, 'recordPayment', { invoiceId, tenders, attemptId: 'attempt-1' });
    world.businessDate = '2026-05-05';
    expect(world.ask(reception, todaysVisits, {})).toMatchObject([{ id: visitId, state: 'PAID', businessDate: '2026-05-04' }]);
    expect(world.ask(reception, todaysVisits, { date: '2026-05-05' })).toEqual([]);
    world.done(reception, 'completeVisit', { visitId });
    expect(world.ask(reception, todaysVisits, {})).toEqual([]);
  });
});
