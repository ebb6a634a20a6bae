import { accountId } from '../advances/account-id.ts';
import { advanceApplied, advanceExcessCredited } from '../advances/changes.ts';
import { patientAccount } from '../advances/patient-account.ts';
import { creditNoteIssued } from '../credit-notes/changes.ts';
import { balanceDue, excessOf, type Invoice, invoice } from '../invoices/invoice.ts';
import type { Centre, PlacedFacts } from '../kernel/centre.ts';
import type { Change } from '../kernel/change.ts';
import { entryName } from '../kernel/entry-facts.ts';
import type { Reader } from '../kernel/record.ts';
import { visitPaid } from '../visits/changes.ts';
import { visit } from '../visits/visit.ts';
import { duesWaived } from '../waivers/changes.ts';
import { paymentRecorded } from './changes.ts';

type IdFor = (...words: string[]) => string;

/** Types of changes that may leave a bill paid beyond what is owed, or settled without anybody having known. */
const SETTLING: ReadonlySet<string> = new Set([
  paymentRecorded.name,
  advanceApplied.name,
  duesWaived.name,
  creditNoteIssued.name,
]);

/** Types of the changes that only a follow-up makes. */
export const followUpChanges = [advanceExcessCredited.name];

/**
 * Counters that were out of touch settle the same bill, or each a part of it. What was paid beyond what was owed becomes the
 * patient's advance, which first settles the visit's other bill where it was billed twice; and a visit whose parts make a
 * whole is PAID.
 */
export const followUps: Centre['followUps'] = (reader, placed, idFor) =>
  billsSettledBy(placed).flatMap((invoiceId) => {
    const bill = reader.get(invoice, invoiceId);
    return bill ? ofBill(reader, bill, placed, idFor) : [];
  });

function billsSettledBy({ changes }: PlacedFacts): readonly string[] {
  const bills = changes.filter(({ type }) => SETTLING.has(type)).map(({ body }) => (body as { invoiceId: string }).invoiceId);
  return [...new Set(bills)];
}

function ofBill(reader: Reader, bill: Invoice, placed: PlacedFacts, idFor: IdFor): Change[] {
  const excessMinor = excessOf(bill);
  if (excessMinor === 0) return paidIfSettled(reader, bill, balanceDue(bill));
  const cause = entryName(placed);
  const advanceId = idFor('excess', cause, bill.id);
  const excess = advanceExcessCredited.of({
    ...{ advanceId, ...said(bill), paymentId: paymentOn(bill, placed), cause, amountMinor: excessMinor },
  });
  const other = bill.doubled ? standingBill(reader, bill) : undefined;
  return [excess, ...(other ? settleOther(reader, other, advanceId, excessMinor, idFor) : paidIfSettled(reader, bill, 0))];
}

function paymentOn(bill: Invoice, { changes }: PlacedFacts): string | null {
  const found = changes.find(
    ({ type, body }) => type === paymentRecorded.name && (body as { invoiceId: string }).invoiceId === bill.id,
  );
  return (found?.body as { paymentId: string } | undefined)?.paymentId ?? null;
}

/** The bill of a visit that stands, where it was billed twice. */
function standingBill(reader: Reader, bill: Invoice): Invoice | undefined {
  const invoiceId = reader.get(visit, bill.visitId)?.invoiceId;
  return invoiceId && invoiceId !== bill.id ? reader.get(invoice, invoiceId) : undefined;
}

/** What was paid on the second bill settles the first. */
function settleOther(reader: Reader, other: Invoice, advanceId: string, excessMinor: number, idFor: IdFor): Change[] {
  const dueMinor = balanceDue(other);
  const heldMinor = (reader.get(patientAccount, accountId(other.branchId, other.patientId))?.advanceMinor ?? 0) + excessMinor;
  const amountMinor = Math.min(excessMinor, dueMinor, heldMinor);
  if (amountMinor <= 0) return [];
  const applicationId = idFor('application', advanceId);
  const from = [{ advanceId, amountMinor }];
  const applied = { applicationId, tillId: null, ...said(other), byName: 'Server', amountMinor, from };
  return [advanceApplied.of(applied), ...paidIfSettled(reader, other, dueMinor - amountMinor)];
}

function paidIfSettled(reader: Reader, { id: invoiceId, visitId, patientId }: Invoice, dueMinor: number): Change[] {
  const waits = reader.get(visit, visitId)?.state === 'READY_FOR_BILLING';
  return dueMinor === 0 && waits ? [visitPaid.of({ visitId, patientId, invoiceId })] : [];
}

function said({ id: invoiceId, number: invoiceNumber, visitId, patientId, patientName }: Invoice) {
  return { invoiceId, invoiceNumber, visitId, patientId, patientName };
}
