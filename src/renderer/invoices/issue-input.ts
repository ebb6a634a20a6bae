import type { VisitBill } from '#domain/invoices/visit-bill.ts';
import type { OperationInput } from '../app/counter.ts';

/** How the bill that is shown is issued: as it was asked for, with the approval of exactly it, and at what it shows. */
export function issueInput({ visit, asked, approval, totalMinor }: VisitBill): OperationInput<'issueInvoice'> {
  return { ...asked, visitId: visit.id, approvalId: approval?.approvalId ?? null, seenTotalMinor: totalMinor };
}
