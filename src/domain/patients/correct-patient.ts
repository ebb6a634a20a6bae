import { z } from 'zod';
import { calendarDate } from '../kernel/calendar.ts';
import { id, typed } from '../kernel/fields.ts';
import { defineOperation } from '../kernel/operation.ts';
import { refuse } from '../kernel/refusal.ts';
import { type Correctable, patientCorrected, sex } from './changes.ts';
import { type Patient, patient } from './patient.ts';
import { typedPhone } from './phone.ts';

/** Puts right what is written about a patient. What was there before stays in the log, and the correction points at it. */
export const correctPatient = defineOperation({
  name: 'correctPatient',
  roles: ['front-desk', 'manager'],
  terminals: ['reception', 'back-office'],
  decidedAt: 'terminal',
  makes: [patientCorrected],
  input: z.strictObject({
    patientId: id,
    name: typed(120).optional(),
    phone: typedPhone.optional(),
    sex: sex.optional(),
    birthDate: calendarDate.optional(),
    ageYears: z.number().int().min(0).max(130).optional(),
    address: z.string().trim().max(300).optional(),
    doctorId: id.optional(),
    reason: typed(300),
  }),
  decide({ patientId, reason, ...asked }, { reader, businessDate }) {
    const one = reader.get(patient, patientId);
    if (!one) return refuse('patient-unknown');
    const { before, after } = difference(one, { ...asked, ...birth(asked, businessDate) });
    if (Object.keys(after).length === 0) return refuse('nothing-to-correct');
    return {
      changes: [patientCorrected.of({ patientId, corrects: one.writtenBy, before, after, reason })],
      result: { patientId },
    };
  },
});

/** A birth date replaces an age, and an age a birth date. */
function birth(asked: { birthDate?: string; ageYears?: number }, today: string): Correctable {
  if (asked.birthDate !== undefined) return { birthDate: asked.birthDate, ageYears: null, ageAsOf: null };
  if (asked.ageYears !== undefined) return { birthDate: null, ageYears: asked.ageYears, ageAsOf: today };
  return {};
}

function difference(one: Patient, asked: Correctable): { before: Correctable; after: Correctable } {
  const fields = (Object.keys(asked) as (keyof Correctable)[]).filter(
    (field) => asked[field] !== undefined && asked[field] !== one[field],
  );
  const pick = (from: object) => Object.fromEntries(fields.map((field) => [field, from[field as keyof typeof from]]));
  return { before: pick(one), after: pick(asked) };
}
