import { z } from 'zod';
import { dayKeys, exceptionKey } from '../business-days/day-keys.ts';
import { documentNumberText, sequenceNumber, seriesId } from '../documents/document-number.ts';
import { defineChange, key, keyOfFact, type RecordKey } from '../kernel/change.ts';
import type { EntryFacts } from '../kernel/entry-facts.ts';
import { id, text } from '../kernel/fields.ts';
import { amountMinor } from '../kernel/money.ts';
import { paperLanguage } from '../kernel/paper-kinds.ts';
import { tender } from './tender.ts';

/** The record of a payment: its own, though a tampered program gave it the id of another. */
export function paymentKey({ paymentId }: { paymentId: string }, entry: EntryFacts): RecordKey {
  return keyOfFact('payment', paymentId, entry, 'payment-exists');
}

/** Money was taken at a counter, and a receipt given for it. */
export const paymentRecorded = defineChange({
  name: 'payment.recorded.v1',
  stream: 'money',
  nature: 'fact',
  shape: z.strictObject({
    paymentId: id,
    /** The receipt's number. */
    number: documentNumberText,
    sequence: sequenceNumber,
    tillId: id,
    invoiceId: id,
    invoiceNumber: documentNumberText,
    visitId: id,
    patientId: id,
    patientName: text(120),
    cashierName: text(120),
    tenders: z.array(tender).min(1).max(10),
    /** What the clinic kept: the tenders' sum, net of change. */
    totalMinor: amountMinor,
    /** Less than was due was taken on purpose: the rest stays due. */
    part: z.literal(true).optional(),
    /** For the receipt: the advance applied to the bill in the same entry, and what was still due after both. */
    appliedMinor: amountMinor.optional(),
    balanceMinor: amountMinor.optional(),
  }),
  // The invoice first: that it was paid already says more than what may be wrong with the till.
  touches: (body, entry) => [
    key('invoice', body.invoiceId),
    key('till', body.tillId),
    paymentKey(body, entry),
    key('document-series', seriesId(entry.terminalId, 'receipt', entry.businessDate)),
    ...dayKeys(entry),
  ],
  looksAt: (body, entry) => [key('visit', body.visitId), key('terminal', entry.terminalId), exceptionKey(entry)],
  moves: (body) => ({ inMinor: body.totalMinor, outMinor: 0 }),
  about: (body) => [body.patientId, body.visitId],
});

/** A receipt was printed once more, marked DUPLICATE with this number. */
export const receiptReprinted = defineChange({
  name: 'receipt.reprinted.v1',
  stream: 'money',
  nature: 'fact',
  shape: z.strictObject({
    paymentId: id,
    number: documentNumberText,
    /** 1 for the first duplicate. */
    duplicate: z.number().int().min(1).max(10_000),
    tillId: id,
    patientId: id,
    patientName: text(120),
    /** It was printed in. Absent where that was not kept yet. */
    language: paperLanguage.optional(),
  }),
  touches: (body, entry) => [key('till', body.tillId), key('payment', body.paymentId), ...dayKeys(entry)],
  about: (body) => [body.patientId],
});

export const paymentChanges = [paymentRecorded, receiptReprinted] as const;
