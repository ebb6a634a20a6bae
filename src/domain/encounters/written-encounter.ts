import { z } from 'zod';
import { id, maybeTyped } from '../kernel/fields.ts';
import type { DecisionContext } from '../kernel/operation.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/refusal.ts';
import { tooth } from '../kernel/tooth.ts';
import { workingDoctor } from '../staff/working-doctor.ts';
import { visit } from '../visits/visit.ts';
import type { Treatment } from './changes.ts';
import { type Encounter, encounter } from './encounter.ts';

const typedTreatment = z.strictObject({
  /** Of a treatment already written; absent for a new one. */
  lineId: id.optional(),
  serviceId: id,
  quantity: z.number().int().min(1).max(100).default(1),
  /** FDI notation. */
  tooth: tooth.nullable().default(null),
  note: maybeTyped(500),
});

/** What a doctor writes; what is left out stays as it was written before. */
export const written = {
  visitId: id,
  complaint: z.string().trim().max(2000).optional(),
  notes: z.string().trim().max(20_000).optional(),
  treatments: z.array(typedTreatment).max(50).optional(),
};
const writtenShape = z.strictObject(written);
export type Written = z.output<typeof writtenShape>;

/** Whose encounter it is: one per visit, so that two consulting rooms write into the same. */
export type EncounterKeys = Pick<Encounter, 'visitId' | 'patientId' | 'doctorId'> & { readonly encounterId: string };

export function encounterKeys(
  visitId: string,
  { reader, actor, idFor }: Pick<DecisionContext, 'reader' | 'actor' | 'idFor'>,
): EncounterKeys | Refusal {
  const one = reader.get(visit, visitId);
  if (!one) return refuse('visit-unknown');
  const doctor = workingDoctor(reader, actor);
  if (isRefusal(doctor)) return doctor;
  return { encounterId: idFor('encounter', visitId), visitId, patientId: one.patientId, doctorId: doctor.doctorId };
}

/** The encounter's text and treatments with what was just written. */
export function wholeEncounter(
  keys: EncounterKeys,
  { complaint, notes, treatments }: Written,
  { reader, newId }: Pick<DecisionContext, 'reader' | 'newId'>,
): EncounterKeys & { complaint: string; notes: string; treatments: Treatment[] } {
  const before = reader.get(encounter, keys.encounterId);
  return {
    ...keys,
    complaint: complaint ?? before?.complaint ?? '',
    notes: notes ?? before?.notes ?? '',
    treatments: treatments?.map((one) => ({ ...one, lineId: one.lineId ?? newId() })) ?? before?.treatments ?? [],
  };
}
