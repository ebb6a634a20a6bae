import { z } from 'zod';
import { defineOperation } from '../kernel/operation.ts';
import { isRefusal } from '../kernel/refusal.ts';
import { visitSentToBilling } from '../visits/changes.ts';
import { visit } from '../visits/visit.ts';
import { encounterRecorded, encounterSent, type Treatment } from './changes.ts';
import { sentChanges } from './sent-changes.ts';
import { encounterKeys, wholeEncounter, written } from './written-encounter.ts';

/**
 * Saves what the doctor has written so far. Of a visit that was sent to billing already, the treatments go there again: what
 * is saved is what is billed. Once an invoice was made its lines stand, and the entry says that it came after the bill.
 */
export const recordEncounter = defineOperation({
  name: 'recordEncounter',
  roles: ['doctor'],
  terminals: ['consulting'],
  decidedAt: 'terminal',
  makes: [encounterRecorded, encounterSent, visitSentToBilling],
  input: z.strictObject(written),
  decide(input, context) {
    const keys = encounterKeys(input.visitId, context);
    if (isRefusal(keys)) return keys;
    const whole = wholeEncounter(keys, input, context);
    const result = { encounterId: keys.encounterId, treatments: whole.treatments };
    const one = context.reader.get(visit, input.visitId);
    if (one?.invoiceId) return { changes: [encounterRecorded.of({ ...whole, afterBill: true })], result };
    if (one?.state !== 'READY_FOR_BILLING' || isSame(one.lines, whole.treatments))
      return { changes: [encounterRecorded.of(whole)], result };
    const sent = sentChanges(keys, whole);
    return isRefusal(sent) ? sent : { changes: sent, result };
  },
});

type Billed = Pick<Treatment, 'serviceId' | 'quantity' | 'tooth'>;

function isSame(lines: readonly Billed[], treatments: readonly Billed[]): boolean {
  const said = (all: readonly Billed[]) =>
    JSON.stringify(all.map(({ serviceId, quantity, tooth }) => [serviceId, quantity, tooth]));
  return said(lines) === said(treatments);
}
