import { z } from 'zod';
import { id } from '../kernel/fields.ts';
import { defineRecord, on, type Reader, type RecordType } from '../kernel/record.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';
import { allergiesImported, conditionsImported, type Finding, finding } from './health-changes.ts';
import { patient } from './patient.ts';

/** What a treating person must know of a patient. Clinical: reception and cashier machines do not hold it. */
export const patientHealthShape = z.object({
  /** The patient's id. */
  id,
  allergies: z.array(finding),
  conditions: z.array(finding),
});
export type PatientHealth = z.infer<typeof patientHealthShape>;

export const patientHealth: RecordType<PatientHealth> = defineRecord({
  name: 'patient-health',
  shape: patientHealthShape,
  stream: 'clinical',
  handlers: [
    on(allergiesImported, {
      check: (_one, body, _entry, reader) => patientRefusal(reader, body.patientId),
      fold: (one, body) => ({
        id: body.patientId,
        conditions: one?.conditions ?? [],
        allergies: merged(one?.allergies ?? [], body.allergies),
      }),
    }),
    on(conditionsImported, {
      check: (_one, body, _entry, reader) => patientRefusal(reader, body.patientId),
      fold: (one, body) => ({
        id: body.patientId,
        allergies: one?.allergies ?? [],
        conditions: merged(one?.conditions ?? [], body.conditions),
      }),
    }),
  ],
});

/** The same finding, whichever file it comes from: the same code, or words where there is none, since the same day. */
export function isSameFinding(one: Finding, other: Finding): boolean {
  return one.since === other.since && one.code === other.code && (one.code !== '' || one.description === other.description);
}

function merged(known: readonly Finding[], added: readonly Finding[]): Finding[] {
  const fresh = added.filter((finding) => !known.some((one) => isSameFinding(one, finding)));
  const updated = known.map((one) => added.find((finding) => isSameFinding(one, finding)) ?? one);
  return [...updated, ...fresh];
}

function patientRefusal(reader: Reader, patientId: string): Refusal | undefined {
  return reader.get(patient, patientId) ? undefined : refuse('patient-unknown');
}
