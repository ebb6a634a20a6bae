import { z } from 'zod';
import { type Letterhead, letterhead } from '../documents/letterhead.ts';
import { type Invoice, invoice } from '../invoices/invoice.ts';
import type { InvoiceLine } from '../invoices/invoice-line.ts';
import { id } from '../kernel/fields.ts';
import { defineQuery, type QueryContext } from '../kernel/operation.ts';
import { till } from '../tills/till.ts';
import { type Payment, payment } from './payment.ts';
import { changeOf, type Tender } from './tender.ts';

/** Everything a receipt says, as it was when the money was taken. */
export interface PaymentDocument {
  readonly paymentId: string;
  readonly letterhead: Letterhead;
  readonly receiptNumber: string;
  readonly invoiceNumber: string;
  readonly businessDate: string;
  readonly recordedAtMs: number;
  readonly patientName: string;
  readonly patientNumber: string;
  readonly lines: readonly InvoiceLine[];
  readonly netMinor: number;
  readonly taxMinor: number;
  /** What takes net and tax to the total where the clinic rounds. */
  readonly roundOffMinor: number;
  readonly totalMinor: number;
  /** What this receipt is for. */
  readonly receivedMinor: number;
  /** What the patient's advance settled along with it. */
  readonly appliedMinor: number;
  /** What remains due on the invoice after it. */
  readonly balanceMinor: number;
  readonly tenders: readonly Tender[];
  readonly changeMinor: number;
  readonly cashierName: string;
  readonly terminalCode: string;
  /** 0: the original. n: printed as DUPLICATE n. */
  readonly duplicate: number;
}

export const paymentDocument = defineQuery({
  name: 'paymentDocument',
  roles: ['cashier', 'manager', 'auditor'],
  terminals: ['cashier', 'back-office'],
  input: z.strictObject({ paymentId: id }),
  read({ paymentId }, context): PaymentDocument | null {
    const paid = context.reader.get(payment, paymentId);
    const bill = paid && context.reader.get(invoice, paid.invoiceId);
    return paid && bill ? documentOf(paid, bill, context) : null;
  },
});

function documentOf(paid: Payment, bill: Invoice, { reader, place }: QueryContext): PaymentDocument {
  const { receiptNumber, invoiceNumber, businessDate, recordedAtMs, patientName, tenders, cashierName } = paid;
  const { patientNumber, lines, netMinor, taxMinor, roundingMinor, totalMinor } = bill;
  return {
    paymentId: paid.id,
    letterhead: letterhead(reader, place.clinicId, paid.branchId, { ...paid, atMs: recordedAtMs }),
    receiptNumber,
    invoiceNumber,
    businessDate,
    recordedAtMs,
    patientName,
    patientNumber,
    lines,
    netMinor,
    taxMinor,
    roundOffMinor: roundingMinor,
    totalMinor,
    receivedMinor: paid.totalMinor,
    appliedMinor: paid.appliedMinor ?? 0,
    // Receipts given before there were part payments were for all that was due.
    balanceMinor: paid.balanceMinor ?? 0,
    tenders,
    changeMinor: changeOf(tenders),
    cashierName,
    terminalCode: reader.get(till, paid.tillId)?.terminalCode ?? '',
    duplicate: paid.duplicates,
  };
}
