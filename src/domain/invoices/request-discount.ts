import type { z } from 'zod';
import { approvalRequest, type RequestedApproval } from '../approvals/approval-request.ts';
import { REQUEST_MAX } from '../approvals/approval-use.ts';
import { approvalRequested } from '../approvals/changes.ts';
import { id } from '../kernel/fields.ts';
import { type Decision, type DecisionContext, defineOperation } from '../kernel/operation.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/refusal.ts';
import { openTillHere } from '../tills/open-till-here.ts';
import { visit } from '../visits/visit.ts';
import { approvalNeeded, billRequest, discountCap, givenAway } from './bill-approval.ts';
import { billAsked } from './bill-asked.ts';
import { billableRefusal } from './invoice.ts';
import { priceBill } from './price-bill.ts';
import { MAX_LINES } from './price-lines.ts';
import { chargeable } from './registered.ts';

const input = billAsked.extend({ visitId: id });

/** Asks a second person for a discount above one's own cap, or for prices that are not the list's: for exactly this bill. */
export const requestDiscount = defineOperation({
  name: 'requestDiscount',
  roles: ['cashier'],
  terminals: ['cashier'],
  decidedAt: 'terminal',
  makes: [approvalRequested],
  input,
  decide: request,
});

function request({ visitId, ...asked }: z.output<typeof input>, context: DecisionContext): Decision<RequestedApproval> | Refusal {
  const { reader, place, actor, businessDate } = context;
  if (!openTillHere(reader, place)) return refuse('no-open-till');
  const billed = reader.get(visit, visitId);
  const notBillable = billableRefusal(billed);
  if (notBillable || !billed) return notBillable ?? refuse('visit-unknown');
  const bill = chargeable(reader, place.clinicId, priceBill(reader, place.clinicId, billed, asked, businessDate));
  if (isRefusal(bill)) return bill;
  const kind = approvalNeeded(bill, discountCap(reader, place.clinicId, actor.roles));
  if (!kind) return refuse('approval-not-needed');
  const text = billRequest(kind, { ...bill, visitId });
  if (text.length > REQUEST_MAX) return refuse('too-many-lines', { most: MAX_LINES });
  const { patientId, patientName } = billed;
  const ofPatient = { subjectId: visitId, patientId, patientName, reason: asked.reason };
  return approvalRequest({ ...ofPatient, kind, request: text, amountMinor: givenAway(bill.lines) }, context);
}
