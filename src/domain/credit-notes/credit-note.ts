import { z } from 'zod';
import { paper } from '../documents/paper.ts';
import { calendarDate } from '../kernel/calendar.ts';
import { id, instantMs, text } from '../kernel/fields.ts';
import { amountMinor } from '../kernel/money.ts';
import { defineRecord, on, type RecordType } from '../kernel/record.ts';
import { refuse } from '../kernel/refusal.ts';
import { creditLine, creditNoteIssued } from './changes.ts';

/** A document that takes an invoice back, wholly or in part. Minor units. */
export const creditNoteShape = z.object({
  id,
  /** As printed, e.g. `C07/2627/000012`. */
  number: text(16),
  invoiceId: id,
  invoiceNumber: text(16),
  visitId: id,
  patientId: id,
  patientName: text(120),
  patientNumber: text(16),
  branchId: id,
  terminalId: id,
  tillId: id,
  reason: text(300),
  lines: z.array(creditLine),
  netMinor: amountMinor,
  taxMinor: amountMinor,
  roundingMinor: z.number().int(),
  totalMinor: amountMinor,
  payerMinor: amountMinor,
  completes: z.boolean(),
  reopens: z.boolean(),
  toAdvanceMinor: amountMinor,
  approvalId: id,
  issuedByName: text(120),
  /** What it is printed with, where that is not what its till has. */
  paper: paper.optional(),
  issuedBy: id,
  businessDate: calendarDate,
  /** The date it counts in. */
  postedDate: calendarDate,
  issuedAtMs: instantMs,
  late: z.boolean(),
  flags: z.array(text(64)),
});
export type CreditNote = z.infer<typeof creditNoteShape>;

export const creditNote: RecordType<CreditNote> = defineRecord({
  name: 'credit-note',
  shape: creditNoteShape,
  stream: 'money',
  columns: ['invoiceId', 'patientId', 'branchId', 'businessDate', 'number', 'issuedAtMs'],
  indexes: [['invoiceId'], ['patientId', 'issuedAtMs'], ['branchId', 'businessDate', 'issuedAtMs'], ['number']],
  handlers: [
    on(creditNoteIssued, {
      check: (one) => one && refuse('credit-note-exists', { number: one.number }),
      fold: (one, { creditNoteId, approval, sequence: _, invoiceSeriesId: __, invoiceTotalMinor: ___, ...body }, entry) =>
        one ?? {
          ...body,
          id: creditNoteId,
          approvalId: approval.approvalId,
          branchId: entry.branchId ?? '',
          terminalId: entry.terminalId,
          issuedBy: entry.actorId,
          businessDate: entry.businessDate,
          postedDate: entry.postedDate,
          issuedAtMs: entry.recordedAtMs,
          late: entry.late,
          flags: [...entry.flags],
        },
    }),
  ],
});
