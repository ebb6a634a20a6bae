import { z } from 'zod';
import { approvalRequest } from '../approvals/approval-request.ts';
import { approvalUse } from '../approvals/approval-use.ts';
import { approvalRequested } from '../approvals/changes.ts';
import { balanceDue, type Invoice, invoice } from '../invoices/invoice.ts';
import { id, typed } from '../kernel/fields.ts';
import { amountMinor } from '../kernel/money.ts';
import { type Decision, type DecisionContext, defineOperation } from '../kernel/operation.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/refusal.ts';
import { openTillHere } from '../tills/open-till-here.ts';
import { visitPaid } from '../visits/changes.ts';
import { visitPaidBy } from '../visits/visit-paid-by.ts';
import { duesWaived } from './changes.ts';
import { type Waiver, waiver } from './waiver.ts';
import { waiverText } from './waiver-refusal.ts';

export interface WaivedDues {
  readonly waiverId: string;
  readonly amountMinor: number;
  /** Still due on the bill. */
  readonly balanceMinor: number;
  /** The same attempt had been recorded before: nothing was waived again. */
  readonly recordedBefore: boolean;
}

const what = { invoiceId: id, amountMinor: amountMinor.min(1), reason: typed(300) };
const input = z.strictObject({
  ...what,
  approval: approvalUse.optional(),
  /** Made by the window once per attempt, so that a second press or a lost answer never waives twice. */
  attemptId: z.string().min(8).max(64),
});

/** Lets go of dues on a bill, with a reason. Above the cap of one's role with an approval of exactly this. */
export const waiveDues = defineOperation({
  name: 'waiveDues',
  roles: ['cashier', 'manager'],
  terminals: ['cashier', 'back-office'],
  decidedAt: 'terminal',
  makes: [duesWaived, visitPaid],
  input,
  decide: (asked, context) => {
    const waiverId = context.idFor('waiver', context.place.terminalId, asked.attemptId);
    const before = context.reader.get(waiver, waiverId);
    return before ? sameAgain(before, asked, context) : waive(waiverId, asked, context);
  },
});

function sameAgain(
  before: Waiver,
  { invoiceId, amountMinor }: z.infer<typeof input>,
  { reader }: DecisionContext,
): Decision<WaivedDues> | Refusal {
  const bill = reader.get(invoice, invoiceId);
  if (!bill || before.invoiceId !== invoiceId || before.amountMinor !== amountMinor)
    return refuse('attempt-used', { number: before.invoiceNumber, totalMinor: before.amountMinor });
  return {
    changes: [],
    result: { waiverId: before.id, amountMinor, balanceMinor: balanceDue(bill), recordedBefore: true },
  };
}

function waive(
  waiverId: string,
  { invoiceId, amountMinor, reason, approval }: z.infer<typeof input>,
  context: DecisionContext,
): Decision<WaivedDues> | Refusal {
  const bill = billHere(invoiceId, amountMinor, context);
  if (isRefusal(bill)) return bill;
  const { reader, place, actor } = context;
  const till = place.kind === 'cashier' ? openTillHere(reader, place) : undefined;
  if (place.kind === 'cashier' && !till) return refuse('no-open-till');
  const { number: invoiceNumber, visitId, patientId, patientName } = bill;
  const said = { invoiceNumber, visitId, patientId, patientName, byName: actor.name, amountMinor, reason };
  const balanceMinor = balanceDue(bill) - amountMinor;
  return {
    changes: [
      duesWaived.of({ waiverId, tillId: till?.id ?? null, invoiceId, ...said, ...(approval ? { approval } : {}) }),
      ...(balanceMinor === 0 ? visitPaidBy(reader, { visitId, patientId, invoiceId }) : []),
    ],
    result: { waiverId, amountMinor, balanceMinor, recordedBefore: false },
  };
}

/** Asks a manager to let go of more than one may alone. */
export const requestWaiver = defineOperation({
  name: 'requestWaiver',
  roles: ['cashier', 'manager'],
  terminals: ['cashier', 'back-office'],
  decidedAt: 'terminal',
  makes: [approvalRequested],
  input: z.strictObject(what),
  decide(asked, context) {
    const { invoiceId, amountMinor, reason } = asked;
    const bill = billHere(invoiceId, amountMinor, context);
    if (isRefusal(bill)) return bill;
    const { patientId, patientName } = bill;
    const about = { subjectId: invoiceId, patientId, patientName };
    return approvalRequest({ kind: 'waiver', request: waiverText(asked), amountMinor, ...about, reason }, context);
  },
});

/** The bill, if it is of this branch and so much is due on it. */
function billHere(invoiceId: string, askedMinor: number, { reader, place }: DecisionContext): Invoice | Refusal {
  const bill = reader.get(invoice, invoiceId);
  if (!bill) return refuse('invoice-unknown');
  if (bill.branchId !== place.branchId) return refuse('bill-of-another-branch', { number: bill.number });
  const dueMinor = balanceDue(bill);
  if (askedMinor <= dueMinor) return bill;
  const details = { number: bill.number, dueMinor, givenMinor: askedMinor, differenceMinor: askedMinor - dueMinor };
  return refuse('exceeds-balance-due', details);
}
