import { z } from 'zod';
import { application } from '../advances/application.ts';
import { advanceApplied } from '../advances/changes.ts';
import { nextNumber } from '../documents/document-series.ts';
import { balanceDue, invoice } from '../invoices/invoice.ts';
import { id } from '../kernel/fields.ts';
import { amountMinor } from '../kernel/money.ts';
import { type Decision, type DecisionContext, defineOperation } from '../kernel/operation.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/refusal.ts';
import { openTillHere } from '../tills/open-till-here.ts';
import { visitPaid } from '../visits/changes.ts';
import { visitPaidBy } from '../visits/visit-paid-by.ts';
import { paymentRecorded } from './changes.ts';
import { type ClaimedKind, isClaimed } from './claims.ts';
import { type Payment, payment } from './payment.ts';
import { shownBeforeRefusal } from './shown-reference.ts';
import { asKept, changeOf, enteredTender, tendersTotal } from './tender.ts';
import { referencesRefusal, tendersRefusal } from './tender-refusal.ts';

export interface RecordedPayment {
  readonly paymentId: string;
  readonly receiptNumber: string;
  readonly totalMinor: number;
  /** To hand back over the counter. */
  readonly changeMinor: number;
  /** Still due on the bill after it. */
  readonly balanceMinor: number;
  /** What of it is only claimed: nobody has seen it in the bank when it is taken. */
  readonly claimed: readonly { readonly kind: ClaimedKind; readonly amountMinor: number }[];
  /** The same attempt had been recorded before: nothing new was taken. */
  readonly recordedBefore: boolean;
}

const input = z.strictObject({
  invoiceId: id,
  tenders: z.array(enteredTender).min(1).max(10),
  /** Less than is due is taken on purpose. The visit is then not PAID until the rest is. */
  part: z.boolean().default(false),
  /** So much of the patient's advance settles the bill first. */
  applyAdvanceMinor: amountMinor.default(0),
  /** Made by the window once per attempt, so that a second press or a lost answer never pays twice. */
  attemptId: z.string().min(8).max(64),
});

/**
 * Takes the balance due of an invoice, or part of it, in one or several tenders, after what the patient's advance settles of
 * it. Whatever settles the whole makes the visit PAID in the same entry. The result is what the receipt prints; a print that
 * fails undoes nothing.
 */
export const recordPayment = defineOperation({
  name: 'recordPayment',
  roles: ['cashier'],
  terminals: ['cashier'],
  decidedAt: 'terminal',
  makes: [advanceApplied, paymentRecorded, visitPaid],
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
  { invoiceId, tenders: entered, part, applyAdvanceMinor }: z.infer<typeof input>,
  context: DecisionContext,
): Decision<RecordedPayment> | Refusal {
  const { reader, place, actor, businessDate } = context;
  const till = openTillHere(reader, place);
  if (!till) return refuse('no-open-till');
  const bill = reader.get(invoice, invoiceId);
  if (!bill) return refuse('invoice-unknown');
  const tenders = entered.map(asKept);
  const wrong = tendersRefusal(tenders) ?? referencesRefusal(entered) ?? shownBeforeRefusal(reader, place.branchId, entered);
  if (wrong) return wrong;
  const applied = applyAdvanceMinor > 0 ? application(bill, applyAdvanceMinor, paymentId, till.id, context) : [];
  if (isRefusal(applied)) return applied;
  const next = nextNumber(reader, place, 'receipt', businessDate);
  if (isRefusal(next)) return next;
  const { visitId, patientId, patientName, number: invoiceNumber } = bill;
  const totalMinor = tendersTotal(tenders);
  const balanceMinor = Math.max(0, balanceDue(bill) - applyAdvanceMinor - totalMinor);
  const said = { invoiceId, invoiceNumber, visitId, patientId, patientName, cashierName: actor.name, tenders, totalMinor };
  // What covers the balance is no part, whatever was meant.
  const isPart = part && balanceMinor > 0;
  return {
    changes: [
      ...applied,
      paymentRecorded.of({
        ...{ paymentId, ...next, tillId: till.id, ...said },
        ...(isPart ? { part } : {}),
        ...(applyAdvanceMinor > 0 ? { appliedMinor: applyAdvanceMinor } : {}),
        balanceMinor,
      }),
      ...(isPart ? [] : visitPaidBy(reader, { visitId, patientId, invoiceId })),
    ],
    documentNumber: next.number,
    result: {
      ...resultOf({ id: paymentId, receiptNumber: next.number, totalMinor, tenders, balanceMinor }),
      recordedBefore: false,
    },
  };
}

function resultOf({
  id: paymentId,
  receiptNumber,
  totalMinor,
  tenders,
  balanceMinor = 0,
}: Pick<Payment, 'id' | 'receiptNumber' | 'totalMinor' | 'tenders' | 'balanceMinor'>) {
  const claimed = tenders.filter(isClaimed).map(({ kind, amountMinor }) => ({ kind, amountMinor }));
  return { paymentId, receiptNumber, totalMinor, changeMinor: changeOf(tenders), balanceMinor, claimed };
}
