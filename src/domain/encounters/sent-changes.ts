import type { Change } from '../kernel/change.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';
import { visitSentToBilling } from '../visits/changes.ts';
import { encounterRecorded, encounterSent } from './changes.ts';
import type { EncounterKeys, wholeEncounter } from './written-encounter.ts';

/** What is written goes to billing, in one entry: the clinical part for the consulting rooms, the rest for the counters. */
export function sentChanges(keys: EncounterKeys, whole: ReturnType<typeof wholeEncounter>): readonly Change[] | Refusal {
  if (whole.treatments.length === 0) return refuse('nothing-to-bill');
  const { visitId, patientId, doctorId } = keys;
  const lines = whole.treatments.map(({ note: _, ...line }) => line);
  return [encounterRecorded.of(whole), encounterSent.of(keys), visitSentToBilling.of({ visitId, patientId, doctorId, lines })];
}
