import { z } from 'zod';
import { id, instantMs, text } from '../kernel/fields.ts';
import { defineRecord, on, type RecordType } from '../kernel/record.ts';
import { refuse } from '../kernel/refusal.ts';
import { tenderAt, upiConfirmed } from './upi-changes.ts';

/** A transaction that the bank has shown, and the receipt it paid: one message on a phone does not pay two bills. */
export const upiReferenceShape = z.object({ id: text(120), branchId: id, at: tenderAt, number: text(16), atMs: instantMs });
export type UpiReference = z.infer<typeof upiReferenceShape>;

export const upiReference: RecordType<UpiReference> = defineRecord({
  name: 'upi-reference',
  shape: upiReferenceShape,
  stream: 'money',
  handlers: [
    on(upiConfirmed, {
      check: (one, body) => one && refuse('upi-reference-used', { reference: body.reference, number: one.number }),
      fold: (one, { branchId, at, number }, { recordedAtMs: atMs }, id) => one ?? { id, branchId, at, number, atMs },
    }),
  ],
});
