import { accountId } from '../advances/account-id.ts';
import { partsFor } from '../advances/advance.ts';
import { type AdvancePart, advanceApplied, advanceExcessCredited } from '../advances/changes.ts';
import { patientAccount } from '../advances/patient-account.ts';
import { creditNoteIssued } from '../credit-notes/changes.ts';
import { balanceDue, excessOf, type Invoice, invoice } from '../invoices/invoice.ts';
import type { Centre, PlacedFacts } from '../kernel/centre.ts';
import type { Change } from '../kernel/change.ts';
import { entryName } from '../kernel/entry-facts.ts';
import type { Reader } from '../kernel/record.ts';
import { isRefusal } from '../kernel/refusal.ts';
import { visitPaid } from '../visits/changes.ts';
import { visit } from '../visits/visit.ts';
import { duesWaived } from '../waivers/changes.ts';
import { paymentRecorded } from './changes.ts';
import { gatewayFollowUps } from './gateway-follow-ups.ts';
import { payment } from './payment.ts';

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
const billFollowUps: Centre['followUps'] = (reader, placed, idFor) =>
  billsSettledBy(placed).flatMap((invoiceId) => {
    const bill = reader.get(invoice, invoiceId);
    return bill ? ofBill(reader, bill, placed, idFor) : [];
  });

/** What follows for bills, and for money that a gateway had told of before. */
export const followUps: Centre['followUps'] = (reader, placed, idFor) => [
  ...billFollowUps(reader, placed, idFor),
  ...gatewayFollowUps(reader, placed),
];

function billsSettledBy({ changes }: PlacedFacts): readonly string[] {
  const bills = changes.filter(({ type }) => SETTLING.has(type)).map(({ body }) => (body as { invoiceId: string }).invoiceId);
  return [...new Set(bills)];
}

function ofBill(reader: Reader, bill: Invoice, placed: PlacedFacts, idFor: IdFor): Change[] {
  const excessMinor = excessOf(bill);
  if (excessMinor === 0) return creditedTooMuch(reader, bill, placed, idFor) ?? paidIfSettled(reader, bill, balanceDue(bill));
  const cause = entryName(placed);
  const advanceId = idFor('excess', cause, bill.id);
  const excess = advanceExcessCredited.of({
    ...{ advanceId, ...said(bill), paymentId: paymentOn(reader, bill, placed), cause, amountMinor: excessMinor },
  });
  const other = bill.doubled ? standingBill(reader, bill) : undefined;
  return [excess, ...(other ? settleOther(reader, other, advanceId, excessMinor, idFor) : paidIfSettled(reader, bill, 0))];
}

/**
 * Two counters both gave back what had been paid on a bill that nobody owes: its second credit note, or a credit note on a
 * second bill, whose money had become an advance already. What the account got twice goes back.
 */
function creditedTooMuch(reader: Reader, bill: Invoice, placed: PlacedFacts, idFor: IdFor): Change[] | undefined {
  const tooMuchMinor = bill.doubled || bill.state === 'CREDITED' ? balanceDue(bill) : 0;
  const heldMinor = reader.get(patientAccount, accountId(bill.branchId, bill.patientId))?.advanceMinor ?? 0;
  const amountMinor = Math.min(tooMuchMinor, heldMinor);
  if (amountMinor <= 0) return undefined;
  const from = partsFor(reader, bill.branchId, bill.patientId, amountMinor);
  return isRefusal(from) ? undefined : [appliedByServer(bill, amountMinor, from, idFor('too-much', entryName(placed), bill.id))];
}

function appliedByServer(bill: Invoice, amountMinor: number, from: AdvancePart[], applicationId: string): Change {
  return advanceApplied.of({ applicationId, tillId: null, ...said(bill), byName: 'Server', amountMinor, from });
}

/** What has the entry's name is a payment that repeated the id of another. */
function paymentOn(reader: Reader, bill: Invoice, placed: PlacedFacts): string | null {
  const found = placed.changes.find(
    ({ type, body }) => type === paymentRecorded.name && (body as { invoiceId: string }).invoiceId === bill.id,
  );
  if (!found) return null;
  return reader.get(payment, entryName(placed))?.id ?? (found.body as { paymentId: string }).paymentId;
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
  const applied = appliedByServer(other, amountMinor, [{ advanceId, amountMinor }], idFor('application', advanceId));
  return [applied, ...paidIfSettled(reader, other, dueMinor - amountMinor)];
}

/** The bill that the visit stands on lets it go; one that was taken back, or a second one, does not. */
function paidIfSettled(reader: Reader, bill: Invoice, dueMinor: number): Change[] {
  const { id: invoiceId, visitId, patientId } = bill;
  const waiting = reader.get(visit, visitId);
  const waitsForIt = waiting?.state === 'READY_FOR_BILLING' && waiting.invoiceId === invoiceId;
  return dueMinor === 0 && waitsForIt && bill.state !== 'CREDITED' ? [visitPaid.of({ visitId, patientId, invoiceId })] : [];
}

function said({ id: invoiceId, number: invoiceNumber, visitId, patientId, patientName }: Invoice) {
  return { invoiceId, invoiceNumber, visitId, patientId, patientName };
}
