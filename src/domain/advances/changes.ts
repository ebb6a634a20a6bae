import { z } from 'zod';
import { dayKeys, exceptionKey } from '../business-days/day-keys.ts';
import { documentNumberText, sequenceNumber, seriesId } from '../documents/document-number.ts';
import { defineChange, key, keyOfFact, type RecordKey } from '../kernel/change.ts';
import type { EntryFacts } from '../kernel/entry-facts.ts';
import { id, maybeText, text } from '../kernel/fields.ts';
import { amountMinor } from '../kernel/money.ts';
import { tender } from '../payments/tender.ts';
import { accountId } from './account-id.ts';

export const ADVANCE_PURPOSES = ['deposit', 'treatment-plan'] as const;
export const advancePurpose = z.enum(ADVANCE_PURPOSES);

/** What is taken of which advance: oldest first. */
export const advancePart = z.strictObject({ advanceId: id, amountMinor: amountMinor.min(1) });
export type AdvancePart = z.infer<typeof advancePart>;
export const advanceParts = z.array(advancePart).min(1).max(50);

export function advanceKeys(parts: readonly AdvancePart[]): RecordKey[] {
  return [...new Set(parts.map(({ advanceId }) => advanceId))].map((advanceId) => key('advance', advanceId));
}

/** The estimate a plan of treatment is prepaid for, its price, and what is prepaid of it in all. Minor units. */
export const planEstimate = z.strictObject({
  estimateId: id,
  number: documentNumberText,
  totalMinor: amountMinor,
  prepaidMinor: amountMinor,
});
export type PlanEstimate = z.infer<typeof planEstimate>;

/** The record of an advance: its own, though a tampered program gave it the id of another. */
export function advanceKey({ advanceId }: { advanceId: string }, entry: EntryFacts): RecordKey {
  return keyOfFact('advance', advanceId, entry, 'advance-exists');
}

/** Money was taken at a counter before it was owed, and a receipt given for it. */
export const advanceReceived = defineChange({
  name: 'advance.received.v1',
  stream: 'money',
  nature: 'fact',
  shape: z.strictObject({
    advanceId: id,
    /** The receipt's number: of the same series as payments. */
    number: documentNumberText,
    sequence: sequenceNumber,
    tillId: id,
    patientId: id,
    patientName: text(120),
    patientNumber: text(16),
    cashierName: text(120),
    purpose: advancePurpose,
    note: maybeText(200),
    tenders: z.array(tender).min(1).max(10),
    /** What the clinic kept: the tenders' sum, net of change. */
    totalMinor: amountMinor,
    /** Of a treatment plan: the estimate with its price. */
    estimate: planEstimate.optional(),
  }),
  touches: (body, entry) => [
    advanceKey(body, entry),
    key('patient-account', accountId(entry.branchId, body.patientId)),
    key('till', body.tillId),
    key('document-series', seriesId(entry.terminalId, 'receipt', entry.businessDate)),
    ...dayKeys(entry),
  ],
  looksAt: (body, entry) => [
    key('patient', body.patientId),
    key('terminal', entry.terminalId),
    exceptionKey(entry),
    ...(body.estimate ? [key('estimate', body.estimate.estimateId)] : []),
  ],
  moves: (body) => ({ inMinor: body.totalMinor, outMinor: 0 }),
  about: (body) => [body.patientId],
});

/** A patient's advance settled a bill, wholly or in part. No money moved. */
export const advanceApplied = defineChange({
  name: 'advance.applied.v1',
  stream: 'money',
  nature: 'fact',
  shape: z.strictObject({
    applicationId: id,
    /** Null where the server applied what had been paid on a second bill of the visit. */
    tillId: id.nullable(),
    invoiceId: id,
    invoiceNumber: documentNumberText,
    visitId: id,
    patientId: id,
    patientName: text(120),
    byName: text(120),
    amountMinor: amountMinor.min(1),
    from: advanceParts,
  }),
  touches: (body, entry) => [
    key('invoice', body.invoiceId),
    key('patient-account', accountId(entry.branchId, body.patientId)),
    ...advanceKeys(body.from),
    ...(body.tillId === null ? [] : [key('till', body.tillId)]),
    key('advance-application', body.applicationId),
    ...dayKeys(entry),
  ],
  looksAt: (body, entry) => [key('visit', body.visitId), exceptionKey(entry)],
  about: (body) => [body.patientId, body.visitId],
});

/** What was paid on a bill beyond what was owed became the patient's advance. Only the server sees all that was paid. */
export const advanceExcessCredited = defineChange({
  name: 'advance.excess-credited.v1',
  stream: 'money',
  nature: 'fact',
  central: true,
  shape: z.strictObject({
    advanceId: id,
    invoiceId: id,
    invoiceNumber: documentNumberText,
    visitId: id,
    patientId: id,
    patientName: text(120),
    /** The payment that was too much; null where it was an advance applied, or a credit note. */
    paymentId: id.nullable(),
    /** The entry that made it too much: `terminal/epoch/seq`. */
    cause: text(120),
    amountMinor: amountMinor.min(1),
  }),
  touches: (body, entry) => [
    key('invoice', body.invoiceId),
    key('patient-account', accountId(entry.branchId, body.patientId)),
    key('advance', body.advanceId),
  ],
  about: (body) => [body.patientId, body.visitId],
});

export const advanceChanges = [advanceReceived, advanceApplied, advanceExcessCredited] as const;
