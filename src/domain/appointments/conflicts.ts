import { doctor } from '../doctors/doctor.ts';
import type { Reader } from '../kernel/record.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';
import { patient } from '../patients/patient.ts';
import { visit } from '../visits/visit.ts';
import { type Appointment, appointment } from './appointment.ts';
import { overlap, type Slot, timeOf } from './slot.ts';

/** More than a doctor or a patient has on one day. */
const MOST_OF_DAY = 500;

/**
 * Whether it takes the doctor's time: somebody is expected, or came and is not through yet. Who came early and was seen early
 * leaves their time to others.
 */
export function isTaken(reader: Reader, one: Appointment): boolean {
  if (one.state === 'BOOKED') return true;
  if (one.state !== 'ARRIVED' || one.visitId === null) return false;
  const state = reader.get(visit, one.visitId)?.state;
  return state === 'REGISTERED' || state === 'IN_CONSULTATION';
}

/** What takes somebody's time on a date, in every branch this machine knows of. */
export function takenOn(
  reader: Reader,
  whose: { doctorId: string } | { patientId: string },
  date: string,
): readonly Appointment[] {
  const where = { ...whose, date, state: { in: ['BOOKED', 'ARRIVED'] } };
  return reader.find(appointment, where, { limit: MOST_OF_DAY }).filter((one) => isTaken(reader, one));
}

/** Refuses a time at which the doctor or the patient is promised elsewhere. @param exceptId the appointment that is moved */
export function conflictRefusal(
  reader: Reader,
  { patientId, slot, exceptId }: { patientId: string; slot: Slot; exceptId: string },
): Refusal | undefined {
  const overlapping = (whose: { doctorId: string } | { patientId: string }) =>
    takenOn(reader, whose, slot.date).find((one) => one.id !== exceptId && overlap(one, slot));
  const ofDoctor = overlapping({ doctorId: slot.doctorId });
  if (ofDoctor) return refuse('doctor-booked', said(reader, ofDoctor));
  const ofPatient = overlapping({ patientId });
  return ofPatient && refuse('patient-booked', said(reader, ofPatient));
}

function said(reader: Reader, { doctorId, patientId, date, startMinute, minutes }: Appointment): Refusal['details'] {
  return {
    doctor: reader.get(doctor, doctorId)?.name ?? '',
    patient: reader.get(patient, patientId)?.name ?? '',
    ...{ date, time: timeOf(startMinute), until: timeOf(startMinute + minutes) },
  };
}
