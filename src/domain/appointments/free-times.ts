import { z } from 'zod';
import { calendarDate, clockIn } from '../kernel/calendar.ts';
import { id } from '../kernel/fields.ts';
import { defineQuery } from '../kernel/operation.ts';
import type { Appointment } from './appointment.ts';
import { takenOn } from './conflicts.ts';
import { lengthMinutes, overlap, zoneOf } from './slot.ts';

/** Times are offered every so many minutes, and from where another appointment ends. */
const STEP = 15;
/** Between these hours, 08:00 and 20:00: doctors have no hours of their own yet. Any other time can be booked by typing it. */
const OPENS = 480;
const CLOSES = 1200;

/** When a doctor could see a patient on a date: minutes after midnight, earliest first. None of a date that is over. */
export const freeTimes = defineQuery({
  name: 'freeTimes',
  roles: ['front-desk', 'manager'],
  terminals: ['reception'],
  input: z.strictObject({
    doctorId: id,
    date: calendarDate,
    minutes: lengthMinutes,
    /** Whose other appointments are in the way too. */
    patientId: id.optional(),
    /** The appointment that is to be moved, which is in nobody's way. */
    exceptId: id.optional(),
  }),
  read({ doctorId, date, minutes, patientId, exceptId }, { reader, place, nowMs }): readonly number[] {
    const taken = [
      ...takenOn(reader, { doctorId }, date),
      ...(patientId === undefined ? [] : takenOn(reader, { patientId }, date)),
    ].filter(({ id: of }) => of !== exceptId);
    const now = clockIn(zoneOf(reader, place.clinicId), nowMs);
    if (date < now.date) return [];
    const earliest = date === now.date ? now.minute : 0;
    return starts(taken).filter(
      (startMinute) =>
        startMinute >= Math.max(OPENS, earliest) &&
        startMinute + minutes <= CLOSES &&
        !taken.some((one) => overlap(one, { date, startMinute, minutes })),
    );
  },
});

function starts(taken: readonly Appointment[]): readonly number[] {
  const grid = Array.from({ length: (CLOSES - OPENS) / STEP }, (_, at) => OPENS + at * STEP);
  const ends = taken.map(({ startMinute, minutes }) => startMinute + minutes);
  return [...new Set([...grid, ...ends])].sort((a, b) => a - b);
}
