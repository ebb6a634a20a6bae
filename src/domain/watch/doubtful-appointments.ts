import { type Appointment, appointment } from '../appointments/appointment.ts';
import { type Slot, startOf, timeOf } from '../appointments/slot.ts';
import { lockedUntil } from '../business-days/branch-lock.ts';
import { clinic } from '../clinics/clinic.ts';
import { DEFAULT_SETTINGS } from '../clinics/settings.ts';
import { addDays, dateIn } from '../kernel/calendar.ts';
import type { Reader } from '../kernel/record.ts';
import { patient } from '../patients/patient.ts';
import { type Visit, visit } from '../visits/visit.ts';
import type { Stretch } from './facts.ts';
import { daysSince, lastOver, type Over } from './over.ts';
import { watchNote } from './watch-note.ts';

const MOST = 1000;
/** A patient's visits around a date that are looked at. */
const MOST_VISITS = 20;
/** Time zones are less far from UTC than this. */
const A_DAY_MS = 86_400_000;

/**
 * `not-said`: the day is over and nothing says what became of them. The others: said after the time had begun not to be coming,
 * though the same patient was seen or waited here that day.
 */
export type Doubt = 'not-said' | 'missed-but-here' | 'cancelled-but-here' | 'moved-but-here';

/** Somebody was expected, and what the records say of it leaves room for treating them off the books. */
export interface DoubtfulAppointment {
  readonly id: string;
  readonly why: Doubt;
  /** `10:30` of the time it is about. */
  readonly time: string;
  readonly patientName: string;
  readonly startsAtMs: number;
  /** Calendar days since; at least 1 once the day is locked. */
  readonly days: number;
}

interface Looking extends Over {
  readonly timeZone: string;
  /** Minutes after midnight at which the business day turns: what begins before is of the day before. */
  readonly dayCutOffMinutes: number;
}

/**
 * Appointments of a stretch, whose day is over or locked, that nothing was said of, and those that were taken back after they had
 * begun although the patient was here. Who arrived is looked at by their visit, and only there. The latest thousand of each.
 */
export function doubtfulAppointments(reader: Reader, stretch: Stretch): readonly DoubtfulAppointment[] {
  const [settings = DEFAULT_SETTINGS] = reader.find(clinic, {}, { limit: 1 });
  const { timeZone, dayCutOffMinutes } = settings;
  const looking = { ...stretch, timeZone, dayCutOffMinutes, lockedUntil: lockedUntil(reader, stretch.branchId) };
  return [...notSaid(reader, looking), ...missed(reader, looking), ...cancelled(reader, looking), ...moved(reader, looking)];
}

/** One visit answers for one appointment: for the earliest of those with its doctor on its day. */
function notSaid(reader: Reader, looking: Looking): DoubtfulAppointment[] {
  const ofOneDay = Map.groupBy(inState(reader, looking, 'BOOKED'), (one) =>
    [one.patientId, one.doctorId, dayOf(one, looking)].join(' '),
  );
  return [...ofOneDay.values()].flatMap((theirs) => {
    const [first] = theirs;
    const answered = first ? visitsUnnamed(reader, first, looking) : 0;
    return [...theirs]
      .sort((a, b) => (a.date === b.date ? a.startMinute - b.startMinute : a.date < b.date ? -1 : 1))
      .slice(answered)
      .map((one) => doubted(reader, one, one, 'not-said', looking));
  });
}

/** How many visits of the day there were with the doctor of an appointment that no appointment has arrived at. */
function visitsUnnamed(reader: Reader, one: Appointment, looking: Looking): number {
  const visits = visitsThatDay(reader, one, one, looking).filter(({ doctorId }) => doctorId === one.doctorId);
  if (visits.length === 0) return 0;
  const day = dayOf(one, looking);
  const date = { from: addDays(day, -1), to: addDays(day, 2) };
  const theirs = reader.find(appointment, { patientId: one.patientId, date }, { orderBy: 'date', limit: MOST_VISITS });
  const named = new Set(theirs.map(({ visitId }) => visitId));
  return visits.filter(({ id }) => !named.has(id)).length;
}

function missed(reader: Reader, looking: Looking): DoubtfulAppointment[] {
  return inState(reader, looking, 'NO_SHOW')
    .filter((one) => visitsThatDay(reader, one, one, looking).length > 0)
    .map((one) => doubted(reader, one, one, 'missed-but-here', looking));
}

function cancelled(reader: Reader, looking: Looking): DoubtfulAppointment[] {
  return inState(reader, looking, 'CANCELLED')
    .filter((one) => one.cancelled !== null && hadBegun(one, one.cancelled.atMs, looking))
    .filter((one) => visitsThatDay(reader, one, one, looking).length > 0)
    .map((one) => doubted(reader, one, one, 'cancelled-but-here', looking));
}

/** Moved away from a time that had begun, wherever it was moved to after that: found by the notes of such moves. */
function moved(reader: Reader, looking: Looking): DoubtfulAppointment[] {
  const latest = { orderBy: 'recordedAtMs', descending: true, limit: MOST } as const;
  const where = { branchId: looking.branchId, kind: 'appointment-moved', date: { from: looking.from } } as const;
  const ids = new Set(reader.find(watchNote, where, latest).map(({ subjectId }) => subjectId ?? ''));
  return [...ids].flatMap((id) => {
    const one = reader.get(appointment, id);
    const late = one?.moves.find((move) => isMovedLate(reader, one, move, looking));
    return one && late ? [doubted(reader, one, late.from, 'moved-but-here', looking)] : [];
  });
}

function isMovedLate(reader: Reader, one: Appointment, { from, atMs }: Appointment['moves'][number], looking: Looking): boolean {
  return isOver(from, looking) && hadBegun(from, atMs, looking) && visitsThatDay(reader, one, from, looking).length > 0;
}

function inState(reader: Reader, looking: Looking, state: Appointment['state']): readonly Appointment[] {
  // In the order of the index: by any other field, all appointments of the days would be looked through.
  const latest = { orderBy: 'date', descending: true, limit: MOST } as const;
  const found = reader.find(appointment, { branchId: looking.branchId, state, date: datesOf(looking) }, latest);
  return found.filter((one) => isOver(one, looking));
}

/** Of the calendar; what begins after midnight may be of the business day before. */
function datesOf(looking: Looking): { readonly from: string; readonly to: string } {
  return { from: looking.from, to: addDays(lastOver(looking), 1) };
}

function isOver(slot: Slot, looking: Looking): boolean {
  const date = dayOf(slot, looking);
  return date >= looking.from && date <= lastOver(looking);
}

/** The business date that a slot is of. */
function dayOf({ date, startMinute }: Slot, { dayCutOffMinutes }: Looking): string {
  return startMinute < dayCutOffMinutes ? addDays(date, -1) : date;
}

function hadBegun(slot: Slot, atMs: number, { timeZone }: Looking): boolean {
  // Most are called off days before: seen without asking the time zone.
  return atMs > Date.parse(slot.date) - A_DAY_MS && atMs >= startOf(timeZone, slot);
}

/** By the business date as by the clock: after a lock in the evening the one is ahead of the other. Nobody was seen in a cancelled one. */
function visitsThatDay(reader: Reader, { patientId, branchId }: Appointment, slot: Slot, looking: Looking): readonly Visit[] {
  const day = dayOf(slot, looking);
  const businessDate = { from: day, to: addDays(day, 1) };
  const { timeZone, dayCutOffMinutes } = looking;
  // Of the patient's few: asked with the branch, a store looks through all visits of the day.
  return reader
    .find(visit, { patientId, businessDate }, { orderBy: 'checkedInAtMs', limit: MOST_VISITS })
    .filter((one) => one.branchId === branchId && one.state !== 'CANCELLED')
    .filter((one) => one.businessDate === day || dateIn(timeZone, one.checkedInAtMs, dayCutOffMinutes) === day);
}

function doubted(reader: Reader, one: Appointment, slot: Slot, why: Doubt, looking: Looking): DoubtfulAppointment {
  return {
    ...{ id: one.id, why, time: timeOf(slot.startMinute) },
    patientName: reader.get(patient, one.patientId)?.name ?? '',
    startsAtMs: startOf(looking.timeZone, slot),
    days: daysSince(dayOf(slot, looking), looking),
  };
}
