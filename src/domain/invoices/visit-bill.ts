import { z } from 'zod';
import { nextNumber } from '../documents/document-series.ts';
import { id } from '../kernel/fields.ts';
import { defineQuery, type QueryContext } from '../kernel/operation.ts';
import { isRefusal } from '../kernel/refusal.ts';
import { openTillHere } from '../tills/open-till-here.ts';
import { type Visit, visit } from '../visits/visit.ts';
import { balanceDue, invoice } from './invoice.ts';
import { type InvoiceLine, type Totals, totalsOf } from './invoice-line.ts';
import { priceLines } from './price-lines.ts';

/** What a visit costs: as it would be billed now, or as it was. */
export interface VisitBill extends Totals {
  readonly visit: Pick<
    Visit,
    'id' | 'token' | 'state' | 'patientId' | 'patientName' | 'patientNumber' | 'patientPhone' | 'doctorId'
  >;
  readonly lines: readonly InvoiceLine[];
  /** Null until it is issued. */
  readonly invoice: { readonly invoiceId: string; readonly number: string; readonly paidMinor: number } | null;
  readonly dueMinor: number;
  /** What the documents will be numbered if they are made next; null where the series is full. */
  readonly nextInvoiceNumber: string | null;
  readonly nextReceiptNumber: string | null;
  /** Why it cannot be billed, e.g. a service that is no longer known; null where it can. */
  readonly problem: string | null;
}

export const visitBill = defineQuery({
  name: 'visitBill',
  roles: ['cashier', 'manager'],
  terminals: ['cashier', 'back-office'],
  input: z.strictObject({ visitId: id }),
  read({ visitId }, context): VisitBill | null {
    const billed = context.reader.get(visit, visitId);
    return billed ? bill(billed, context) : null;
  },
});

function bill(billed: Visit, { reader, place, businessDate }: QueryContext): VisitBill {
  const issued = billed.invoiceId ? reader.get(invoice, billed.invoiceId) : undefined;
  const priced = issued ? issued.lines : priceLines(reader, billed.lines);
  const problem = isRefusal(priced) ? priced.code : null;
  const lines = isRefusal(priced) ? [] : priced;
  const totals = totalsOf(lines);
  const date = openTillHere(reader, place)?.businessDate ?? businessDate;
  const next = (kind: 'invoice' | 'receipt') => {
    const number = nextNumber(reader, place, kind, date);
    return isRefusal(number) ? null : number.number;
  };
  const { id, token, state, patientId, patientName, patientNumber, patientPhone, doctorId } = billed;
  return {
    visit: { id, token, state, patientId, patientName, patientNumber, patientPhone, doctorId },
    lines,
    ...totals,
    invoice: issued ? { invoiceId: issued.id, number: issued.number, paidMinor: issued.paidMinor } : null,
    dueMinor: issued ? balanceDue(issued) : totals.totalMinor,
    nextInvoiceNumber: next('invoice'),
    nextReceiptNumber: next('receipt'),
    problem,
  };
}
