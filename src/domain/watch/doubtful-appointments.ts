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

function notSaid(reader: Reader, looking: Looking): DoubtfulAppointment[] {
  return inState(reader, looking, 'BOOKED')
    .filter((one) => !visitsThatDay(reader, one, one, looking).some(({ doctorId }) => doctorId === one.doctorId))
    .map((one) => doubted(reader, one, one, 'not-said', looking));
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

/** Moved away from a time that had begun: the last move alone, which the record can be found by. */
function moved(reader: Reader, looking: Looking): DoubtfulAppointment[] {
  const { branchId } = looking;
  const latest = { orderBy: 'movedFrom', descending: true, limit: MOST } as const;
  return reader.find(appointment, { branchId, movedFrom: datesOf(looking) }, latest).flatMap((one) => {
    const last = one.moves.at(-1);
    if (!last || !isOver(last.from, looking) || !hadBegun(last.from, last.atMs, looking)) return [];
    const here = visitsThatDay(reader, one, last.from, looking).length > 0;
    return here ? [doubted(reader, one, last.from, 'moved-but-here', looking)] : [];
  });
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
