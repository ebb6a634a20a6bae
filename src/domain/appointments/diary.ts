import { z } from 'zod';
import { calendarDate, dateIn } from '../kernel/calendar.ts';
import { id } from '../kernel/fields.ts';
import { defineQuery, type QueryContext } from '../kernel/operation.ts';
import { user } from '../staff/user.ts';
import { appointment } from './appointment.ts';
import { type AppointmentListed, listed, overlapping } from './listed.ts';
import { zoneOf } from './slot.ts';

const SHOWN = 1000;

export interface Diary {
  readonly date: string;
  /** By the clinic's clocks. */
  readonly today: string;
  /** By time, then by doctor; whatever became of them. */
  readonly appointments: readonly AppointmentListed[];
}

/** Who is expected in this branch on a date, and what became of them. Without a date: today. A doctor sees their own. */
export const diary = defineQuery({
  name: 'diary',
  roles: ['front-desk', 'doctor', 'nurse', 'manager', 'auditor'],
  terminals: ['reception', 'consulting', 'back-office'],
  input: z.strictObject({ date: calendarDate.optional(), branchId: id.optional(), doctorId: id.optional() }),
  read(input, context): Diary {
    const { reader, place, nowMs } = context;
    const timeZone = zoneOf(reader, place.clinicId);
    const today = dateIn(timeZone, nowMs);
    const date = input.date ?? today;
    const where = { branchId: input.branchId ?? place.branchId ?? '', date };
    const ofDate = reader.find(appointment, where, { orderBy: 'startMinute', limit: SHOWN });
    const twice = overlapping(reader, ofDate);
    const doctorId = input.doctorId ?? ownDoctor(context);
    const appointments = ofDate
      .filter((one) => doctorId === undefined || one.doctorId === doctorId)
      .map((one) => listed(reader, timeZone, one, twice.has(one.id)))
      .sort((a, b) => a.startMinute - b.startMinute || compare(a.doctorName, b.doctorName) || compare(a.id, b.id));
    return { date, today, appointments };
  },
});

/** Whoever works as a doctor in a consulting room. */
function ownDoctor({ reader, actor, place }: QueryContext): string | undefined {
  return place.kind === 'consulting' ? (reader.get(user, actor.userId)?.doctorId ?? undefined) : undefined;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
