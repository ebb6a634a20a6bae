import { z } from 'zod';
import { financialYear } from '../kernel/calendar.ts';

/** Documents that carry a number of their terminal's series. A Z has its own series, which never restarts. */
export const DOCUMENT_KINDS = ['invoice', 'receipt', 'credit-note', 'refund', 'estimate'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** `V`: a refund voucher (CGST Rules 2017, rule 51). Credit notes have a series of their own (rule 53). */
const PREFIX: Readonly<Record<DocumentKind, string>> = {
  invoice: 'T',
  receipt: 'R',
  'credit-note': 'C',
  refund: 'V',
  estimate: 'E',
};

/** In place of a terminal's code, where everything is only practised: no number of a series looks like it. */
const TRAINING = 'TRAINING';

/** India, CGST Rules 2017, rule 46(b): at most 16 characters of letters, digits, `-` and `/`, unique in a financial year. */
export const documentNumberText = z.string().regex(/^[A-Za-z0-9/-]{1,16}$/);
export const sequenceNumber = z.number().int().min(1).max(99_999_999);

/** One series for each terminal, kind of document and financial year, so that no two terminals ever give one number. */
export function seriesId(terminalId: string, kind: DocumentKind, businessDate: string): string {
  return `${terminalId}:${kind}:${financialYear(businessDate)}`;
}

/**
 * The number as it is printed: `T07/2627/000123` for the 123rd invoice of terminal `T07` in 2026-27, `R07/2627/000123`
 * for its receipt. Undefined where it would be longer than the law allows: the series is full.
 * @param terminalCode `T` and the terminal's number
 */
export function documentNumber(
  kind: DocumentKind,
  terminalCode: string,
  businessDate: string,
  sequence: number,
): string | undefined {
  if (terminalCode === TRAINING) return `${TRAINING}/${String(sequence).padStart(6, '0')}`;
  const terminal = terminalCode.replace(/^T/, '');
  const number = `${PREFIX[kind]}${terminal}/${financialYear(businessDate)}/${String(sequence).padStart(6, '0')}`;
  return number.length <= 16 ? number : undefined;
}
