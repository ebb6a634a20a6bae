import { z } from 'zod';
import { nextNumber } from '../documents/document-series.ts';
import { invoice } from '../invoices/invoice.ts';
import { id } from '../kernel/fields.ts';
import { sum } from '../kernel/money.ts';
import { type Decision, type DecisionContext, defineOperation } from '../kernel/operation.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/refusal.ts';
import { openTillHere } from '../tills/open-till-here.ts';
import { visitPaid } from '../visits/changes.ts';
import { paymentRecorded } from './changes.ts';
import { type Payment, payment, tendersRefusal } from './payment.ts';
import { type EnteredTender, enteredTender, type Tender, tendersTotal } from './tender.ts';

export interface RecordedPayment {
  readonly paymentId: string;
  readonly receiptNumber: string;
  readonly totalMinor: number;
  /** To hand back over the counter. */
  readonly changeMinor: number;
  /** The same attempt had been recorded before: nothing new was taken. */
  readonly recordedBefore: boolean;
}

const input = z.strictObject({
  invoiceId: id,
  tenders: z.array(enteredTender).min(1).max(10),
  /** Made by the window once per attempt, so that a second press or a lost answer never pays twice. */
  attemptId: z.string().min(8).max(64),
});

/**
 * Takes the whole balance due of an invoice, in one or several tenders. In the same entry the visit becomes PAID. The
 * result is what the receipt prints; a print that fails undoes nothing.
 */
export const recordPayment = defineOperation({
  name: 'recordPayment',
  roles: ['cashier'],
  terminals: ['cashier'],
  decidedAt: 'terminal',
  makes: [paymentRecorded, visitPaid],
  needsLease: true,
  input,
  decide: (asked, context) => {
    const paymentId = context.idFor('payment', context.place.terminalId, asked.attemptId);
    const before = context.reader.get(payment, paymentId);
    return before ? sameAgain(before, asked) : take(paymentId, asked, context);
  },
});

function sameAgain(before: Payment, asked: z.infer<typeof input>): Decision<RecordedPayment> | Refusal {
  const isSame = before.invoiceId === asked.invoiceId && before.totalMinor === tendersTotal(asked.tenders);
  if (!isSame) return refuse('attempt-used', { number: before.receiptNumber, totalMinor: before.totalMinor });
  return { changes: [], result: { ...resultOf(before), recordedBefore: true } };
}

function take(
  paymentId: string,
  { invoiceId, tenders: entered }: z.infer<typeof input>,
  { reader, place, actor, businessDate }: DecisionContext,
): Decision<RecordedPayment> | Refusal {
  const till = openTillHere(reader, place);
  if (!till) return refuse('no-open-till');
  const bill = reader.get(invoice, invoiceId);
  if (!bill) return refuse('invoice-unknown');
  const tenders = entered.map(withChange);
  const short = tendersRefusal(tenders);
  if (short) return short;
  const next = nextNumber(reader, place, 'receipt', businessDate);
  if (isRefusal(next)) return next;
  const { visitId, patientId, patientName, number: invoiceNumber } = bill;
  const totalMinor = tendersTotal(tenders);
  const said = { invoiceId, invoiceNumber, visitId, patientId, patientName, cashierName: actor.name, tenders, totalMinor };
  return {
    changes: [
      paymentRecorded.of({ paymentId, ...next, tillId: till.id, ...said }),
      visitPaid.of({ visitId, patientId, invoiceId }),
    ],
    documentNumber: next.number,
    result: { ...resultOf({ id: paymentId, receiptNumber: next.number, totalMinor, tenders }), recordedBefore: false },
  };
}

function withChange(one: EnteredTender): Tender {
  if (one.kind !== 'cash') return one;
  return { ...one, changeMinor: Math.max(0, one.tenderedMinor - one.amountMinor) };
}

function resultOf({
  id: paymentId,
  receiptNumber,
  totalMinor,
  tenders,
}: Pick<Payment, 'id' | 'receiptNumber' | 'totalMinor' | 'tenders'>) {
  return { paymentId, receiptNumber, totalMinor, changeMinor: changeOf(tenders) };
}

/** What went back over the counter. */
export function changeOf(tenders: readonly Tender[]): number {
  return sum(tenders.map((one) => (one.kind === 'cash' ? one.changeMinor : 0)));
}
