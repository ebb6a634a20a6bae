import { z } from 'zod';
import { clinic } from '../clinics/clinic.ts';
import { DEFAULT_SETTINGS } from '../clinics/settings.ts';
import { calendarDate, instantAt } from '../kernel/calendar.ts';
import { id } from '../kernel/fields.ts';
import type { Reader } from '../kernel/record.ts';

/** How short and how long an appointment may be, minutes. */
export const SHORTEST = 5;
export const LONGEST = 480;
const DAY_MINUTES = 1440;

/** Minutes after midnight. */
export const dayMinute = z
  .number()
  .int()
  .min(0)
  .max(DAY_MINUTES - 1);
export const lengthMinutes = z.number().int().min(SHORTEST).max(LONGEST);

const fields = {
  doctorId: id,
  /** Of the calendar, not of the business: what the patient is told. */
  date: calendarDate,
  /** Minutes after midnight by the clinic's clocks: the time on the wall, whatever becomes of time zones until then. */
  startMinute: dayMinute,
  minutes: lengthMinutes,
};
const beforeMidnight = { message: 'goes on after midnight' };

/** A doctor's time as a change keeps it: on one date, over before midnight. */
export const slot = z.strictObject(fields).refine(endsThatDay, beforeMidnight);
export type Slot = z.infer<typeof slot>;

function endsThatDay({ startMinute, minutes }: { startMinute: number; minutes: number }): boolean {
  return startMinute + minutes <= DAY_MINUTES;
}

type Times = Pick<Slot, 'date' | 'startMinute' | 'minutes'>;

export function overlap(one: Times, other: Times): boolean {
  return (
    one.date === other.date &&
    one.startMinute < other.startMinute + other.minutes &&
    other.startMinute < one.startMinute + one.minutes
  );
}

export function sameSlot(one: Slot, other: Slot): boolean {
  return (
    one.doctorId === other.doctorId &&
    one.date === other.date &&
    one.startMinute === other.startMinute &&
    one.minutes === other.minutes
  );
}

/** The slot alone of what has one. */
export function slotOf({ doctorId, date, startMinute, minutes }: Slot): Slot {
  return { doctorId, date, startMinute, minutes };
}

/** `09:05` of minutes after midnight; 1440 is `24:00`. */
export function timeOf(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

/** The clinic's time zone, IANA name. */
export function zoneOf(reader: Reader, clinicId: string): string {
  return (reader.get(clinic, clinicId) ?? DEFAULT_SETTINGS).timeZone;
}

/** When a slot begins, UTC ms. */
export function startOf(timeZone: string, { date, startMinute }: Pick<Slot, 'date' | 'startMinute'>): number {
  return instantAt(timeZone, date, startMinute);
}
