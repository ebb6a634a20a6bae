import { z } from 'zod';
import { dateIn } from '../kernel/calendar.ts';
import { id } from '../kernel/fields.ts';
import { defineQuery } from '../kernel/operation.ts';
import { appointment } from './appointment.ts';
import { type AppointmentListed, listed } from './listed.ts';
import { zoneOf } from './slot.ts';

const COMING_SHOWN = 20;
const PAST_SHOWN = 10;

export interface AppointmentsOfPatient {
  /** From today on and not called off, the next first, at most 20. */
  readonly coming: readonly AppointmentListed[];
  /** The others up to today, the latest first, at most 10: how well they keep their appointments. */
  readonly past: readonly AppointmentListed[];
}

/** A patient's appointments in the branches this machine holds. The read is logged. */
export const appointmentsOfPatient = defineQuery({
  name: 'appointmentsOfPatient',
  roles: ['front-desk', 'doctor', 'nurse', 'manager', 'auditor'],
  terminals: ['reception', 'consulting', 'back-office'],
  input: z.strictObject({ patientId: id }),
  patientId: (input) => input.patientId,
  read({ patientId }, { reader, place, nowMs }): AppointmentsOfPatient {
    const timeZone = zoneOf(reader, place.clinicId);
    const today = dateIn(timeZone, nowMs);
    const next = { orderBy: 'date', limit: 200 } as const;
    const coming = reader
      .find(appointment, { patientId, date: { from: today }, state: 'BOOKED' }, next)
      .toSorted((a, b) => (a.date === b.date ? a.startMinute - b.startMinute : a.date < b.date ? -1 : 1));
    const latest = { orderBy: 'date', descending: true, limit: PAST_SHOWN + COMING_SHOWN } as const;
    const past = reader
      .find(appointment, { patientId, date: { to: today } }, latest)
      .filter((one) => one.date < today || one.state !== 'BOOKED');
    const show = (one: (typeof coming)[number]) => listed(reader, timeZone, one, false);
    return { coming: coming.slice(0, COMING_SHOWN).map(show), past: past.slice(0, PAST_SHOWN).map(show) };
  },
});
