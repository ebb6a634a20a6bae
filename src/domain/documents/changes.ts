import { z } from 'zod';
import { dayKeys, exceptionKey, exceptionKeys } from '../business-days/day-keys.ts';
import { defineChange, key } from '../kernel/change.ts';
import { id, text } from '../kernel/fields.ts';
import { PRINTED_KINDS, paperLanguage } from '../kernel/paper-kinds.ts';
import { documentNumberText } from './document-number.ts';

/** What is printed again under `document.reprinted`. The receipt of a payment has its own change. */
export const REPRINTED_KINDS = ['invoice', 'credit-note', 'refund', 'advance', 'estimate'] as const;

/** The original of a numbered document was let out to be printed: every later print of it is a duplicate. */
export const documentPrinted = defineChange({
  name: 'document.printed.v1',
  stream: 'money',
  nature: 'fact',
  shape: z.strictObject({
    kind: z.enum(PRINTED_KINDS),
    subjectId: id,
    number: documentNumberText,
    patientId: id,
    patientName: text(120),
    /** It was printed in: every duplicate is too. Absent where that was not kept yet. */
    language: paperLanguage.optional(),
  }),
  touches: (body, entry) => [
    key('document-prints', body.number),
    // How often a receipt was printed again stands on its payment.
    ...(body.kind === 'receipt' ? [key('payment', body.subjectId)] : []),
    // Of what came late the document itself is listed: its print need not be.
    ...(entry.late ? [] : exceptionKeys(entry)),
  ],
  looksAt: (_body, entry) => [exceptionKey(entry)],
  about: (body) => [body.patientId],
});

/** What became of a print that did not come to its end. */
export const PRINT_ENDINGS = ['sent-again', 'printed-anew', 'given-up'] as const;

/**
 * A numbered document did not come out of its printer, or nobody can say whether it did; noted when a person saw to it.
 * `sent-again`: the same print. `printed-anew`: as the next duplicate, which has an entry of its own.
 */
export const printFailed = defineChange({
  name: 'document.print-failed.v1',
  stream: 'money',
  nature: 'fact',
  shape: z.strictObject({
    number: documentNumberText,
    /** Which print it was; 0: the original. */
    duplicate: z.number().int().min(0).max(10_000),
    printer: text(40),
    /** The code of the last trouble; null: it had not been tried. */
    problem: text(64).nullable(),
    /** The printer was sent nothing of it. */
    nothingPrinted: z.boolean(),
    ending: z.enum(PRINT_ENDINGS),
  }),
  touches: (body) => [key('document-prints', body.number)],
});

/** A numbered document was printed once more, marked DUPLICATE with this number. */
export const documentReprinted = defineChange({
  name: 'document.reprinted.v1',
  stream: 'money',
  nature: 'fact',
  shape: z.strictObject({
    kind: z.enum(REPRINTED_KINDS),
    subjectId: id,
    number: documentNumberText,
    /** 1 for the first duplicate. */
    duplicate: z.number().int().min(1).max(10_000),
    tillId: id,
    patientId: id,
    patientName: text(120),
    /** It was printed in. Absent where that was not kept yet. */
    language: paperLanguage.optional(),
  }),
  touches: (body, entry) => [key('till', body.tillId), key('document-prints', body.number), ...dayKeys(entry)],
  about: (body) => [body.patientId],
});

export const documentChanges = [documentPrinted, documentReprinted, printFailed] as const;
