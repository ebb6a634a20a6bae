import { beforeEach, describe, expect, it } from 'vitest';
import type { Standing } from '../../../tests/fixtures/domain.ts';
import { type PayingClinic, payingClinic } from '../../../tests/fixtures/paying-clinic.ts';
import { fraudPack } from './fraud-pack.ts';
import { watchAlerts } from './watch-alerts.ts';
import { watchNotes } from './watch-notes.ts';

/** The world begins at 10:30 in Kolkata. */
const TODAY = '2026-05-04';
const STRETCH = { from: '2026-05-01', to: '2026-05-31' };
const ELEVEN = 660;

let clinic: PayingClinic;
let patients = 0;
beforeEach(() => {
  clinic = payingClinic();
});

function register(): string {
  const { world, reception, doctorId } = clinic;
  patients += 1;
  const born = { phone: String(9_100_000_000 + patients), name: `Patient ${patients}`, sex: 'female', ageYears: 30, doctorId };
  return world.done(reception, 'registerPatient', born).patientId;
}

function checkIn(): string {
  return clinic.world.done(clinic.reception, 'checkInPatient', { patientId: register(), doctorId: clinic.doctorId }).visitId;
}

function cancel(visitId: string, who: Standing = clinic.reception): void {
  clinic.world.done(who, 'cancelVisit', { visitId, reason: 'left' });
}

function book(startMinute: number, date = TODAY): string {
  const slot = { doctorId: clinic.doctorId, date, startMinute, minutes: 15 };
  return clinic.world.done(clinic.reception, 'bookAppointment', { patientId: register(), slot }).appointmentId;
}

function rule(name: string) {
  return clinic.world.ask(clinic.backOffice, fraudPack, STRETCH).rules.find((one) => one.name === name);
}

function times(count: number, act: (at: number) => void): void {
  for (let at = 0; at < count; at += 1) act(at);
}

const me = () => clinic.reception.actor.userId;

describe('check-ins cancelled before a doctor began', () => {
  it('are of who cancelled them, against whom they checked in, and each leads to its visit', () => {
    const { world, backOffice, reception } = clinic;
    times(15, checkIn);
    const appointmentId = book(ELEVEN);
    const { visitId } = world.done(reception, 'checkInAppointment', { appointmentId });
    cancel(visitId);
    times(4, () => cancel(checkIn()));
    expect(rule('check-ins-cancelled')).toMatchObject({ alerts: 1, rows: [{ id: me(), count: 5, value: 2_500, alert: true }] });
    const alerted = world.ask(backOffice, watchAlerts, {}).find((one) => one.rule === 'check-ins-cancelled');
    expect(alerted?.rows).toMatchObject([{ id: me(), count: 5 }]);
    const notes = world.ask(backOffice, watchNotes, { ...STRETCH, kinds: ['check-in-cancelled'], userId: me() });
    expect(notes.map(({ subjectId }) => subjectId)).toContain(visitId);
    expect(notes[0]).toMatchObject({
      kind: 'check-in-cancelled',
      detail: 'left',
      patientName: expect.stringMatching(/^Patient /),
    });
  });

  it('are listed without a share, and are no alert, while they are few', () => {
    times(4, () => cancel(checkIn()));
    expect(rule('check-ins-cancelled')).toMatchObject({
      alerts: 0,
      rows: [{ id: me(), count: 4, value: 0, tooFew: true, alert: false }],
    });
  });

  it('are no alert at a counter where a few of many leave', () => {
    times(95, checkIn);
    times(5, () => cancel(checkIn()));
    expect(rule('check-ins-cancelled')).toMatchObject({ alerts: 0, rows: [{ count: 5, value: 500 }] });
  });

  it('are against all check-ins of the branch where a doctor cancels them, who checks nobody in', () => {
    times(45, checkIn);
    times(5, () => cancel(checkIn(), clinic.consulting));
    const { userId } = clinic.consulting.actor;
    expect(rule('check-ins-cancelled')?.rows).toMatchObject([{ id: userId, count: 5, value: 1_000 }]);
  });

  it('are not those that a doctor had begun, which are seen and not billed', () => {
    const visitId = checkIn();
    clinic.world.done(clinic.consulting, 'startConsultation', { visitId });
    cancel(visitId, clinic.consulting);
    expect(rule('check-ins-cancelled')?.rows).toEqual([]);
    expect(rule('seen-not-billed')?.rows).toMatchObject([{ id: visitId }]);
  });
});

describe('appointments called off', () => {
  it('count on their day and later, and when said not to have come, but not those called off before', () => {
    const { world, reception, backOffice, doctorId } = clinic;
    const onItsDay = Array.from({ length: 9 }, (_, at) => book(ELEVEN + at * 15));
    const before = Array.from({ length: 3 }, (_, at) => book(ELEVEN + at * 15, '2026-05-20'));
    times(10, checkIn);
    world.nowMs += 4 * 3_600_000;
    const [moved, cancelled, ...missed] = onItsDay as [string, string, ...string[]];
    for (const appointmentId of missed) world.done(reception, 'markNoShow', { appointmentId });
    const slot = { doctorId, date: '2026-05-21', startMinute: ELEVEN, minutes: 15 };
    world.done(reception, 'moveAppointment', { appointmentId: moved, slot });
    for (const appointmentId of before) world.done(reception, 'cancelAppointment', { appointmentId, reason: 'Travels' });
    expect(rule('called-off')).toMatchObject({ alerts: 0, rows: [{ id: me(), count: 8, value: 0, tooFew: true }] });
    world.done(reception, 'cancelAppointment', { appointmentId: cancelled, reason: 'Ill' });
    const last = book(ELEVEN + 420);
    world.done(reception, 'cancelAppointment', { appointmentId: last, reason: 'Ill' });
    expect(rule('called-off')).toMatchObject({ alerts: 1, rows: [{ id: me(), count: 10, value: 5_000, alert: true }] });
    const kinds = rule('called-off')?.notes ?? [];
    const notes = world.ask(backOffice, watchNotes, { ...STRETCH, kinds: [...kinds], userId: me() });
    expect(notes).toHaveLength(10);
    expect(notes.map(({ patientName }) => patientName)).toContain(`Patient ${patients}`);
    expect(notes.every(({ patientName }) => patientName?.startsWith('Patient '))).toBe(true);
    expect(notes.find(({ kind }) => kind === 'appointment-moved')).toMatchObject({
      subjectId: moved,
      detail: '2026-05-04 11:00 → 2026-05-21 11:00',
    });
  });
});
