import { doctorRefusal } from '../doctors/doctor-refusal.ts';
import { addDays, clockIn, dateIn } from '../kernel/calendar.ts';
import type { EntryFacts } from '../kernel/entry-facts.ts';
import type { Reader } from '../kernel/record.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';
import { patient } from '../patients/patient.ts';
import { LINGERS_MS } from '../visits/unfinished-visits.ts';
import { visit } from '../visits/visit.ts';
import { type Appointment, promisedIn } from './appointment.ts';
import { conflictRefusal } from './conflicts.ts';
import { type Slot, sameSlot, slotOf, startOf, timeOf, zoneOf } from './slot.ts';

/** How far ahead anybody is booked, days. */
export const FURTHEST_DAYS = 366;

type One = Appointment | undefined;

export function bookingRefusal(
  one: One,
  body: { appointmentId: string; patientId: string; slot: Slot },
  entry: EntryFacts,
  reader: Reader,
): Refusal | undefined {
  if (one) return refuse('appointment-exists', when(one));
  return promiseRefusal({ ...body, exceptId: body.appointmentId }, entry, reader);
}

export function movingRefusal(
  one: One,
  {
    appointmentId,
    patientId,
    after,
    from,
    to,
  }: { appointmentId: string; patientId: string; after: string; from: Slot; to: Slot },
  entry: EntryFacts,
  reader: Reader,
): Refusal | undefined {
  const refusal = expectedRefusal(one, patientId) ?? elsewhereRefusal(one, from);
  if (refusal) return refusal;
  if (one && promisedIn(one) !== after) return refuse('appointment-moved', when(one));
  if (sameSlot(from, to)) return refuse('appointment-same-time', when(to));
  return promiseRefusal({ patientId, slot: to, exceptId: appointmentId }, entry, reader);
}

export function cancellingRefusal(one: One, { patientId }: { patientId: string }): Refusal | undefined {
  return expectedRefusal(one, patientId);
}

export function missingRefusal(
  one: One,
  { patientId, slot }: { patientId: string; slot: Slot },
  { clinicId, recordedAtMs }: EntryFacts,
  reader: Reader,
): Refusal | undefined {
  const refusal = expectedRefusal(one, patientId) ?? elsewhereRefusal(one, slot);
  if (refusal) return refusal;
  return startOf(zoneOf(reader, clinicId), slot) > recordedAtMs ? refuse('appointment-not-yet', when(slot)) : undefined;
}

/** Whoever comes late is here all the same; who was checked in by mistake, and whose visit was cancelled, can come again. */
export function arrivalRefusal(
  one: One,
  { patientId, visitId }: { patientId: string; visitId: string },
  entry: EntryFacts,
  reader: Reader,
): Refusal | undefined {
  if (!one) return refuse('appointment-unknown');
  if (!mayArrive(reader, one)) return stateRefusal(one);
  const begun = reader.get(visit, visitId);
  if (!begun) return refuse('visit-unknown');
  if (one.patientId !== patientId || begun.patientId !== patientId) return refuse('patient-differs');
  return isDue(reader, one, entry) ? undefined : refuse('appointment-not-today', when(one));
}

export function mayArrive(reader: Reader, { state, visitId }: Pick<Appointment, 'state' | 'visitId'>): boolean {
  if (state === 'BOOKED' || state === 'NO_SHOW') return true;
  return state === 'ARRIVED' && visitId !== null && reader.get(visit, visitId)?.state === 'CANCELLED';
}

/** Whether somebody who comes now comes for this: on its date, or while the evening before or the night after goes on. */
export function isDue(
  reader: Reader,
  one: Pick<Slot, 'date' | 'startMinute'>,
  { clinicId, recordedAtMs, businessDate }: Pick<EntryFacts, 'clinicId' | 'recordedAtMs' | 'businessDate'>,
): boolean {
  const timeZone = zoneOf(reader, clinicId);
  if (one.date === dateIn(timeZone, recordedAtMs) || one.date === businessDate) return true;
  return Math.abs(startOf(timeZone, one) - recordedAtMs) <= LINGERS_MS;
}

/** What must hold of a time that is promised to somebody. */
function promiseRefusal(
  promised: { patientId: string; slot: Slot; exceptId: string },
  { clinicId, recordedAtMs }: EntryFacts,
  reader: Reader,
): Refusal | undefined {
  const who = reader.get(patient, promised.patientId);
  if (!who) return refuse('patient-unknown');
  if (who.deceasedOn) return refuse('patient-deceased', { patient: who.name, deceasedOn: who.deceasedOn });
  return (
    doctorRefusal(reader, promised.slot.doctorId) ??
    timeRefusal(zoneOf(reader, clinicId), promised.slot, recordedAtMs) ??
    conflictRefusal(reader, promised)
  );
}

/** Not before the minute that is, and a year ahead at most. */
function timeRefusal(timeZone: string, slot: Slot, nowMs: number): Refusal | undefined {
  const { date } = clockIn(timeZone, nowMs);
  if (startOf(timeZone, slot) < Math.floor(nowMs / 60_000) * 60_000) return refuse('appointment-in-past', when(slot));
  const latest = addDays(date, FURTHEST_DAYS);
  return slot.date > latest ? refuse('appointment-too-far', { date: slot.date, latest }) : undefined;
}

function expectedRefusal(one: One, patientId: string): Refusal | undefined {
  if (!one) return refuse('appointment-unknown');
  if (one.patientId !== patientId) return refuse('patient-differs');
  return one.state === 'BOOKED' ? undefined : stateRefusal(one);
}

function elsewhereRefusal(one: One, seen: Slot): Refusal | undefined {
  return one && !sameSlot(slotOf(one), seen) ? refuse('appointment-moved', when(one)) : undefined;
}

function stateRefusal(one: Appointment): Refusal {
  return refuse('appointment-state', { state: one.state, ...when(one) });
}

function when({ date, startMinute }: Pick<Slot, 'date' | 'startMinute'>): Refusal['details'] {
  return { date, time: timeOf(startMinute) };
}
