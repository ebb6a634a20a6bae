import { z } from 'zod';
import { defineOperation } from '../kernel/operation.ts';
import { isRefusal } from '../kernel/refusal.ts';
import { encounterRecorded } from './changes.ts';
import { encounterKeys, wholeEncounter, written } from './written-encounter.ts';

/** Saves what the doctor has written so far. */
export const recordEncounter = defineOperation({
  name: 'recordEncounter',
  roles: ['doctor'],
  terminals: ['consulting'],
  decidedAt: 'terminal',
  makes: [encounterRecorded],
  input: z.strictObject(written),
  decide(input, context) {
    const keys = encounterKeys(input.visitId, context);
    if (isRefusal(keys)) return keys;
    const whole = wholeEncounter(keys, input, context);
    return { changes: [encounterRecorded.of(whole)], result: { encounterId: keys.encounterId, treatments: whole.treatments } };
  },
});
