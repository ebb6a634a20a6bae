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
export type PaperLanguage = (typeof PAPER_LANGUAGES)[number];

/** `80mm`, `58mm`: a roll, as long as it needs to be. The others: sheets. */
export const PAPER_FORMATS = ['80mm', '58mm', 'a5', 'a4'] as const;
export type PaperFormat = (typeof PAPER_FORMATS)[number];
