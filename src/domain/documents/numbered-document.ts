import { advance } from '../advances/advance.ts';
import { creditNote } from '../credit-notes/credit-note.ts';
import { estimate } from '../estimates/estimate.ts';
import { invoice } from '../invoices/invoice.ts';
import type { PaperLanguage, PrintedKind } from '../kernel/paper-kinds.ts';
import type { Reader } from '../kernel/record.ts';
import { payment } from '../payments/payment.ts';
import { refund } from '../refunds/refund.ts';
import { duplicatesOf, isPrinted, printedIn } from './document-prints.ts';

/** A numbered document, as far as its prints need it. */
export interface NumberedDocument {
  readonly number: string;
  readonly terminalId: string;
  readonly patientId: string;
  readonly patientName: string;
  /** How often it was printed again. */
  readonly duplicates: number;
  /** The log has a print of it: whatever is printed now is a duplicate. */
  readonly printed: boolean;
  /** What its original was printed in; undefined: it was not printed yet, or did not say. */
  readonly language: PaperLanguage | undefined;
}

export function numberedDocument(reader: Reader, kind: PrintedKind, subjectId: string): NumberedDocument | undefined {
  const one = kind === 'receipt' ? receiptOf(reader, subjectId) : recordOf(reader, kind, subjectId);
  if (!one) return undefined;
  const { number, terminalId, patientId, patientName } = one;
  const duplicates = 'duplicates' in one ? one.duplicates : duplicatesOf(reader, number);
  const prints = { duplicates, printed: isPrinted(reader, number, duplicates), language: printedIn(reader, number) };
  return { number, terminalId, patientId, patientName, ...prints };
}

function receiptOf(reader: Reader, paymentId: string) {
  const one = reader.get(payment, paymentId);
  return one && { ...one, number: one.receiptNumber };
}

function recordOf(reader: Reader, kind: Exclude<PrintedKind, 'receipt'>, subjectId: string) {
  switch (kind) {
    case 'invoice':
      return reader.get(invoice, subjectId);
    case 'credit-note':
      return reader.get(creditNote, subjectId);
    case 'refund':
      return reader.get(refund, subjectId);
    case 'advance': {
      // Only a deposit has a receipt; what came of a credit note or a bill paid twice has that document.
      const one = reader.get(advance, subjectId);
      return one?.origin === 'deposit' ? one : undefined;
    }
    case 'estimate':
      return reader.get(estimate, subjectId);
    default:
      return kind satisfies never;
  }
}
