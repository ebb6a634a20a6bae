import { z } from 'zod';
import { approvalKeys, approvalUse } from '../approvals/approval-use.ts';
import { dayKeys, exceptionKey } from '../business-days/day-keys.ts';
import { documentNumberText } from '../documents/document-number.ts';
import { defineChange, key } from '../kernel/change.ts';
import { id, text } from '../kernel/fields.ts';
import { amountMinor } from '../kernel/money.ts';

/** Dues on a bill were let go. The bill itself stands: what was billed is not made less. */
export const duesWaived = defineChange({
  name: 'dues.waived.v1',
  stream: 'money',
  nature: 'fact',
  shape: z.strictObject({
    waiverId: id,
    /** The till of the cashier who did it; null in the back office. */
    tillId: id.nullable(),
    invoiceId: id,
    invoiceNumber: documentNumberText,
    visitId: id,
    patientId: id,
    patientName: text(120),
    byName: text(120),
    amountMinor: amountMinor.min(1),
    reason: text(300),
    approval: approvalUse.optional(),
  }),
  // The approval first: that it was used before says more than that too little is due by now.
  touches: (body, entry) => [
    ...approvalKeys(body.approval),
    key('invoice', body.invoiceId),
    ...(body.tillId === null ? [] : [key('till', body.tillId)]),
    key('waiver', body.waiverId),
    ...dayKeys(entry),
  ],
  looksAt: (body, entry) => [
    key('visit', body.visitId),
    key('clinic', entry.clinicId),
    key('user', entry.actorId),
    exceptionKey(entry),
  ],
  about: (body) => [body.patientId, body.visitId],
});

export const waiverChanges = [duesWaived] as const;
