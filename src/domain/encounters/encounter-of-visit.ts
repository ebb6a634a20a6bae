import { z } from 'zod';
import { id } from '../kernel/fields.ts';
import { defineQuery } from '../kernel/operation.ts';
import { type PatientHealth, patientHealth } from '../patients/patient-health.ts';
import { type Encounter, encounter } from './encounter.ts';

export interface EncounterOfVisit {
  /** Null until something was written. */
  readonly encounter: Encounter | null;
  /** Of this patient's other visits, newest first, at most 10. */
  readonly earlier: readonly Encounter[];
  readonly health: Pick<PatientHealth, 'allergies' | 'conditions'>;
}

/** What a treating person needs of one visit: its encounter, earlier ones, allergies and conditions. The read is logged. */
export const encounterOfVisit = defineQuery({
  name: 'encounterOfVisit',
  roles: ['doctor', 'nurse'],
  terminals: ['consulting'],
  input: z.strictObject({ visitId: id, patientId: id }),
  patientId: (input) => input.patientId,
  read({ visitId, patientId }, { reader }): EncounterOfVisit {
    const all = reader.find(encounter, { patientId }, { orderBy: 'recordedAtMs', descending: true, limit: 11 });
    // Asked for by patient as well, so that nobody reads one patient's note in the name of another.
    const [own] = reader.find(encounter, { visitId, patientId }, { limit: 1 });
    const { allergies, conditions } = reader.get(patientHealth, patientId) ?? { allergies: [], conditions: [] };
    return {
      encounter: own ?? null,
      earlier: all.filter((one) => one.visitId !== visitId).slice(0, 10),
      health: { allergies, conditions },
    };
  },
});
