import { z } from 'zod';
import { defineOperation } from '../kernel/operation.ts';
import { isRefusal } from '../kernel/refusal.ts';
import { visitSentToBilling } from '../visits/changes.ts';
import { encounterRecorded, encounterSent } from './changes.ts';
import { sentChanges } from './sent-changes.ts';
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
    const changes = sentChanges(keys, whole);
    return isRefusal(changes) ? changes : { changes, result: { visitId: keys.visitId, encounterId: keys.encounterId } };
  },
});
