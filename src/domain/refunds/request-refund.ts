import { z } from 'zod';
import { accountId } from '../advances/account-id.ts';
import { advanceRefusal, patientAccount } from '../advances/patient-account.ts';
import { approvalRequest, type RequestedApproval } from '../approvals/approval-request.ts';
import { approvalRequested } from '../approvals/changes.ts';
import { id, typed } from '../kernel/fields.ts';
import { amountMinor } from '../kernel/money.ts';
import { type Decision, type DecisionContext, defineOperation } from '../kernel/operation.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';
import { refundSource, refundText } from './refund-facts.ts';
import { sourceOf } from './refund-source.ts';
import { refundable, sourceRefusal } from './refunded-tenders.ts';
import { refundsUnderway, underwayRefusal } from './refunds-underway.ts';

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

function ask(wanted: z.infer<typeof input>, context: DecisionContext): Decision<RequestedApproval> | Refusal {
  const { reader, place } = context;
  const { source, amountMinor, payeeId, reason } = wanted;
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
  const decision = approvalRequest({ kind: 'refund', request, amountMinor, ...about, reason }, context);
  if (decision.changes.length === 0) return decision;
  const held = { refundableMinor: refundable(taken, source.tenderIndex), advanceMinor: account?.advanceMinor ?? 0 };
  const asked = { source, amountMinor, number: receiptNumber };
  return underwayRefusal(refundsUnderway(context, patientId), asked, held) ?? decision;
}
