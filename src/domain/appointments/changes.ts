import { z } from 'zod';
import { defineChange, key } from '../kernel/change.ts';
import { id, maybeText, text } from '../kernel/fields.ts';
import { slot } from './slot.ts';

const touched = (body: { appointmentId: string }) => [key('appointment', body.appointmentId)];
const about = (body: { patientId: string }) => [body.patientId];
const inClinic = ({ clinicId }: { clinicId: string }) => key('clinic', clinicId);

/**
 * A patient was promised a doctor's time. A fact: two receptions out of touch may have promised the same one, and what people
 * were told is kept and flagged, never dropped. Who they are stands in the patient's record alone.
 */
export const appointmentBooked = defineChange({
  name: 'appointment.booked.v1',
  stream: 'front-desk',
  nature: 'fact',
  shape: z.strictObject({ appointmentId: id, patientId: id, slot, purpose: maybeText(200) }),
  touches: touched,
  looksAt: (body, entry) => [key('patient', body.patientId), key('doctor', body.slot.doctorId), inClinic(entry)],
  about,
});

/** Promised another time, or another doctor's. */
export const appointmentMoved = defineChange({
  name: 'appointment.moved.v1',
  stream: 'front-desk',
  nature: 'fact',
  shape: z.strictObject({
    appointmentId: id,
    patientId: id,
    /** The entry that gave it the time its author saw, `terminal/epoch/seq`: one that was moved elsewhere meanwhile is flagged. */
    after: text(120),
    from: slot,
    to: slot,
    reason: maybeText(300),
  }),
  touches: touched,
  looksAt: (body, entry) => [key('patient', body.patientId), key('doctor', body.to.doctorId), inClinic(entry)],
  about,
});

/** Nobody is expected any more. */
export const appointmentCancelled = defineChange({
  name: 'appointment.cancelled.v1',
  stream: 'front-desk',
  nature: 'fact',
  shape: z.strictObject({
    appointmentId: id,
    patientId: id,
    /** The time its author saw. */
    slot,
    reason: text(300),
  }),
  touches: touched,
  about,
});

/** The time came and the patient did not. It holds for that time only: who was given another meanwhile is still expected. */
export const appointmentMissed = defineChange({
  name: 'appointment.missed.v1',
  stream: 'front-desk',
  nature: 'fact',
  shape: z.strictObject({ appointmentId: id, patientId: id, slot }),
  touches: touched,
  looksAt: (_body, entry) => [inClinic(entry)],
  about,
});

/** The patient came: the visit that was begun, as a rule in the same entry. */
export const appointmentArrived = defineChange({
  name: 'appointment.arrived.v1',
  stream: 'front-desk',
  nature: 'fact',
  shape: z.strictObject({ appointmentId: id, patientId: id, visitId: id }),
  touches: touched,
  looksAt: (body, entry) => [key('visit', body.visitId), inClinic(entry)],
  about,
});

export const appointmentChanges = [
  appointmentBooked,
  appointmentMoved,
  appointmentCancelled,
  appointmentMissed,
  appointmentArrived,
] as const;
