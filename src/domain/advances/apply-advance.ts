import { z } from 'zod';
import { balanceDue, invoice } from '../invoices/invoice.ts';
import { id } from '../kernel/fields.ts';
import { amountMinor } from '../kernel/money.ts';
import { type Decision, type DecisionContext, defineOperation } from '../kernel/operation.ts';
import type { Reader } from '../kernel/record.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/refusal.ts';
import { openTillHere } from '../tills/open-till-here.ts';
import { visitPaid } from '../visits/changes.ts';
import { visitPaidBy } from '../visits/visit-paid-by.ts';
import { advance } from './advance.ts';
import { advanceApplication } from './advance-application.ts';
import { application } from './application.ts';
import { type AdvancePart, advanceApplied } from './changes.ts';

export interface AppliedAdvance {
  readonly applicationId: string;
  readonly invoiceId: string;
  readonly invoiceNumber: string;
  readonly amountMinor: number;
  /** The advances it came from, oldest first: each by its receipt's number. */
  readonly from: readonly { readonly number: string; readonly amountMinor: number }[];
  /** Still due on the bill. */
  readonly balanceMinor: number;
  /** The same attempt had been recorded before: nothing was applied again. */
  readonly recordedBefore: boolean;
}

const input = z.strictObject({
  invoiceId: id,
  amountMinor: amountMinor.min(1),
  /** Made by the window once per attempt, so that a second press or a lost answer never applies twice. */
  attemptId: z.string().min(8).max(64),
});

/** Settles a bill with the patient's advance, wholly or in part. No money moves and no receipt is given. */
export const applyAdvance = defineOperation({
  name: 'applyAdvance',
  roles: ['cashier'],
  terminals: ['cashier'],
  decidedAt: 'terminal',
  makes: [advanceApplied, visitPaid],
  needsLease: true,
  input,
  decide: (asked, context) => apply(asked, context),
});

function apply(asked: z.infer<typeof input>, context: DecisionContext): Decision<AppliedAdvance> | Refusal {
  const { invoiceId, amountMinor, attemptId } = asked;
  const { reader, place } = context;
  const bill = reader.get(invoice, invoiceId);
  if (!bill) return refuse('invoice-unknown');
  const applicationId = context.idFor('application', place.terminalId, attemptId);
  const result = { applicationId, invoiceId, invoiceNumber: bill.number, amountMinor };
  const before = reader.get(advanceApplication, applicationId);
  if (before) {
    const isSame = before.invoiceId === invoiceId && before.amountMinor === amountMinor;
    if (!isSame) return refuse('attempt-used', { number: before.invoiceNumber, totalMinor: before.amountMinor });
    const from = namedParts(before.from, reader);
    return { changes: [], result: { ...result, from, balanceMinor: balanceDue(bill), recordedBefore: true } };
  }
  const till = openTillHere(reader, place);
  if (!till) return refuse('no-open-till');
  const applied = application(bill, amountMinor, applicationId, till.id, context);
  if (isRefusal(applied)) return applied;
  const from = namedParts(applied[0].body.from, reader);
  const balanceMinor = Math.max(0, balanceDue(bill) - amountMinor);
  const { visitId, patientId } = bill;
  return {
    changes: [...applied, ...(balanceMinor === 0 ? visitPaidBy(reader, { visitId, patientId, invoiceId }) : [])],
    result: { ...result, from, balanceMinor, recordedBefore: false },
  };
}

function namedParts(parts: readonly AdvancePart[], reader: Reader): AppliedAdvance['from'] {
  return parts.map(({ advanceId, amountMinor }) => ({ number: reader.get(advance, advanceId)?.number ?? '', amountMinor }));
}
