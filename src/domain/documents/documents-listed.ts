import { advance } from '../advances/advance.ts';
import { creditNote } from '../credit-notes/credit-note.ts';
import { estimate } from '../estimates/estimate.ts';
import { invoice } from '../invoices/invoice.ts';
import type { PrintedKind } from '../kernel/paper-kinds.ts';
import type { Reader } from '../kernel/record.ts';
import { payment } from '../payments/payment.ts';
import { refund } from '../refunds/refund.ts';
import type { DocumentKind } from './document-number.ts';
import { duplicatesOf, isPrinted } from './document-prints.ts';

/** A numbered document as a list shows one. */
export interface PatientDocument {
  readonly kind: PrintedKind;
  readonly id: string;
  readonly number: string;
  readonly patientId: string;
  readonly patientName: string;
  readonly businessDate: string;
  readonly madeAtMs: number;
  /** Minor units. */
  readonly amountMinor: number;
  /** Whether the log has a print of it; how often it was printed again. */
  readonly printed: boolean;
  readonly duplicates: number;
  /** Made at this terminal, which alone can print it: only here is the key that signed it. */
  readonly here: boolean;
}

/** A patient's documents, or those whose numbers lie between two of each series. */
export type WhichDocuments =
  | { readonly patientId: string }
  | { readonly numbers: (kind: DocumentKind) => { readonly from: string; readonly to: string } };

/** The latest numbered documents, at most `each` of every kind, the latest first. */
export function documentsListed(reader: Reader, which: WhichDocuments, terminalId: string, each: number): PatientDocument[] {
  const ofPatient = 'patientId' in which;
  const where = (kind: DocumentKind) => (ofPatient ? { patientId: which.patientId } : { number: which.numbers(kind) });
  const latest = { orderBy: ofPatient ? 'businessDate' : 'number', descending: true, limit: each } as const;
  const listed = (kind: PrintedKind, one: Made, madeAtMs: number, amountMinor: number): PatientDocument => {
    const { id, number, patientId, patientName, businessDate } = one;
    const duplicates = one.duplicates ?? duplicatesOf(reader, number);
    const prints = { printed: isPrinted(reader, number, duplicates), duplicates, here: one.terminalId === terminalId };
    return { kind, id, number, patientId, patientName, businessDate, madeAtMs, amountMinor, ...prints };
  };
  const receipts = ofPatient ? { patientId: which.patientId } : { receiptNumber: which.numbers('receipt') };
  return [
    ...reader.find(invoice, where('invoice'), latest).map((one) => listed('invoice', one, one.issuedAtMs, one.totalMinor)),
    ...reader
      .find(creditNote, where('credit-note'), latest)
      .map((one) => listed('credit-note', one, one.issuedAtMs, one.totalMinor)),
    ...reader.find(refund, where('refund'), latest).map((one) => listed('refund', one, one.recordedAtMs, one.amountMinor)),
    ...reader
      .find(advance, where('receipt'), latest)
      // What came of a credit note or a bill paid twice has that document.
      .filter(({ origin }) => origin === 'deposit')
      .map((one) => listed('advance', one, one.receivedAtMs, one.amountMinor)),
    ...reader
      .find(estimate, where('estimate'), { ...latest, orderBy: ofPatient ? 'issuedAtMs' : 'number' })
      .map((one) => listed('estimate', one, one.issuedAtMs, one.totalMinor)),
    ...reader
      .find(payment, receipts, { ...latest, orderBy: ofPatient ? 'businessDate' : 'receiptNumber' })
      .map((one) => listed('receipt', { ...one, number: one.receiptNumber }, one.recordedAtMs, one.totalMinor)),
  ].sort((one, other) => other.madeAtMs - one.madeAtMs);
}

interface Made {
  readonly id: string;
  readonly number: string;
  readonly patientId: string;
  readonly patientName: string;
  readonly businessDate: string;
  readonly terminalId: string;
  /** A payment has its own. */
  readonly duplicates?: number;
}
