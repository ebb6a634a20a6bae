import { z } from 'zod';
import { accountId } from '../advances/account-id.ts';
import { advance } from '../advances/advance.ts';
import { advanceRefusal, patientAccount } from '../advances/patient-account.ts';
import { approvalRequest, type RequestedApproval } from '../approvals/approval-request.ts';
import { approvalRequested } from '../approvals/changes.ts';
import { id, typed } from '../kernel/fields.ts';
import { amountMinor } from '../kernel/money.ts';
import { type Decision, type DecisionContext, defineOperation } from '../kernel/operation.ts';
import type { Reader } from '../kernel/record.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';
import { payment } from '../payments/payment.ts';
import { type RefundSource, refundSource, refundText } from './refund-facts.ts';
import { sourceRefusal, type TakenByTenders } from './refunded-tenders.ts';

const input = z.strictObject({
  source: refundSource,
  amountMinor: amountMinor.min(1),
  /** Who gets the money, where it is somebody of the clinic. */
  payeeId: id.nullable().default(null),
  reason: typed(300),
});

/** Asks a manager to give a patient's advance back, by the tender it came by. Nothing is paid until it was agreed to. */
export const requestRefund = defineOperation({
  name: 'requestRefund',
  roles: ['cashier'],
  terminals: ['cashier'],
  decidedAt: 'terminal',
  makes: [approvalRequested],
  input,
  decide: (asked, context) => ask(asked, context),
});

function ask(asked: z.infer<typeof input>, context: DecisionContext): Decision<RequestedApproval> | Refusal {
  const { reader, place } = context;
  const { source, amountMinor, payeeId, reason } = asked;
  const taken = sourceOf(reader, source);
  const tender = taken?.tenders[source.tenderIndex]?.kind;
  if (!taken || !tender) return refuse('refund-source-unknown');
  const { patientId, patientName, number: receiptNumber } = taken;
  const facts = { patientId, source, receiptNumber, tender, amountMinor, payeeId, reason };
  const account = reader.get(patientAccount, accountId(place.branchId, patientId));
  const refusal = sourceRefusal(taken, facts, receiptNumber) ?? advanceRefusal(account, amountMinor);
  if (refusal) return refusal;
  const request = refundText(facts);
  const about = { subjectId: source.id, patientId, patientName, payeeId };
  return approvalRequest({ kind: 'refund', request, amountMinor, ...about, reason }, context);
}

/** The money a refund goes back on, with the number of its receipt. */
export function sourceOf(
  reader: Reader,
  { kind, id }: RefundSource,
): (TakenByTenders & { readonly number: string; readonly patientName: string }) | undefined {
  if (kind === 'advance') return reader.get(advance, id);
  const paid = reader.get(payment, id);
  return paid && { ...paid, number: paid.receiptNumber };
}
