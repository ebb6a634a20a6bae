import { z } from 'zod';
import { calendarDate } from '../kernel/calendar.ts';
import { type EntryFacts, entryName } from '../kernel/entry-facts.ts';
import { id, instantMs, maybeText, text } from '../kernel/fields.ts';
import { defineRecord, on, type RecordType } from '../kernel/record.ts';
import { arrivalRefusal, bookingRefusal, cancellingRefusal, missingRefusal, movingRefusal } from './appointment-checks.ts';
import { appointmentState } from './appointment-state.ts';
import { appointmentArrived, appointmentBooked, appointmentCancelled, appointmentMissed, appointmentMoved } from './changes.ts';
import { dayMinute, lengthMinutes, sameSlot, slot } from './slot.ts';

/** Of what happens to one appointment, the latest so many stay in its record; the log has all. */
const MOST_KEPT = 50;

/** Who did something, when by their terminal's clock, and in which entry. */
const said = { atMs: instantMs, by: id, entry: text(120) };
const move = z.object({ ...said, from: slot, to: slot, reason: maybeText(300) });
const missed = z.object({ ...said, slot });

/** One patient's promised time with one doctor. */
export const appointmentShape = z.object({
  id,
  patientId: id,
  branchId: id,
  /** As it stands: the last time that was promised. */
  doctorId: id,
  date: calendarDate,
  startMinute: dayMinute,
  minutes: lengthMinutes,
  purpose: maybeText(200),
  state: appointmentState,
  /** Once the patient has come. */
  visitId: id.nullable(),
  bookedBy: id,
  bookedAtMs: instantMs,
  /** As it was promised first. */
  booked: slot,
  bookedIn: text(120),
  /** In their order. */
  moves: z.array(move),
  missed: z.array(missed),
  cancelled: z.object({ ...said, reason: text(300) }).nullable(),
  arrived: z.object({ ...said, visitId: id }).nullable(),
  updatedAtMs: instantMs,
});
export type Appointment = z.infer<typeof appointmentShape>;
type Said = Pick<NonNullable<Appointment['arrived']>, 'atMs' | 'by' | 'entry'>;

/**
 * All that was said of an appointment is kept, and how it stands is read off that, so that receptions which did not know of each
 * other come to the same record in whichever order their entries arrive. A patient who is here is here, whatever was said.
 */
export const appointment: RecordType<Appointment> = defineRecord({
  name: 'appointment',
  shape: appointmentShape,
  stream: 'front-desk',
  columns: ['patientId', 'branchId', 'doctorId', 'date', 'startMinute', 'state'],
  indexes: [
    ['branchId', 'date', 'startMinute'],
    // Who overlaps: a day's worth of one doctor, whichever branch, or of one patient.
    ['doctorId', 'date'],
    ['patientId', 'date'],
    // Of whom nothing is said once the day is over, and who is said not to have come: few among all.
    ['branchId', 'state', 'date'],
  ],
  handlers: [
    on(appointmentBooked, {
      check: bookingRefusal,
      fold: (one, { appointmentId, slot: first, ...body }, entry) =>
        one ?? {
          ...{ ...body, ...first, id: appointmentId, branchId: entry.branchId ?? '', state: 'BOOKED', visitId: null },
          ...{ bookedBy: entry.actorId, bookedAtMs: entry.recordedAtMs, booked: first, bookedIn: entryName(entry) },
          ...{ moves: [], missed: [], cancelled: null, arrived: null, updatedAtMs: entry.recordedAtMs },
        },
    }),
    on(appointmentMoved, {
      check: movingRefusal,
      fold: (one, { after, from, to, reason }, entry) =>
        one && standing({ ...one, moves: withMove(one, { ...saidIn(entry), from, to, reason }, after) }, entry),
    }),
    on(appointmentCancelled, {
      check: cancellingRefusal,
      fold: (one, { reason }, entry) =>
        one && standing({ ...one, cancelled: earlier(one.cancelled, { ...saidIn(entry), reason }) }, entry),
    }),
    on(appointmentMissed, {
      check: missingRefusal,
      fold: (one, { slot: of }, entry) =>
        one && standing({ ...one, missed: inOrder([...one.missed, { ...saidIn(entry), slot: of }]) }, entry),
    }),
    on(appointmentArrived, {
      check: arrivalRefusal,
      fold: (one, { visitId }, entry) =>
        one && standing({ ...one, arrived: later(one.arrived, { ...saidIn(entry), visitId }) }, entry),
    }),
  ],
});

/** The entry that gave it the time that stands. */
export function promisedIn({ moves, bookedIn }: Appointment): string {
  return moves.at(-1)?.entry ?? bookedIn;
}

/** Reads off what was said how the appointment stands. */
function standing(one: Appointment, { recordedAtMs }: EntryFacts): Appointment {
  const stands = one.moves.at(-1)?.to ?? one.booked;
  const wasMissed = one.missed.some(({ slot: of }) => sameSlot(of, stands));
  return {
    ...one,
    ...stands,
    state: one.arrived ? 'ARRIVED' : one.cancelled ? 'CANCELLED' : wasMissed ? 'NO_SHOW' : 'BOOKED',
    visitId: one.arrived?.visitId ?? null,
    updatedAtMs: Math.max(one.updatedAtMs, recordedAtMs),
  };
}

/** In the order of the clocks, but after the move that its author knew of, whatever the clocks. */
function withMove({ moves }: Appointment, made: Appointment['moves'][number], after: string): Appointment['moves'] {
  const before = moves.findLastIndex((one) => one.entry === after || isLater(made, one)) + 1;
  return moves.toSpliced(before, 0, made).slice(-MOST_KEPT);
}

function saidIn(entry: EntryFacts): Said {
  return { atMs: entry.recordedAtMs, by: entry.actorId, entry: entryName(entry) };
}

function inOrder<Of extends Said>(all: readonly Of[]): Of[] {
  return [...all].sort((a, b) => (isLater(a, b) ? 1 : -1)).slice(-MOST_KEPT);
}

function isLater(one: Said, other: Said): boolean {
  return one.atMs === other.atMs ? one.entry > other.entry : one.atMs > other.atMs;
}

function earlier<Of extends Said>(before: Of | null, now: Of): Of {
  return before && isLater(now, before) ? before : now;
}

function later<Of extends Said>(before: Of | null, now: Of): Of {
  return before && isLater(before, now) ? before : now;
}
