import { z } from 'zod';
import { defineOperation } from '../kernel/operation.ts';
import { isRefusal, refuse } from '../kernel/refusal.ts';
import { visitSentToBilling } from '../visits/changes.ts';
import { encounterRecorded, encounterSent } from './changes.ts';
import { encounterKeys, wholeEncounter, written } from './written-encounter.ts';

/**
 * Saves what the doctor has written and sends the treatments to billing, in one entry: the clinical part for the consulting
 * rooms, services, quantities and teeth for the counters. May be sent again until an invoice was made of it.
 */
export const sendToBilling = defineOperation({
  name: 'sendToBilling',
  roles: ['doctor'],
  terminals: ['consulting'],
  decidedAt: 'terminal',
  makes: [encounterRecorded, encounterSent, visitSentToBilling],
  input: z.strictObject(written),
  decide(input, context) {
    const keys = encounterKeys(input.visitId, context);
    if (isRefusal(keys)) return keys;
    const whole = wholeEncounter(keys, input, context);
    if (whole.treatments.length === 0) return refuse('nothing-to-bill');
    const { visitId, patientId, doctorId, encounterId } = keys;
    const lines = whole.treatments.map(({ note: _, ...line }) => line);
    return {
      changes: [
        encounterRecorded.of(whole),
        encounterSent.of(keys),
        visitSentToBilling.of({ visitId, patientId, doctorId, lines }),
      ],
      result: { visitId, encounterId },
    };
  },
});
