import { z } from 'zod';
import { accountId } from '../advances/account-id.ts';
import { approvalKeys, approvalUse } from '../approvals/approval-use.ts';
import { dayKeys, exceptionKey } from '../business-days/day-keys.ts';
import { hsnSac, taxRateBasisPoints } from '../catalogue/changes.ts';
import { documentNumberText, sequenceNumber, seriesId } from '../documents/document-number.ts';
import { paper } from '../documents/paper.ts';
import { defineChange, key } from '../kernel/change.ts';
import { id, text } from '../kernel/fields.ts';
import { amountMinor } from '../kernel/money.ts';

/** What of an invoice's line is taken back. */
export const creditLine = z.strictObject({
  /** The invoice's line, from 0. */
  line: z.number().int().min(0).max(49),
  code: text(16),
  name: text(120),
  hsnSac,
  taxRateBasisPoints,
  /** 0: none of them, only of their value. */
  quantity: z.number().int().min(0).max(100),
  /** Before tax. */
  amountMinor,
  taxMinor: amountMinor,
});
export type CreditLine = z.infer<typeof creditLine>;

/**
 * An invoice was taken back, wholly or in part, by a document of its own that cites it (CGST Act, section 34; rule 53). No
 * money moves: what had been paid beyond what is still owed becomes the patient's advance.
 */
export const creditNoteIssued = defineChange({
  name: 'credit-note.issued.v1',
  stream: 'money',
  nature: 'fact',
  shape: z.strictObject({
    creditNoteId: id,
    number: documentNumberText,
    sequence: sequenceNumber,
    tillId: id,
    invoiceId: id,
    invoiceNumber: documentNumberText,
    /** The series of the invoice's number, which counts what was taken back. */
    invoiceSeriesId: text(80),
    invoiceTotalMinor: amountMinor,
    visitId: id,
    patientId: id,
    patientName: text(120),
    patientNumber: text(16),
    reason: text(300),
    lines: z.array(creditLine).min(1).max(50),
    netMinor: amountMinor,
    taxMinor: amountMinor,
    /** The invoice's rounding, where this note takes back the last of it. */
    roundingMinor: z.number().int().min(-50).max(50),
    totalMinor: amountMinor,
    /** Of the total, what the payer owes no longer; the rest is the patient's. */
    payerMinor: amountMinor,
    /** Nothing is left of the invoice. */
    completes: z.boolean(),
    /** The visit is to be billed anew. Only where nothing is left of its invoice. */
    reopens: z.boolean(),
    /** What the patient had paid beyond what is still owed. */
    toAdvanceMinor: amountMinor,
    issuedByName: text(120),
    approval: approvalUse,
    /** Where its till was opened under another GSTIN, or under none. */
    paper: paper.optional(),
  }),
  // The approval first: that it was used before says more than that the invoice was taken back by now.
  touches: (body, entry) => [
    ...approvalKeys(body.approval),
    key('invoice', body.invoiceId),
    key('credit-note', body.creditNoteId),
    ...(body.toAdvanceMinor > 0
      ? [key('patient-account', accountId(entry.branchId, body.patientId)), key('advance', body.creditNoteId)]
      : []),
    key('till', body.tillId),
    key('document-series', seriesId(entry.terminalId, 'credit-note', entry.businessDate)),
    key('document-series', body.invoiceSeriesId),
    ...dayKeys(entry),
  ],
  looksAt: (body, entry) => [key('visit', body.visitId), key('terminal', entry.terminalId), exceptionKey(entry)],
  about: (body) => [body.patientId, body.visitId],
});

export const creditNoteChanges = [creditNoteIssued] as const;
