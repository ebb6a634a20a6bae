import { z } from 'zod';
import { type StandingAccount, standingAccount } from '../advances/standing-account.ts';
import { type AskedApproval, askedApproval } from '../approvals/asked-approval.ts';
import { creditNote } from '../credit-notes/credit-note.ts';
import type { DocumentKind } from '../documents/document-number.ts';
import { nextNumber } from '../documents/document-series.ts';
import { id } from '../kernel/fields.ts';
import { sum } from '../kernel/money.ts';
import { defineQuery, type QueryContext } from '../kernel/operation.ts';
import { isRefusal, type Refusal } from '../kernel/refusal.ts';
import { openTillHere } from '../tills/open-till-here.ts';
import { type Visit, visit } from '../visits/visit.ts';
import { approvalNeeded, billRequest, discountCap } from './bill-approval.ts';
import { AS_SENT, type BillAsked, billAsked } from './bill-asked.ts';
import type { Discount } from './discount.ts';
import { balanceDue, type Invoice, invoice } from './invoice.ts';
import { type InvoiceLine, priceOfLine, type Totals } from './invoice-line.ts';
import { payerShareOf } from './payer-share.ts';
import { type PricedBill, priceBill } from './price-bill.ts';
import { chargeable } from './registered.ts';

/** An invoice that a visit had, and the credit note that took it back: the visit waits for a new one. */
export interface TakenBack {
  readonly invoiceNumber: string;
  readonly creditNoteNumber: string;
  /** What had been paid on it and is the patient's advance since. */
  readonly toAdvanceMinor: number;
}

/** What leads from an issued bill's total to what is due on it. */
type SettledBy = 'paidMinor' | 'appliedMinor' | 'releasedMinor' | 'waivedMinor' | 'creditedMinor';

/**
 * What a visit costs: as it would be billed now, or as it was. Where what was asked for cannot be made, `problem` says why and
 * the figures are those without discounts, other prices and payer. Minor units.
 */
export interface VisitBill extends Totals {
  readonly visit: Pick<
    Visit,
    'id' | 'token' | 'businessDate' | 'state' | 'patientId' | 'patientName' | 'patientNumber' | 'patientPhone' | 'doctorId'
  >;
  readonly lines: readonly InvoiceLine[];
  /** Before any discount. */
  readonly grossMinor: number;
  readonly discount: Discount | null;
  readonly roundingMinor: number;
  /** Who pays a part that the patient does not; of an issued bill what is the payer's by now. */
  readonly payer: { readonly name: string; readonly amountMinor: number } | null;
  /** Null until it is issued. */
  readonly invoice: (Pick<Invoice, 'number' | 'state' | SettledBy> & { readonly invoiceId: string }) | null;
  /** What the patient has to pay. */
  readonly dueMinor: number;
  /** What else stands between the patient and the branch. */
  readonly account: StandingAccount;
  /** What the documents will be numbered if they are made next; null where the series is full. */
  readonly nextInvoiceNumber: string | null;
  readonly nextReceiptNumber: string | null;
  /** Why it cannot be billed so, e.g. a service that is no longer known; null where it can. */
  readonly problem: string | null;
  readonly problemDetails: Refusal['details'];
  /** Null where the reader may grant it alone, and once it is issued. */
  readonly approval: AskedApproval | null;
  /** Null where it is billed for the first time, or is billed again. */
  readonly takenBack: TakenBack | null;
  /** It can be issued, or is, and collected on: nothing is wrong with it and nobody needs to be asked. */
  readonly payable: boolean;
  /** What was to be made of what the doctor sent: with it the bill is issued as it is shown. */
  readonly asked: BillAsked;
  /** How much the reader may take off alone, in basis points. */
  readonly discountCapBasisPoints: number;
}

export const visitBill = defineQuery({
  name: 'visitBill',
  roles: ['cashier', 'manager'],
  terminals: ['cashier', 'back-office'],
  input: z.strictObject({
    visitId: id,
    /** What is to be made of what the doctor sent; not said: nothing. */
    asked: billAsked.default(AS_SENT),
  }),
  read({ visitId, asked }, context): VisitBill | null {
    const billed = context.reader.get(visit, visitId);
    return billed ? bill(billed, asked, context) : null;
  },
});

function bill(billed: Visit, asked: BillAsked, context: QueryContext): VisitBill {
  const { reader, place, businessDate, actor } = context;
  const issued = billed.invoiceId ? reader.get(invoice, billed.invoiceId) : undefined;
  const date = openTillHere(reader, place)?.businessDate ?? businessDate;
  const priced = issued ? undefined : chargeable(reader, place.clinicId, priceBill(reader, place.clinicId, billed, asked, date));
  const shown = isRefusal(priced) ? pricedPlainly(billed, asked, date, context) : priced;
  const { id, token, businessDate: visitDate, state, patientId, patientName, patientNumber, patientPhone, doctorId } = billed;
  const next = (kind: DocumentKind) => {
    const number = nextNumber(reader, place, kind, date);
    return isRefusal(number) ? null : number.number;
  };
  return {
    ...(issued ? figuresOf(issued) : isRefusal(shown) || !shown ? NO_FIGURES : toCome(shown)),
    visit: { id, token, businessDate: visitDate, state, patientId, patientName, patientNumber, patientPhone, doctorId },
    account: standingAccount(reader, place.branchId, patientId, billed.invoiceId),
    nextInvoiceNumber: next('invoice'),
    nextReceiptNumber: next('receipt'),
    problem: isRefusal(priced) ? priced.code : null,
    problemDetails: isRefusal(priced) ? priced.details : {},
    ...standingOf(priced, id, context),
    takenBack: takenBackOf(context, billed),
    asked,
    discountCapBasisPoints: discountCap(reader, place.clinicId, actor.roles),
  };
}

/** The bill with what was added, but nothing off it; as the doctor sent it where that cannot be made either. */
function pricedPlainly(billed: Visit, asked: BillAsked, date: string, { reader, place }: QueryContext): PricedBill | Refusal {
  const plain = priceBill(reader, place.clinicId, billed, { ...asked, discounts: [], prices: [], payer: null }, date);
  return isRefusal(plain) ? priceBill(reader, place.clinicId, billed, AS_SENT, date) : plain;
}

type Figures = Omit<
  VisitBill,
  | 'visit'
  | 'account'
  | 'nextInvoiceNumber'
  | 'nextReceiptNumber'
  | 'problem'
  | 'problemDetails'
  | 'approval'
  | 'payable'
  | 'takenBack'
  | 'asked'
  | 'discountCapBasisPoints'
>;

const NO_FIGURES: Figures = {
  ...{ netMinor: 0, taxMinor: 0, totalMinor: 0, grossMinor: 0, roundingMinor: 0, dueMinor: 0 },
  ...{ lines: [], discount: null, payer: null, invoice: null },
};

function figuresOf(issued: Invoice): Figures {
  const { id: invoiceId, number, state, lines, discount, roundingMinor } = issued;
  const { netMinor, taxMinor, totalMinor, payerName } = issued;
  const { paidMinor, appliedMinor, releasedMinor, waivedMinor, creditedMinor } = issued;
  return {
    ...{ lines, netMinor, taxMinor, totalMinor, discount, roundingMinor },
    grossMinor: sum(lines.map(priceOfLine)),
    payer: payerName === null ? null : { name: payerName, amountMinor: payerShareOf(issued) },
    invoice: { invoiceId, number, state, paidMinor, appliedMinor, releasedMinor, waivedMinor, creditedMinor },
    dueMinor: balanceDue(issued),
  };
}

function toCome({ discount, payer, estimate: _, ...priced }: PricedBill): Figures {
  const dueMinor = priced.totalMinor - (payer?.amountMinor ?? 0);
  return { ...priced, discount: discount ?? null, payer: payer ?? null, invoice: null, dueMinor };
}

function standingOf(
  priced: PricedBill | Refusal | undefined,
  visitId: string,
  context: QueryContext,
): Pick<VisitBill, 'approval' | 'payable'> {
  if (isRefusal(priced)) return { approval: null, payable: false };
  const approval = priced ? approvalOf(priced, visitId, context) : null;
  return { approval, payable: approval === null || approval.state === 'APPROVED' };
}

function approvalOf(priced: PricedBill, visitId: string, context: QueryContext): AskedApproval | null {
  const { reader, place, actor } = context;
  const kind = approvalNeeded(priced, discountCap(reader, place.clinicId, actor.roles));
  if (!kind) return null;
  return askedApproval(context, { kind, subjectId: visitId, request: billRequest(kind, { ...priced, visitId }) });
}

function takenBackOf({ reader }: QueryContext, { id, patientId, invoiceId }: Visit): TakenBack | null {
  if (invoiceId !== null) return null;
  const notes = reader.find(creditNote, { patientId }, { orderBy: 'issuedAtMs', descending: true, limit: 50 });
  const note = notes.find((one) => one.visitId === id && one.reopens);
  if (!note) return null;
  // The last note takes back what others before it had left.
  const ofInvoice = notes.filter(({ invoiceId }) => invoiceId === note.invoiceId);
  const { invoiceNumber, number: creditNoteNumber } = note;
  return { invoiceNumber, creditNoteNumber, toAdvanceMinor: sum(ofInvoice.map((one) => one.toAdvanceMinor)) };
}
