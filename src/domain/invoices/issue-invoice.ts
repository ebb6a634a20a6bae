import { z } from 'zod';
import { nextNumber } from '../documents/document-series.ts';
import { id } from '../kernel/fields.ts';
import { MAX_AMOUNT_MINOR } from '../kernel/money.ts';
import { type Decision, type DecisionContext, defineOperation } from '../kernel/operation.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/refusal.ts';
import { openTillHere } from '../tills/open-till-here.ts';
import { visitInvoiced, visitPaid } from '../visits/changes.ts';
import { visit } from '../visits/visit.ts';
import { invoiceIssued } from './changes.ts';
import { billableRefusal } from './invoice.ts';
import { totalsOf } from './invoice-line.ts';
import { priceLines } from './price-lines.ts';

export interface IssuedInvoice {
  readonly invoiceId: string;
  readonly number: string;
  readonly totalMinor: number;
  /** Nothing was owed, so nothing is to be collected: the visit is PAID. */
  readonly paid: boolean;
}

/** Bills a visit that the doctor has sent, at the catalogue's prices, under the next number of this terminal. */
export const issueInvoice = defineOperation({
  name: 'issueInvoice',
  roles: ['cashier'],
  terminals: ['cashier'],
  decidedAt: 'terminal',
  makes: [invoiceIssued, visitInvoiced, visitPaid],
  needsLease: true,
  input: z.strictObject({ visitId: id }),
  decide: ({ visitId }, context) => issue(visitId, context),
});

function issue(visitId: string, { reader, place, businessDate, newId }: DecisionContext): Decision<IssuedInvoice> | Refusal {
  const till = openTillHere(reader, place);
  if (!till) return refuse('no-open-till');
  const billed = reader.get(visit, visitId);
  const notBillable = billableRefusal(billed);
  if (notBillable || !billed) return notBillable ?? refuse('visit-unknown');
  const lines = priceLines(reader, billed.lines);
  if (isRefusal(lines)) return lines;
  const next = nextNumber(reader, place, 'invoice', businessDate);
  if (isRefusal(next)) return next;
  const invoiceId = newId();
  const totals = totalsOf(lines);
  if (totals.totalMinor > MAX_AMOUNT_MINOR) return refuse('amount-too-large', { totalMinor: totals.totalMinor });
  const { patientId, patientName, patientNumber, doctorId } = billed;
  const ofVisit = { visitId, patientId, invoiceId };
  const nothingOwed = totals.totalMinor === 0;
  return {
    changes: [
      invoiceIssued.of({
        ...ofVisit,
        ...next,
        ...totals,
        tillId: till.id,
        patientName,
        patientNumber,
        doctorId,
        lines: [...lines],
      }),
      visitInvoiced.of(ofVisit),
      ...(nothingOwed ? [visitPaid.of(ofVisit)] : []),
    ],
    documentNumber: next.number,
    result: { invoiceId, number: next.number, totalMinor: totals.totalMinor, paid: nothingOwed },
  };
}
