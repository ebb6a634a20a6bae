import { z } from 'zod';
import { defineChange, key } from '../kernel/change.ts';
import { id, maybeText, text } from '../kernel/fields.ts';

const profile = {
  name: text(120),
  speciality: maybeText(80),
  /** Number in the medical or dental council's register; empty where not known yet. */
  registrationNumber: maybeText(40),
  phone: maybeText(40),
  /** The service that a consultation with this doctor is billed as. */
  consultationServiceId: id.nullable(),
};

export const doctorAdded = defineChange({
  name: 'doctor.added.v1',
  stream: 'directory',
  nature: 'authority',
  shape: z.strictObject({ doctorId: id, ...profile, externalId: maybeText(100).nullable() }),
  touches: (body) => [key('doctor', body.doctorId)],
});

export const doctorChanged = defineChange({
  name: 'doctor.changed.v1',
  stream: 'directory',
  nature: 'authority',
  shape: z.strictObject({ doctorId: id, ...profile, active: z.boolean() }),
  touches: (body) => [key('doctor', body.doctorId)],
});

export const doctorChanges = [doctorAdded, doctorChanged] as const;
