import { z } from 'zod';
import { id, maybeText, text } from '../kernel/fields.ts';
import { defineRecord, on, type RecordType, searchWords } from '../kernel/record.ts';
import { refuse } from '../kernel/refusal.ts';
import { doctorAdded, doctorChanged } from './changes.ts';

/** A doctor as patients are booked with; the login that works as this doctor is a user with `doctorId`. */
export const doctorShape = z.object({
  id,
  name: text(120),
  speciality: maybeText(80),
  registrationNumber: maybeText(40),
  phone: maybeText(40),
  consultationServiceId: id.nullable(),
  /** False once the doctor sees no patients here any more. */
  active: z.boolean(),
  externalId: maybeText(100).nullable(),
});
export type Doctor = z.infer<typeof doctorShape>;

export const doctor: RecordType<Doctor> = defineRecord({
  name: 'doctor',
  shape: doctorShape,
  stream: 'directory',
  columns: ['name', 'active', 'externalId'],
  indexes: [['active', 'name']],
  searchText: (one) => searchWords(`${one.name} ${one.speciality}`).join(' '),
  handlers: [
    on(doctorAdded, {
      check: (one) => one && refuse('doctor-exists', { doctor: one.name }),
      fold: (one, { doctorId, ...body }) => one ?? { ...body, id: doctorId, active: true },
    }),
    on(doctorChanged, {
      check: (one) => (one ? undefined : refuse('doctor-unknown')),
      fold: (one, { doctorId: _, ...body }) => one && { ...one, ...body },
    }),
  ],
});
