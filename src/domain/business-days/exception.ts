import { z } from 'zod';
import { advanceApplied, advanceKey, advanceReceived } from '../advances/changes.ts';
import { creditNoteIssued } from '../credit-notes/changes.ts';
import { documentPrinted, documentReprinted } from '../documents/changes.ts';
import { estimateIssued } from '../estimates/changes.ts';
import { invoiceIssued } from '../invoices/changes.ts';
import { calendarDate } from '../kernel/calendar.ts';
import { type EntryFacts, entryName } from '../kernel/entry-facts.ts';
import { id, instantMs, text } from '../kernel/fields.ts';
import { totalMinor } from '../kernel/money.ts';
import { defineRecord, on, type RecordType } from '../kernel/record.ts';
import { paymentKey, paymentRecorded, receiptReprinted } from '../payments/changes.ts';
import { refundPaid } from '../refunds/changes.ts';
import {
  cashDropped,
  cashPaidIn,
  cashPaidOut,
  drawerCounted,
  drawerOpened,
  handoverAccepted,
  handoverOffered,
  handoverWithdrawn,
  tillClosed,
  tillOpened,
} from '../tills/changes.ts';
import { duesWaived } from '../waivers/changes.ts';

/** An entry about money that the server kept but found odd: paid twice, late, at an impossible time, out of sequence. */
export const exceptionShape = z.object({
  /** The entry: `terminal/epoch/seq`. */
  id: text(120),
  kind: z.enum([
    'invoice',
    'credit-note',
    'estimate',
    'payment',
    'advance',
    'advance-applied',
    'refund',
    'waiver',
    'print',
    'reprint',
    'till-opened',
    'till-closed',
    'paid-in',
    'paid-out',
    'drop',
    'no-sale',
    'count',
    'handover',
    /** Money that a gateway has and no receipt takes. Not of an entry: it is one for as long as it waits. */
    'gateway',
  ]),
  /** What it is about: the invoice, payment or till. */
  subjectId: id,
  /** Printed number of the document; null for a till. */
  number: text(16).nullable(),
  /** The transaction's, of a gateway's payment. */
  reference: text(40).optional(),
  amountMinor: totalMinor,
  patientId: id.nullable(),
  patientName: text(120).nullable(),
  branchId: id,
  terminalId: id,
  actorId: id,
  /** Codes: `late`, `already-paid`, `clock-suspect`, `time-unproven`, or whichever check did not hold. */
  reasons: z.array(text(64)),
  late: z.boolean(),
  /** The same money went twice: paid what had been paid, or given back or let go on an approval that was spent. */
  doubleCollection: z.boolean(),
  /** When it says it happened. */
  businessDate: calendarDate,
  /** The day it counts in. */
  postedDate: calendarDate,
  recordedAtMs: instantMs,
});
export type Exception = z.infer<typeof exceptionShape>;

type Subject = Pick<Exception, 'kind' | 'subjectId' | 'number' | 'amountMinor' | 'patientId' | 'patientName'>;

export const exception: RecordType<Exception> = defineRecord({
  name: 'exception',
  shape: exceptionShape,
  stream: 'management',
  columns: ['branchId', 'businessDate', 'postedDate', 'late', 'doubleCollection', 'recordedAtMs'],
  indexes: [
    ['branchId', 'businessDate', 'late', 'recordedAtMs'],
    ['branchId', 'postedDate', 'late'],
    ['branchId', 'doubleCollection', 'recordedAtMs'],
    ['branchId', 'recordedAtMs'],
  ],
  handlers: [
    on(invoiceIssued, {
      fold: noted(({ invoiceId, totalMinor: amountMinor, ...body }) => ({
        ...documented('invoice', invoiceId, body),
        amountMinor,
      })),
    }),
    on(creditNoteIssued, {
      fold: noted(({ creditNoteId, totalMinor: amountMinor, ...body }) => ({
        ...documented('credit-note', creditNoteId, body),
        amountMinor,
      })),
    }),
    on(estimateIssued, {
      fold: noted(({ estimateId, totalMinor: amountMinor, ...body }) => ({
        ...documented('estimate', estimateId, body),
        amountMinor,
      })),
    }),
    on(paymentRecorded, {
      fold: noted(({ totalMinor: amountMinor, ...body }, entry) => ({
        ...documented('payment', paymentKey(body, entry).id, body),
        amountMinor,
      })),
    }),
    on(advanceReceived, {
      fold: noted(({ totalMinor: amountMinor, ...body }, entry) => ({
        ...documented('advance', advanceKey(body, entry).id, body),
        amountMinor,
      })),
    }),
    on(advanceApplied, {
      fold: noted(({ applicationId, invoiceNumber: number, amountMinor, ...body }) => ({
        ...documented('advance-applied', applicationId, { ...body, number }),
        amountMinor,
      })),
    }),
    on(refundPaid, {
      fold: noted(({ refundId, amountMinor, ...body }) => ({ ...documented('refund', refundId, body), amountMinor })),
    }),
    on(duesWaived, {
      fold: noted(({ waiverId, invoiceNumber: number, amountMinor, ...body }) => ({
        ...documented('waiver', waiverId, { ...body, number }),
        amountMinor,
      })),
    }),
    on(documentPrinted, {
      fold: noted(({ subjectId, ...body }) => ({ ...documented('print', subjectId, body), amountMinor: 0 })),
    }),
    on(receiptReprinted, {
      fold: noted(({ paymentId, ...body }) => ({ ...documented('reprint', paymentId, body), amountMinor: 0 })),
    }),
    on(documentReprinted, {
      fold: noted(({ subjectId, ...body }) => ({ ...documented('reprint', subjectId, body), amountMinor: 0 })),
    }),
    on(cashPaidIn, { fold: noted((body) => ofTill('paid-in', body.tillId, body.amountMinor)) }),
    on(cashPaidOut, { fold: noted((body) => ofTill('paid-out', body.tillId, body.amountMinor)) }),
    on(cashDropped, { fold: noted((body) => ofTill('drop', body.tillId, body.amountMinor)) }),
    on(drawerOpened, { fold: noted((body) => ofTill('no-sale', body.tillId, 0)) }),
    on(drawerCounted, { fold: noted((body) => ofTill('count', body.tillId, body.countedMinor)) }),
    on(handoverOffered, { fold: noted((body) => ofTill('handover', body.tillId, body.countedMinor)) }),
    on(handoverWithdrawn, { fold: noted((body) => ofTill('handover', body.tillId, 0)) }),
    on(handoverAccepted, { fold: noted((body) => ofTill('handover', body.tillId, body.countedMinor)) }),
    on(tillOpened, { fold: noted((body) => ofTill('till-opened', body.tillId, body.openingFloatMinor)) }),
    on(tillClosed, { fold: noted((body) => ofTill('till-closed', body.tillId, body.z.countedMinor)) }),
  ],
});

function documented(
  kind: Exception['kind'],
  subjectId: string,
  { number, patientId, patientName }: { number: string; patientId: string; patientName: string },
) {
  return { kind, subjectId, number, patientId, patientName };
}

function ofTill(kind: Exception['kind'], tillId: string, amountMinor: number): Subject {
  return { kind, subjectId: tillId, number: null, amountMinor, patientId: null, patientName: null };
}

const TWICE: ReadonlySet<string> = new Set(['already-paid', 'exceeds-balance-due', 'approval-spent']);

function noted<Body>(subjectOf: (body: Body, entry: EntryFacts) => Subject) {
  return (one: Exception | undefined, body: Body, entry: EntryFacts): Exception =>
    one ?? {
      ...subjectOf(body, entry),
      id: entryName(entry),
      branchId: entry.branchId ?? '',
      terminalId: entry.terminalId,
      actorId: entry.actorId,
      reasons: entry.late ? ['late', ...entry.flags] : [...entry.flags],
      late: entry.late,
      doubleCollection: entry.flags.some((flag) => TWICE.has(flag)),
      businessDate: entry.businessDate,
      postedDate: entry.postedDate,
      recordedAtMs: entry.recordedAtMs,
    };
}
