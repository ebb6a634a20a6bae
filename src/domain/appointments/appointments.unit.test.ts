import { beforeEach, describe, expect, it } from 'vitest';
import { type SmallClinic, smallClinic } from '../../../tests/fixtures/domain.ts';
import type { Operation } from '../kernel/operation.ts';
import type { Refusal } from '../kernel/refusal.ts';
import { patient } from '../patients/patient.ts';
import { operations } from '../registry.ts';
import { visit } from '../visits/visit.ts';
import { type Appointment, appointment } from './appointment.ts';
import { appointmentsOfPatient } from './appointments-of-patient.ts';
import { diary } from './diary.ts';
import { freeTimes } from './free-times.ts';

/** The world begins at 10:30 of this Monday in Kolkata. */
const TODAY = '2026-05-04';
const TOMORROW = '2026-05-05';
const AT = { nine: 540, half10: 630, eleven: 660, half11: 690, noon: 720 };

let clinic: SmallClinic;
let asha: string;
let ravi: string;
beforeEach(() => {
  clinic = smallClinic();
  asha = register('Asha Rao');
  ravi = register('Ravi Nair');
});

function register(name: string): string {
  const { world, reception, doctorId } = clinic;
  return world.done(reception, 'registerPatient', { phone: '9876543210', name, sex: 'female', ageYears: 30, doctorId }).patientId;
}

function slotAt(date: string, startMinute: number, minutes = 30, doctorId = clinic.doctorId) {
  return { doctorId, date, startMinute, minutes };
}

function book(patientId: string, slot: ReturnType<typeof slotAt>, purpose = ''): string {
  return clinic.world.done(clinic.reception, 'bookAppointment', { patientId, slot, purpose }).appointmentId;
}

function refusal(name: keyof typeof operations, input: unknown): Refusal {
  return clinic.world.try(clinic.reception, operations[name] as unknown as Operation, input) as Refusal;
}

function stands(id: string): Appointment {
  return clinic.world.get(appointment, id);
}

function later(minutes: number): void {
  clinic.world.nowMs += minutes * 60_000;
}

describe('an appointment', () => {
  it('is booked with a doctor at a time, and stands in the diary of that day with who booked it', () => {
    const { world, reception, consulting, backOffice } = clinic;
    book(ravi, slotAt(TOMORROW, AT.eleven));
    const id = book(asha, slotAt(TOMORROW, AT.nine, 45), '  Root canal, second sitting ');
    expect(stands(id)).toMatchObject({ state: 'BOOKED', date: TOMORROW, startMinute: AT.nine, minutes: 45, moves: [] });
    const day = world.ask(reception, diary, { date: TOMORROW });
    expect(day).toMatchObject({ date: TOMORROW, today: TODAY });
    expect(day.appointments).toMatchObject([
      {
        patientName: 'Asha Rao',
        doctorName: 'Dr Meera Iyer',
        purpose: 'Root canal, second sitting',
        bookedByName: 'desk reception',
      },
      { patientName: 'Ravi Nair', overlaps: false, token: null },
    ]);
    expect(day.appointments[0]?.startsAtMs).toBe(Date.UTC(2026, 4, 5, 3, 30));
    expect(world.ask(consulting, diary, { date: TOMORROW }).appointments).toHaveLength(2);
    expect(world.ask(backOffice, diary, { date: TOMORROW, doctorId: clinic.otherDoctorId }).appointments).toEqual([]);
    expect(world.ask(reception, diary, {})).toEqual({ date: TODAY, today: TODAY, appointments: [] });
  });

  it('is not booked in the past, further than a year ahead, too short, too long or over midnight', () => {
    expect(refusal('bookAppointment', { patientId: asha, slot: slotAt(TODAY, AT.half10 - 1) })).toMatchObject({
      code: 'appointment-in-past',
      details: { date: TODAY, time: '10:29' },
    });
    later(0.5);
    book(asha, slotAt(TODAY, AT.half10));
    expect(refusal('bookAppointment', { patientId: ravi, slot: slotAt('2027-05-06', AT.nine) })).toMatchObject({
      code: 'appointment-too-far',
      details: { latest: '2027-05-05' },
    });
    book(ravi, slotAt('2027-05-05', AT.nine));
    for (const [start, minutes] of [
      [AT.nine, 4],
      [AT.nine, 481],
      [1430, 11],
    ] as const)
      expect(refusal('bookAppointment', { patientId: ravi, slot: slotAt(TOMORROW, start, minutes) }).code).toBe('invalid-input');
    book(ravi, slotAt(TOMORROW, 1430, 10));
  });

  it('is not booked with a doctor who sees nobody any more, nor for who is dead or unknown', () => {
    const { world, backOffice, otherDoctorId } = clinic;
    const gone = { doctorId: otherDoctorId, name: 'Dr Karan Shah', active: false };
    world.done(backOffice, 'changeDoctor', gone);
    const withThem = { patientId: asha, slot: slotAt(TOMORROW, AT.nine, 30, otherDoctorId) };
    expect(world.refused(clinic.reception, 'bookAppointment', withThem)).toBe('doctor-not-active');
    const row = { row: 2, externalId: 'd', name: 'D', phone: '', sex: 'male', birthDate: '1930-01-01', ageYears: null };
    world.done(backOffice, 'importPatients', { rows: [{ ...row, deceasedOn: '2001-01-01' }] });
    const [dead] = world.records.find(patient, { externalId: 'd' });
    const patientId = dead?.id;
    const slot = slotAt(TOMORROW, AT.nine);
    expect(world.refused(clinic.reception, 'bookAppointment', { patientId, slot })).toBe('patient-deceased');
    expect(world.refused(clinic.reception, 'bookAppointment', { patientId: 'nobody', slot })).toBe('patient-unknown');
  });

  it('is at the clinic’s clocks, wherever those are', () => {
    const { world, administrator, reception } = clinic;
    world.done(administrator, 'changeClinicSettings', { timeZone: 'America/New_York', dayCutOffMinutes: 0 });
    // 05:00 UTC: one in the night in New York.
    expect(world.refused(reception, 'bookAppointment', { patientId: asha, slot: slotAt(TODAY, 59) })).toBe('appointment-in-past');
    book(asha, slotAt(TODAY, 60));
    expect(world.ask(reception, diary, {}).appointments).toMatchObject([{ startsAtMs: world.nowMs }]);
  });
});

describe('a doctor’s and a patient’s time', () => {
  it('is promised once: who overlaps is refused, with whom and when', () => {
    book(asha, slotAt(TOMORROW, AT.eleven));
    for (const [start, minutes] of [
      [AT.eleven, 30],
      [AT.eleven - 5, 10],
      [AT.eleven + 25, 60],
      [AT.nine, 480],
    ] as const)
      expect(refusal('bookAppointment', { patientId: ravi, slot: slotAt(TOMORROW, start, minutes) })).toMatchObject({
        code: 'doctor-booked',
        details: { doctor: 'Dr Meera Iyer', patient: 'Asha Rao', date: TOMORROW, time: '11:00', until: '11:30' },
      });
    expect(
      refusal('bookAppointment', { patientId: asha, slot: slotAt(TOMORROW, AT.eleven + 15, 30, clinic.otherDoctorId) }),
    ).toMatchObject({ code: 'patient-booked', details: { doctor: 'Dr Meera Iyer', time: '11:00' } });
    book(ravi, slotAt(TOMORROW, AT.half11));
    book(ravi, slotAt(TOMORROW, AT.eleven - 30));
    book(ravi, slotAt(TOMORROW, AT.eleven, 30, clinic.otherDoctorId));
  });

  it('is free again once it is cancelled, missed or moved, and when who came early is through', () => {
    const { world, reception, consulting, doctorId } = clinic;
    const cancelled = book(asha, slotAt(TOMORROW, AT.eleven));
    world.done(reception, 'cancelAppointment', { appointmentId: cancelled, reason: 'Travels' });
    const moved = book(ravi, slotAt(TOMORROW, AT.eleven));
    world.done(reception, 'moveAppointment', { appointmentId: moved, slot: slotAt(TOMORROW, AT.nine) });
    book(asha, slotAt(TOMORROW, AT.eleven));
    const early = book(asha, slotAt(TODAY, AT.noon));
    const { visitId } = world.done(reception, 'checkInAppointment', { appointmentId: early });
    expect(world.refused(reception, 'bookAppointment', { patientId: ravi, slot: slotAt(TODAY, AT.noon) })).toBe('doctor-booked');
    world.done(consulting, 'startConsultation', { visitId });
    world.done(consulting, 'sendToBilling', { visitId, treatments: [{ serviceId: clinic.services.filling }] });
    book(ravi, slotAt(TODAY, AT.noon));
    expect(world.records.find(appointment, { doctorId, date: TODAY })).toHaveLength(2);
  });

  it('is offered every quarter of an hour and where another ends, but not what is over or taken', () => {
    const { world, reception, doctorId } = clinic;
    const free = (more: object) => world.ask(reception, freeTimes, { doctorId, date: TODAY, minutes: 30, ...more });
    expect(free({}).slice(0, 2)).toEqual([AT.half10, AT.half10 + 15]);
    expect(free({}).at(-1)).toBe(1170);
    const id = book(asha, slotAt(TODAY, AT.half10, 20));
    expect(free({}).slice(0, 3)).toEqual([AT.half10 + 20, 660, 675]);
    expect(free({ exceptId: id })[0]).toBe(AT.half10);
    const other = { doctorId: clinic.otherDoctorId };
    expect([free(other)[0], free({ ...other, patientId: asha })[0]]).toEqual([AT.half10, AT.half10 + 20]);
    expect(free({ date: '2026-05-03' })).toEqual([]);
    expect(free({ date: TOMORROW, minutes: 480 })[0]).toBe(480);
  });
});

describe('who is expected', () => {
  it('is checked in by one act, which gives the token and links the visit', () => {
    const { world, reception } = clinic;
    const appointmentId = book(asha, slotAt(TODAY, AT.noon));
    const { visitId, token } = world.done(reception, 'checkInAppointment', { appointmentId });
    expect([token, stands(appointmentId)]).toMatchObject(['1-01', { state: 'ARRIVED', visitId }]);
    expect(world.get(visit, visitId)).toMatchObject({ patientId: asha, doctorId: clinic.doctorId, state: 'REGISTERED' });
    expect(world.ask(reception, diary, {}).appointments).toMatchObject([{ token: '1-01', visitState: 'REGISTERED' }]);
    expect(world.refused(reception, 'checkInAppointment', { appointmentId })).toBe('already-checked-in');
    expect(world.refused(reception, 'cancelAppointment', { appointmentId, reason: 'x' })).toBe('appointment-state');
    expect(world.refused(reception, 'markNoShow', { appointmentId })).toBe('appointment-state');
    const slot = slotAt(TOMORROW, AT.nine);
    expect(world.refused(reception, 'moveAppointment', { appointmentId, slot })).toBe('appointment-state');
  });

  it('is found when they are checked in like anybody who walks in, also late, by the doctor they are booked with', () => {
    const { world, reception, doctorId, otherDoctorId } = clinic;
    const appointmentId = book(asha, slotAt(TODAY, AT.eleven));
    const with_ = (doctor: string) => world.done(reception, 'checkInPatient', { patientId: asha, doctorId: doctor });
    expect(with_(otherDoctorId).appointmentId).toBeNull();
    later(60);
    world.done(reception, 'markNoShow', { appointmentId });
    expect(stands(appointmentId).state).toBe('NO_SHOW');
    const came = with_(doctorId);
    expect(came.appointmentId).toBe(appointmentId);
    expect(stands(appointmentId)).toMatchObject({ state: 'ARRIVED', visitId: came.visitId });
    expect(world.done(reception, 'checkInPatient', { patientId: ravi, doctorId }).appointmentId).toBeNull();
  });

  it('is found of several by what nothing was said of yet, and of those the nearest', () => {
    const { world, reception, doctorId } = clinic;
    const missed = book(asha, slotAt(TODAY, AT.half10));
    world.done(reception, 'markNoShow', { appointmentId: missed });
    const evening = book(asha, slotAt(TODAY, AT.noon + 360));
    const noon = book(asha, slotAt(TODAY, AT.noon));
    const come = () => {
      const { visitId, appointmentId } = world.done(reception, 'checkInPatient', { patientId: asha, doctorId });
      world.done(reception, 'cancelVisit', { visitId, reason: 'Comes again' });
      return appointmentId;
    };
    expect(come()).toBe(noon);
    expect(stands(evening).state).toBe('BOOKED');
    expect(come()).toBe(evening);
  });

  it('can come again when they were checked in by mistake and the visit was cancelled', () => {
    const { world, reception } = clinic;
    const appointmentId = book(asha, slotAt(TODAY, AT.noon));
    const { visitId } = world.done(reception, 'checkInAppointment', { appointmentId });
    world.done(reception, 'cancelVisit', { visitId, reason: 'Another Asha' });
    later(10);
    const again = world.done(reception, 'checkInAppointment', { appointmentId });
    expect(stands(appointmentId)).toMatchObject({ state: 'ARRIVED', visitId: again.visitId });
  });

  it('is not here on another day', () => {
    const { world, reception, doctorId } = clinic;
    const appointmentId = book(asha, slotAt(TOMORROW, AT.noon));
    expect(world.refused(reception, 'checkInAppointment', { appointmentId })).toBe('appointment-not-today');
    expect(world.done(reception, 'checkInPatient', { patientId: asha, doctorId }).appointmentId).toBeNull();
  });

  it('is a no-show only once the time has come, and has a reason where they are cancelled', () => {
    const { world, reception } = clinic;
    const appointmentId = book(asha, slotAt(TODAY, AT.eleven));
    expect(refusal('markNoShow', { appointmentId })).toMatchObject({ code: 'appointment-not-yet', details: { time: '11:00' } });
    expect(world.refused(reception, 'cancelAppointment', { appointmentId, reason: '  ' })).toBe('invalid-input');
    later(30);
    world.done(reception, 'markNoShow', { appointmentId });
    expect(world.refused(reception, 'cancelAppointment', { appointmentId, reason: 'Late' })).toBe('appointment-state');
    expect(world.refused(reception, 'markNoShow', { appointmentId: 'none' })).toBe('appointment-unknown');
  });

  it('is moved to another time or doctor, and where they were stays in the record', () => {
    const { world, reception, otherDoctorId } = clinic;
    const first = slotAt(TODAY, AT.eleven);
    const appointmentId = book(asha, first);
    expect(world.refused(reception, 'moveAppointment', { appointmentId, slot: first })).toBe('appointment-same-time');
    const second = slotAt(TOMORROW, AT.nine, 60, otherDoctorId);
    world.done(reception, 'moveAppointment', { appointmentId, slot: second, reason: 'Asked by phone' });
    later(24 * 60);
    const third = slotAt(TOMORROW, AT.noon, 60, otherDoctorId);
    world.done(reception, 'moveAppointment', { appointmentId, slot: third });
    expect(stands(appointmentId)).toMatchObject({
      ...{ ...third, state: 'BOOKED', booked: first },
      moves: [
        { from: first, to: second, reason: 'Asked by phone' },
        { from: second, to: third },
      ],
    });
    expect(world.ask(reception, diary, {}).appointments).toMatchObject([{ movedFrom: second }]);
  });

  it('is told at their profile: what is coming, and what became of the rest', () => {
    const { world, reception } = clinic;
    const missed = book(asha, slotAt(TODAY, AT.half10));
    world.done(reception, 'markNoShow', { appointmentId: missed });
    const next = book(asha, slotAt(TOMORROW, AT.noon));
    const sooner = book(asha, slotAt(TOMORROW, AT.nine));
    book(ravi, slotAt(TOMORROW, AT.eleven));
    const { coming, past } = world.ask(reception, appointmentsOfPatient, { patientId: asha });
    expect([coming.map(({ id }) => id), past.map(({ id, state }) => [id, state])]).toEqual([
      [sooner, next],
      [[missed, 'NO_SHOW']],
    ]);
  });
});
