import type { z } from 'zod';
import type { Invoice } from '../invoices/invoice.ts';
import type { Change } from '../kernel/change.ts';
import type { DecisionContext } from '../kernel/operation.ts';
import { isRefusal, type Refusal } from '../kernel/refusal.ts';
import { type Advance, partsFor } from './advance.ts';
import { advanceApplied } from './changes.ts';

/**
 * The change by which a patient's advance settles so much of a bill: first what was prepaid for the bill's own plan, then what
 * is for no plan, each oldest first.
 * @param applicationId of the attempt, so that a second press applies nothing again
 */
export function application(
  bill: Invoice,
  amountMinor: number,
  applicationId: string,
  tillId: string,
  { reader, place, actor }: Pick<DecisionContext, 'reader' | 'place' | 'actor'>,
): [Change<z.output<typeof advanceApplied.shape>>] | Refusal {
  const { id: invoiceId, number: invoiceNumber, visitId, patientId, patientName } = bill;
  const from = partsFor(reader, place.branchId, patientId, amountMinor, rankFor(bill));
  if (isRefusal(from)) return from;
  const ofBill = { invoiceId, invoiceNumber, visitId, patientId, patientName };
  return [advanceApplied.of({ applicationId, tillId, ...ofBill, byName: actor.name, amountMinor, from })];
}

/** What was prepaid for another plan is taken last. */
function rankFor({ estimateNumber }: Invoice): (one: Advance) => number {
  return ({ estimate }) => (estimate === undefined ? 1 : estimate.number === estimateNumber ? 0 : 2);
}
