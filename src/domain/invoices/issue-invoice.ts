import type { z } from 'zod';
import { doctor } from '../doctors/doctor.ts';
import { nextNumber } from '../documents/document-series.ts';
import { paperBesideTill } from '../documents/letterhead.ts';
import { id } from '../kernel/fields.ts';
import { amountMinor } from '../kernel/money.ts';
import { type Decision, type DecisionContext, defineOperation } from '../kernel/operation.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/refusal.ts';
import { openTillHere } from '../tills/open-till-here.ts';
import { visitInvoiced, visitPaid } from '../visits/changes.ts';
import { visit } from '../visits/visit.ts';
import { approvalNeeded, billRequest, discountCap } from './bill-approval.ts';
import { billAsked } from './bill-asked.ts';
import { invoiceIssued } from './changes.ts';
import { billableRefusal } from './invoice.ts';
import { priceBill } from './price-bill.ts';
import { chargeable } from './registered.ts';

export interface IssuedInvoice {
  readonly invoiceId: string;
  readonly number: string;
  readonly totalMinor: number;
  /** Nothing is owed by the patient, so nothing is to be collected: the visit is PAID. */
  readonly paid: boolean;
}

const input = billAsked.extend({
  visitId: id,
  /** Of what needs one: a discount above one's cap, another price. */
  approvalId: id.nullable().default(null),
  /** What it came to when it was looked at; not said: whatever it comes to. */
  seenTotalMinor: amountMinor.optional(),
});

/** Bills a visit that the doctor has sent, with what the cashier made of it, under the next number of this terminal. */
export const issueInvoice = defineOperation({
  name: 'issueInvoice',
  roles: ['cashier'],
  terminals: ['cashier'],
  decidedAt: 'terminal',
  makes: [invoiceIssued, visitInvoiced, visitPaid],
  needsLease: true,
  input,
  decide: issue,
});

function issue(
  { visitId, approvalId, seenTotalMinor, ...asked }: z.output<typeof input>,
  { reader, place, actor, businessDate, newId }: DecisionContext,
): Decision<IssuedInvoice> | Refusal {
  const till = openTillHere(reader, place);
  if (!till) return refuse('no-open-till');
  const billed = reader.get(visit, visitId);
  const notBillable = billableRefusal(billed);
  if (notBillable || !billed) return notBillable ?? refuse('visit-unknown');
  const bill = chargeable(reader, place.clinicId, priceBill(reader, place.clinicId, billed, asked, businessDate));
  if (isRefusal(bill)) return bill;
  // The doctor may have added to it since: nobody is given a number for an amount they have not seen.
  if (seenTotalMinor !== undefined && seenTotalMinor !== bill.totalMinor)
    return refuse('bill-changed', { seenMinor: seenTotalMinor, totalMinor: bill.totalMinor });
  const needed = approvalNeeded(bill, discountCap(reader, place.clinicId, actor.roles));
  if (needed && approvalId === null) return refuse('approval-needed', { kind: needed });
  const next = nextNumber(reader, place, 'invoice', businessDate);
  if (isRefusal(next)) return next;
  const { patientId, patientName, patientNumber, doctorId } = billed;
  const { grossMinor: _, roundingMinor, lines, ...said } = bill;
  const ofVisit = { visitId, patientId, invoiceId: newId() };
  const doctorName = reader.get(doctor, doctorId)?.name;
  const paid = bill.totalMinor === (bill.payer?.amountMinor ?? 0);
  return {
    changes: [
      invoiceIssued.of({
        ...{ ...ofVisit, ...next, ...said, patientName, patientNumber, doctorId, lines: [...lines], tillId: till.id },
        ...(doctorName ? { doctorName } : {}),
        issuedByName: actor.name,
        ...(roundingMinor === 0 ? {} : { roundingMinor }),
        ...paperBesideTill(reader, place, till),
        ...(needed && approvalId !== null
          ? { approval: { approvalId, request: billRequest(needed, { ...bill, visitId }) } }
          : {}),
      }),
      visitInvoiced.of(ofVisit),
      ...(paid ? [visitPaid.of(ofVisit)] : []),
    ],
    documentNumber: next.number,
    result: { invoiceId: ofVisit.invoiceId, number: next.number, totalMinor: bill.totalMinor, paid },
  };
}
