import { beforeEach, describe, expect, it } from 'vitest';
import { cash, type PayingClinic, payingClinic } from '../../../tests/fixtures/paying-clinic.ts';
import { businessDateFor } from '../business-days/business-date.ts';
import { businessDayLocked } from '../business-days/changes.ts';
import { fraudPack } from './fraud-pack.ts';
import { watchAlerts } from './watch-alerts.ts';

/** The world begins at 10:30 in Kolkata. */
const TODAY = '2026-05-04';
const ELEVEN = 660;

let clinic: PayingClinic;
beforeEach(() => {
  clinic = payingClinic();
});

function register(name: string): string {
  const { world, reception, doctorId } = clinic;
  const born = { phone: '9876500000', name, sex: 'female', ageYears: 30, doctorId };
  return world.done(reception, 'registerPatient', born).patientId;
}

function slotAt(startMinute: number, date = TODAY, doctorId = clinic.doctorId) {
  return { doctorId, date, startMinute, minutes: 15 };
}

function book(patientId: string, slot: ReturnType<typeof slotAt>): string {
  return clinic.world.done(clinic.reception, 'bookAppointment', { patientId, slot }).appointmentId;
}

function checkIn(patientId: string, doctorId = clinic.doctorId): string {
  return clinic.world.done(clinic.reception, 'checkInPatient', { patientId, doctorId }).visitId;
}

function later(hours: number): void {
  clinic.world.nowMs += hours * 3_600_000;
}

/** The day of the test is locked in its evening: the calendar has not turned. */
function lockToday(): void {
  const { world, server, branchId, reception } = clinic;
  const said = { lockedByName: 'Meena', incomplete: false, reason: null, terminals: [] };
  world.write([businessDayLocked.of({ branchId, date: TODAY, ...said })], world.entryOf(server));
  world.businessDate = businessDateFor(world.records, reception.place, world.nowMs, 0);
}

function nextDay(): void {
  later(24);
  clinic.world.businessDate = businessDateFor(clinic.world.records, clinic.reception.place, clinic.world.nowMs, 0);
}

function rows(from = '2026-04-05', to = '2026-05-31') {
  const { rules } = clinic.world.ask(clinic.backOffice, fraudPack, { from, to });
  return rules.find(({ name }) => name === 'seen-not-billed')?.rows ?? [];
}

function doubts(): Record<string, string | undefined> {
  return Object.fromEntries(rows().map(({ id, why }) => [id, why]));
}

describe('an appointment in the fraud pack', () => {
  it('stands there once its day is over or locked and nothing says what became of it, and no more once something does', () => {
    const { world, reception, backOffice } = clinic;
    const appointmentId = book(register('Asha'), slotAt(ELEVEN));
    later(8);
    expect(rows()).toEqual([]);
    lockToday();
    expect(rows()).toMatchObject([
      { about: 'appointment', id: appointmentId, name: '11:00 Asha', why: 'not-said', value: 1, alert: true },
    ]);
    const alerted = world.ask(backOffice, watchAlerts, {}).find(({ rule }) => rule === 'seen-not-billed');
    expect(alerted?.rows).toMatchObject([{ id: appointmentId, why: 'not-said' }]);
    nextDay();
    nextDay();
    expect(rows()).toMatchObject([{ value: 2 }]);
    expect(rows('2026-05-05', '2026-05-31')).toEqual([]);
    world.done(reception, 'markNoShow', { appointmentId });
    expect(rows()).toEqual([]);
  });

  it('does not while it is to come, was cancelled or moved in time, or nobody came', () => {
    const { world, reception } = clinic;
    const cancelled = book(register('Asha'), slotAt(ELEVEN));
    world.done(reception, 'cancelAppointment', { appointmentId: cancelled, reason: 'Ill' });
    const moved = book(register('Ravi'), slotAt(ELEVEN));
    world.done(reception, 'moveAppointment', { appointmentId: moved, slot: slotAt(ELEVEN, '2026-06-10') });
    const missed = book(register('Kavya'), slotAt(ELEVEN + 15));
    later(2);
    world.done(reception, 'markNoShow', { appointmentId: missed });
    lockToday();
    nextDay();
    expect(rows()).toEqual([]);
  });

  it('shows by its visit alone once they arrived, and by nothing once that is billed', () => {
    const { world, reception, consulting, cashier, services } = clinic;
    const asha = register('Asha');
    const appointmentId = book(asha, slotAt(ELEVEN));
    const { visitId } = world.done(reception, 'checkInAppointment', { appointmentId });
    world.done(consulting, 'startConsultation', { visitId });
    world.done(consulting, 'sendToBilling', { visitId, treatments: [{ serviceId: services.filling }] });
    later(8);
    lockToday();
    expect(rows()).toMatchObject([{ about: 'visit', id: visitId, count: 1 }]);
    clinic.openTill(cashier, 0);
    clinic.pay(cashier, clinic.bill(cashier, visitId), cash(150_000));
    expect(rows()).toEqual([]);
  });

  it('shows where it was taken back after it had begun although the patient was here that day, billed or not', () => {
    const { world, reception, otherDoctorId } = clinic;
    const [missed, cancelled, moved] = ['Asha', 'Ravi', 'Kavya'].map((name, at) => {
      const patientId = register(name);
      const id = book(patientId, slotAt(ELEVEN + at * 15));
      checkIn(patientId, otherDoctorId);
      return id;
    }) as [string, string, string];
    later(2);
    world.done(reception, 'markNoShow', { appointmentId: missed });
    world.done(reception, 'cancelAppointment', { appointmentId: cancelled, reason: 'Did not want to' });
    world.done(reception, 'moveAppointment', { appointmentId: moved, slot: slotAt(ELEVEN, '2026-05-20') });
    const said = () => Object.fromEntries(Object.entries(doubts()).filter(([, why]) => why !== undefined));
    expect(said()).toEqual({});
    lockToday();
    expect(said()).toEqual({
      [missed]: 'missed-but-here',
      [cancelled]: 'cancelled-but-here',
      [moved]: 'moved-but-here',
    });
    // Each with its day and time, also the one that stands on another date now.
    expect(rows().find(({ id }) => id === moved)).toMatchObject({ name: '11:30 Kavya', value: 1, count: 1 });
  });

  it('shows where it was moved once more after it had been moved away from a time that had begun', () => {
    const { world, reception, otherDoctorId } = clinic;
    const [asha, ravi] = [register('Asha'), register('Ravi')];
    const [twice, thrice] = [book(asha, slotAt(ELEVEN)), book(ravi, slotAt(ELEVEN + 15))];
    for (const patientId of [asha, ravi]) checkIn(patientId, otherDoctorId);
    const move = (appointmentId: string, date: string, startMinute: number) =>
      world.done(reception, 'moveAppointment', { appointmentId, slot: slotAt(startMinute, date) });
    move(thrice, TODAY, ELEVEN + 30);
    later(2);
    move(twice, '2026-05-20', ELEVEN);
    move(twice, '2026-05-20', ELEVEN + 60);
    move(thrice, '2026-05-21', ELEVEN);
    move(thrice, '2026-06-22', ELEVEN);
    lockToday();
    expect(doubts()).toMatchObject({ [twice]: 'moved-but-here', [thrice]: 'moved-but-here' });
    // At the time they were moved away from after it had begun.
    expect(rows().find(({ id }) => id === thrice)).toMatchObject({ name: '11:30 Ravi' });
  });

  it('shows where another one of the same doctor and day was come to: one visit answers for one appointment', () => {
    const { world, reception, consulting, cashier, services } = clinic;
    const [asha, ravi] = [register('Asha'), register('Ravi')];
    const morning = book(asha, slotAt(ELEVEN));
    const afternoon = book(asha, slotAt(ELEVEN + 240));
    const arrived = world.done(reception, 'checkInAppointment', { appointmentId: morning }).visitId;
    const first = book(ravi, slotAt(ELEVEN + 15));
    const second = book(ravi, slotAt(ELEVEN + 255));
    const walkedIn = checkIn(ravi);
    clinic.openTill(cashier, 0);
    for (const visitId of [arrived, walkedIn]) {
      world.done(consulting, 'startConsultation', { visitId });
      world.done(consulting, 'sendToBilling', { visitId, treatments: [{ serviceId: services.filling }] });
      clinic.pay(cashier, clinic.bill(cashier, visitId), cash(150_000));
    }
    later(8);
    lockToday();
    expect(doubts()).toEqual({ [afternoon]: 'not-said', [second]: 'not-said' });
    expect(doubts()).not.toHaveProperty(first);
  });

  it('does not where the visit of that day came to nothing, or was with the doctor they were booked with', () => {
    const { world, reception, doctorId, otherDoctorId } = clinic;
    const [asha, ravi] = [register('Asha'), register('Ravi')];
    const left = book(asha, slotAt(ELEVEN));
    world.done(reception, 'cancelVisit', { visitId: checkIn(asha, otherDoctorId), reason: 'Wrong counter' });
    later(1);
    world.done(reception, 'cancelAppointment', { appointmentId: left, reason: 'Could not wait' });
    book(ravi, slotAt(ELEVEN + 120));
    const visitId = checkIn(ravi, doctorId);
    later(8);
    lockToday();
    expect(doubts()).toEqual({ [visitId]: undefined });
  });

  it('is of the day before where it begins before the business day turns', () => {
    const { world } = clinic;
    world.nowMs += 6 * 3_600_000;
    const night = book(register('Asha'), slotAt(60, '2026-05-05'));
    const morning = book(register('Ravi'), slotAt(240, '2026-05-05'));
    lockToday();
    expect(doubts()).toEqual({ [night]: 'not-said' });
    nextDay();
    nextDay();
    expect(doubts()).toEqual({ [night]: 'not-said', [morning]: 'not-said' });
  });
});
