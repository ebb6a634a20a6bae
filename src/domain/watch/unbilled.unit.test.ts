import { beforeEach, describe, expect, it } from 'vitest';
import { cash, type PayingClinic, payingClinic } from '../../../tests/fixtures/paying-clinic.ts';
import { businessDateFor } from '../business-days/business-date.ts';
import { businessDayLocked } from '../business-days/changes.ts';
import { fraudPack } from './fraud-pack.ts';
import { watchAlerts } from './watch-alerts.ts';

const TODAY = '2026-05-04';

let clinic: PayingClinic;
beforeEach(() => {
  clinic = payingClinic();
});

/** The manager locks the day in the evening of the same day: the calendar has not turned. */
function lockToday(): void {
  const { world, server, branchId, reception } = clinic;
  world.nowMs += 8 * 3_600_000;
  const said = { lockedByName: 'Meena', incomplete: false, reason: null, terminals: [] };
  world.write([businessDayLocked.of({ branchId, date: TODAY, ...said })], world.entryOf(server));
  world.businessDate = businessDateFor(world.records, reception.place, world.nowMs, 0);
}

function found() {
  const { world, backOffice } = clinic;
  const { rules } = world.ask(backOffice, fraudPack, { from: '2026-04-05', to: TODAY });
  return rules.find(({ name }) => name === 'seen-not-billed')?.rows ?? [];
}

function alerted(): readonly string[] {
  const { world, backOffice } = clinic;
  return world
    .ask(backOffice, watchAlerts, {})
    .flatMap(({ rule, rows }) => (rule === 'seen-not-billed' ? rows.map(({ id }) => id) : []));
}

describe('who was seen and not billed on a day that is locked', () => {
  it('is told from the lock on, though the calendar has not turned', () => {
    const { world, reception, consulting, doctorId, services } = clinic;
    const sent = clinic.readyVisit(services.filling);
    const born = { phone: '9876500000', name: 'Asha', sex: 'female', ageYears: 30, doctorId };
    const { patientId } = world.done(reception, 'registerPatient', born);
    const inChair = world.done(reception, 'checkInPatient', { patientId, doctorId }).visitId;
    world.done(consulting, 'startConsultation', { visitId: inChair });
    world.done(consulting, 'recordEncounter', { visitId: inChair, treatments: [{ serviceId: services.scaling }] });
    expect([found(), alerted()]).toEqual([[], []]);
    lockToday();
    expect(found()).toMatchObject([
      { value: 1, count: 1, alert: true },
      { value: 1, count: 1, alert: true },
    ]);
    expect([...alerted()].sort()).toEqual([sent, inChair].sort());
  });

  it('is told also of those who only checked in, were cancelled in the chair, or had more done after the bill', () => {
    const { world, reception, consulting, cashier, doctorId, services } = clinic;
    clinic.openTill(cashier, 0);
    const billed = clinic.readyVisit(services.filling);
    clinic.pay(cashier, clinic.bill(cashier, billed), cash(150_000));
    const more = [{ serviceId: services.filling }, { serviceId: services.scaling }];
    world.done(consulting, 'recordEncounter', { visitId: billed, treatments: more });
    const arrive = (name: string) => {
      const born = { phone: '9876500000', name, sex: 'female', ageYears: 30, doctorId };
      const { patientId } = world.done(reception, 'registerPatient', born);
      return world.done(reception, 'checkInPatient', { patientId, doctorId }).visitId;
    };
    const came = arrive('Asha');
    const cancelled = arrive('Ravi');
    world.done(consulting, 'startConsultation', { visitId: cancelled });
    world.done(consulting, 'cancelVisit', { visitId: cancelled, reason: 'never happened' });
    expect(alerted()).toEqual([]);
    lockToday();
    expect([...alerted()].sort()).toEqual([billed, came, cancelled].sort());
  });

  it('is told no more once the bill is made, and the new date is quiet until it is over', () => {
    const { cashier, services } = clinic;
    const sent = clinic.readyVisit(services.filling);
    lockToday();
    clinic.openTill(cashier, 0);
    clinic.bill(cashier, sent);
    clinic.readyVisit(services.filling);
    expect(found()).toEqual([]);
  });
});
