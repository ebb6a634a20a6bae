import type { z } from 'zod';
import { nextNumber } from '../documents/document-series.ts';
import { paperBesideTill } from '../documents/letterhead.ts';
import { balanceDue } from '../invoices/invoice.ts';
import type { Change } from '../kernel/change.ts';
import { id } from '../kernel/fields.ts';
import { type Decision, type DecisionContext, defineOperation } from '../kernel/operation.ts';
import type { Reader } from '../kernel/record.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/refusal.ts';
import { openTillHere } from '../tills/open-till-here.ts';
import { visitBillingReopened, visitPaid } from '../visits/changes.ts';
import { visit } from '../visits/visit.ts';
import { creditNoteIssued } from './changes.ts';
import { afterCredit, creditRequest, invoiceSeries } from './credit-amounts.ts';
import { type Credit, creditAsked, creditOf } from './credit-asked.ts';

export interface IssuedCreditNote {
  readonly creditNoteId: string;
  readonly number: string;
  readonly totalMinor: number;
  /** What of it the patient had paid, and has as an advance now. */
  readonly toAdvanceMinor: number;
}

const input = creditAsked.extend({ approvalId: id });

/** Takes an invoice back, wholly or in part, with a second person's approval. No money moves. */
export const issueCreditNote = defineOperation({
  name: 'issueCreditNote',
  roles: ['cashier'],
  terminals: ['cashier'],
  decidedAt: 'terminal',
  voids: true,
  makes: [creditNoteIssued, visitPaid, visitBillingReopened],
  input,
  decide: issue,
});

function issue(
  asked: z.output<typeof input>,
  { reader, place, actor, businessDate, newId }: DecisionContext,
): Decision<IssuedCreditNote> | Refusal {
  const till = openTillHere(reader, place);
  if (!till) return refuse('no-open-till');
  const credit = creditOf(reader, asked);
  if (isRefusal(credit)) return credit;
  const next = nextNumber(reader, place, 'credit-note', businessDate);
  if (isRefusal(next)) return next;
  const { bill, ...amounts } = credit;
  const { visitId, patientId, patientName, patientNumber, id: invoiceId, number: invoiceNumber } = bill;
  const { reason, reopens, approvalId } = asked;
  const request = creditRequest({ ...amounts, invoiceId, invoiceNumber, reason, reopens });
  const creditNoteId = newId();
  const cites = { invoiceId, invoiceNumber, invoiceSeriesId: invoiceSeries(bill), invoiceTotalMinor: bill.totalMinor };
  const ofPatient = { visitId, patientId, patientName, patientNumber };
  return {
    changes: [
      creditNoteIssued.of({
        ...{ creditNoteId, ...next, tillId: till.id, ...cites, ...ofPatient, ...amounts, reason, reopens },
        issuedByName: actor.name,
        approval: { approvalId, request },
        ...paperBesideTill(reader, place, till),
      }),
      ...visitFollows(reader, credit, reopens),
    ],
    documentNumber: next.number,
    result: { creditNoteId, number: next.number, totalMinor: amounts.totalMinor, toAdvanceMinor: amounts.toAdvanceMinor },
  };
}

/** The visit is billed anew, or, where nothing is owed any more, paid. */
function visitFollows(reader: Reader, { bill, totalMinor, payerMinor }: Credit, reopens: boolean): readonly Change[] {
  const ofVisit = { visitId: bill.visitId, patientId: bill.patientId, invoiceId: bill.id };
  if (reopens) return [visitBillingReopened.of(ofVisit)];
  const billed = reader.get(visit, bill.visitId);
  const after = afterCredit(bill, totalMinor, payerMinor);
  const settles = billed?.state === 'READY_FOR_BILLING' && billed.invoiceId === bill.id && balanceDue(after) === 0;
  return settles ? [visitPaid.of(ofVisit)] : [];
}
