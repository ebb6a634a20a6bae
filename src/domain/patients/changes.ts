import { z } from 'zod';
import { calendarDate } from '../kernel/calendar.ts';
import { defineChange, key } from '../kernel/change.ts';
import { id, maybeText, text } from '../kernel/fields.ts';
import { keptPhone } from './phone.ts';

export const sex = z.enum(['male', 'female', 'other']);
export type Sex = z.infer<typeof sex>;

const ageYears = z.number().int().min(0).max(130);

/** What is known of a person, beyond who registered them when. */
const person = {
  name: text(120),
  phone: keptPhone,
  sex,
  /** Either the birth date, or an age in years as of a date. */
  birthDate: calendarDate.nullable(),
  ageYears: ageYears.nullable(),
  ageAsOf: calendarDate.nullable(),
  address: maybeText(300),
};

/** A person became a patient at a counter. */
export const patientRegistered = defineChange({
  name: 'patient.registered.v1',
  stream: 'patients',
  nature: 'fact',
  shape: z.strictObject({ patientId: id, number: text(16), sequence: z.number().int().min(1), ...person, doctorId: id }),
  touches: (body, entry) => [key('patient', body.patientId), key('patient-series', entry.terminalId)],
  looksAt: (body) => [key('doctor', body.doctorId)],
});

/** A patient came from another system's file, which may know neither phone nor doctor. */
export const patientImported = defineChange({
  name: 'patient.imported.v1',
  stream: 'patients',
  nature: 'fact',
  shape: z.strictObject({
    patientId: id,
    number: text(16),
    sequence: z.number().int().min(1),
    ...person,
    /** Empty where the file had none: the profile is then shown as incomplete. */
    phone: keptPhone.or(z.literal('')),
    externalId: maybeText(100).nullable(),
    deceasedOn: calendarDate.nullable(),
  }),
  touches: (body, entry) => [key('patient', body.patientId), key('patient-series', entry.terminalId)],
});

const correctable = z.strictObject({ ...person, doctorId: id }).partial();
/** Fields of a patient that can be corrected. */
export type Correctable = z.infer<typeof correctable>;

/** What was written about a patient was wrong, or has changed. Points at the entry that it corrects. */
export const patientCorrected = defineChange({
  name: 'patient.corrected.v1',
  stream: 'patients',
  nature: 'fact',
  shape: z.strictObject({
    patientId: id,
    /** The entry that last wrote the patient, as the author saw it: `terminal/epoch/seq`. */
    corrects: text(120),
    before: z.strictObject({ ...correctable.shape, phone: maybeText(16).optional(), doctorId: id.nullable().optional() }),
    after: correctable,
    reason: text(300),
  }),
  touches: (body) => [key('patient', body.patientId)],
  looksAt: (body) => (body.after.doctorId ? [key('doctor', body.after.doctorId)] : []),
});

export const patientChanges = [patientRegistered, patientImported, patientCorrected] as const;
