import { describe, expect, it } from 'vitest';
import { payingClinic, upi } from '../../../tests/fixtures/paying-clinic.ts';
import { businessDateFor } from '../business-days/business-date.ts';
import { businessDayLocked } from '../business-days/changes.ts';
import { billingList } from './billing-list.ts';
import { doctorQueue } from './doctor-queue.ts';
import { openVisits } from './open-visits.ts';
import { todaysVisits } from './todays-visits.ts';

const HOUR_MS = 3_600_000;
const TODAY = '2026-05-04';
const TOMORROW = '2026-05-05';

/** Somebody waits, somebody is in the chair, somebody is ready to pay, somebody has paid, somebody has left. */
function given() {
  const clinic = payingClinic();
  const { world, server, reception, consulting, cashier, branchId, doctorId, services, readyVisit, bill, pay } = clinic;
  let people = 0;
  const arrive = () => {
    people += 1;
    const born = { phone: String(8_000_000_000 + people), name: `Person ${people}`, sex: 'male', ageYears: 40, doctorId };
    const { patientId } = world.done(reception, 'registerPatient', born);
    world.nowMs += 60_000;
    return { patientId, visitId: world.done(reception, 'checkInPatient', { patientId, doctorId }).visitId };
  };
  clinic.openTill(cashier, 0);
  const left = readyVisit(services.filling);
  pay(cashier, bill(cashier, left), upi(150_000));
  world.done(reception, 'completeVisit', { visitId: left });
  const inChair = arrive();
  world.done(consulting, 'startConsultation', { visitId: inChair.visitId });
  const waiting = arrive();
  world.nowMs += 60_000;
  const ready = readyVisit(services.scaling);
  world.nowMs += 60_000;
  const paid = readyVisit(services.filling);
  pay(cashier, bill(cashier, paid), upi(150_000));
  clinic.closeTill(cashier, []);
  /** The manager locks the day in the evening; the business date moves on by itself. */
  const lockToday = () => {
    world.nowMs = Date.UTC(2026, 4, 4, 14, 30);
    const said = { lockedByName: 'Meena', incomplete: false, reason: null, terminals: [] };
    world.write([businessDayLocked.of({ branchId, date: TODAY, ...said })], world.entryOf(server));
    turn();
  };
  const turn = () => {
    world.businessDate = businessDateFor(world.records, reception.place, world.nowMs, 0);
  };
  const listed = () => ({
    reception: world.ask(reception, todaysVisits, {}).map(({ id }) => id),
    doctor: world.ask(consulting, doctorQueue, {}).map(({ id }) => id),
    cashier: world.ask(cashier, billingList, {}).flatMap(({ id, fromBefore }) => (fromBefore ? [] : [id])),
    before: world.ask(reception, openVisits, {}).flatMap(({ id, fromBefore }) => (fromBefore ? [id] : [])),
    billsBefore: world.ask(cashier, billingList, {}).flatMap(({ id, fromBefore }) => (fromBefore ? [id] : [])),
  });
  return { ...clinic, arrive, left, inChair, waiting, ready, paid, lockToday, turn, listed };
}

describe('a visit that is not finished when its day is locked', () => {
  it('stays where people work with it, with its date, until it is finished', () => {
    const { world, reception, consulting, cashier, services, inChair, waiting, ready, paid, lockToday, listed } = given();
    lockToday();
    expect(world.businessDate).toBe(TOMORROW);
    expect(listed()).toEqual({
      reception: [inChair.visitId, waiting.visitId, ready, paid],
      doctor: [inChair.visitId, waiting.visitId],
      cashier: [ready],
      before: [],
      billsBefore: [],
    });
    expect(new Set(world.ask(reception, todaysVisits, {}).map(({ businessDate }) => businessDate))).toEqual(new Set([TODAY]));
    world.done(consulting, 'sendToBilling', { visitId: inChair.visitId, treatments: [{ serviceId: services.filling }] });
    world.done(reception, 'cancelVisit', { visitId: waiting.visitId, reason: 'went home' });
    world.done(reception, 'completeVisit', { visitId: paid });
    expect(listed()).toMatchObject({ reception: [inChair.visitId, ready], doctor: [], cashier: [ready, inChair.visitId] });
    expect(world.ask(cashier, billingList, {})[0]).toMatchObject({ businessDate: TODAY, token: '1-04' });
  });

  it('stands among those of the new date, in the order they came, and a date asked for has its own only', () => {
    const { world, reception, inChair, waiting, ready, paid, arrive, lockToday, listed } = given();
    lockToday();
    const next = arrive().visitId;
    expect(listed().reception).toEqual([inChair.visitId, waiting.visitId, ready, paid, next]);
    expect(world.ask(reception, todaysVisits, { date: TOMORROW }).map(({ id }) => id)).toEqual([next]);
  });

  it('stands apart once its day is over by the calendar as well, and after midnight only a while later', () => {
    const { world, inChair, waiting, ready, paid, lockToday, turn, arrive, listed } = given();
    lockToday();
    world.nowMs += 5 * HOUR_MS;
    turn();
    expect(listed().before).toEqual([]);
    world.nowMs = Date.UTC(2026, 4, 5, 3, 30);
    turn();
    const next = arrive().visitId;
    expect(listed()).toEqual({
      ...{ reception: [next], doctor: [next], cashier: [] },
      before: [paid, ready, waiting.visitId, inChair.visitId],
      billsBefore: [ready],
    });
  });

  it('is back when something is done for it, as when an old bill is paid', () => {
    const { world, cashier, ready, lockToday, turn, openTill, bill, pay, listed } = given();
    lockToday();
    world.nowMs += 21 * 24 * HOUR_MS;
    turn();
    expect(listed()).toMatchObject({ reception: [], billsBefore: [ready] });
    openTill(cashier, 0);
    pay(cashier, bill(cashier, ready), upi(120_000));
    expect(listed().reception).toEqual([ready]);
    world.nowMs += 5 * HOUR_MS;
    expect(listed().reception).toEqual([]);
    expect(listed().before[0]).toBe(ready);
  });

  it('is not checked in a second time for the same doctor', () => {
    const {
      world,
      reception,
      doctorId,
      otherDoctorId,
      waiting: { patientId },
      lockToday,
      turn,
    } = given();
    const again = { patientId, doctorId };
    lockToday();
    expect(world.refused(reception, 'checkInPatient', again)).toBe('already-checked-in');
    world.done(reception, 'checkInPatient', { patientId, doctorId: otherDoctorId });
    world.nowMs = Date.UTC(2026, 4, 5, 3, 30);
    turn();
    world.done(reception, 'checkInPatient', again);
  });
});

describe('visits forgotten for weeks', () => {
  it('never bury who is here, and are shown up to a bound', () => {
    const { world, reception, consulting, arrive, turn, listed } = given();
    for (let day = 0; day < 7; day += 1) {
      for (let count = 0; count < 100; count += 1) arrive();
      world.nowMs += 23 * HOUR_MS;
      turn();
    }
    world.nowMs += 24 * HOUR_MS;
    turn();
    const next = arrive().visitId;
    expect(listed().reception).toEqual([next]);
    expect(world.ask(consulting, doctorQueue, {}).map(({ id }) => id)).toEqual([next]);
    const before = world.ask(reception, openVisits, {}).filter(({ fromBefore }) => fromBefore);
    expect(before).toHaveLength(200);
    expect(before[0]?.businessDate).toBe('2026-05-10');
  });
});
