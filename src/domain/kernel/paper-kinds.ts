import { z } from 'zod';

/** What is printed, each kind on a printer of its own if the clinic likes. `slip`: cash put in, paid out or dropped. */
export const PAPER_KINDS = [
  'receipt',
  'advance-receipt',
  'invoice',
  'credit-note',
  'refund-voucher',
  'estimate',
  'statement',
  'x',
  'z',
  'slip',
  'day',
  'supplement',
] as const;
export type PaperKind = (typeof PAPER_KINDS)[number];

/** The languages documents are printed in. */
export const PAPER_LANGUAGES = ['en', 'hi'] as const;
export const paperLanguage = z.enum(PAPER_LANGUAGES);
export type PaperLanguage = (typeof PAPER_LANGUAGES)[number];

/** `80mm`, `58mm`: a roll, as long as it needs to be. The others: sheets. */
export const PAPER_FORMATS = ['80mm', '58mm', 'a5', 'a4'] as const;
export type PaperFormat = (typeof PAPER_FORMATS)[number];

/**
 * Which edition of the layouts this program prints by. It stands in the log with every till, so that a later program knows
 * how the documents of that till looked. A change to what a printed document says is a new edition, and the ones before it are
 * kept: a reprint says what its original said.
 *
 * 2: a line without tax says that it is exempt; an invoice and a credit note are called in Hindi what the screens call them.
 * 3: a credit note has no column of rates, which it never filled; a cash slip says what the cash was for and which number it has.
 */
export const LAYOUT_EDITION = 3;

/** Every kind of document with a number, as it is named where one is printed. */
export const PRINTED_KINDS = ['receipt', 'invoice', 'credit-note', 'refund', 'advance', 'estimate'] as const;
export type PrintedKind = (typeof PRINTED_KINDS)[number];
