import type { z } from 'zod';
import { approvalRequest, type RequestedApproval } from '../approvals/approval-request.ts';
import { approvalRequested } from '../approvals/changes.ts';
import { type Decision, type DecisionContext, defineOperation } from '../kernel/operation.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/refusal.ts';
import { openTillHere } from '../tills/open-till-here.ts';
import { creditRequest } from './credit-amounts.ts';
import { creditAsked, creditOf } from './credit-asked.ts';

/** Asks a second person to let an invoice be taken back, wholly or in part. */
export const requestCreditNote = defineOperation({
  name: 'requestCreditNote',
  roles: ['cashier'],
  terminals: ['cashier'],
  decidedAt: 'terminal',
  voids: true,
  makes: [approvalRequested],
  input: creditAsked,
  decide: request,
});

function request(asked: z.output<typeof creditAsked>, context: DecisionContext): Decision<RequestedApproval> | Refusal {
  if (!openTillHere(context.reader, context.place)) return refuse('no-open-till');
  const credit = creditOf(context.reader, asked);
  if (isRefusal(credit)) return credit;
  const { bill, totalMinor } = credit;
  const { id: invoiceId, number: invoiceNumber, patientId, patientName } = bill;
  const { reason } = asked;
  const request = creditRequest({ ...credit, ...asked, lines: credit.lines, invoiceNumber });
  const ofBill = { subjectId: invoiceId, patientId, patientName, amountMinor: totalMinor, reason };
  return approvalRequest({ kind: 'credit-note', request, ...ofBill }, context);
}
