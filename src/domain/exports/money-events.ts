import { type Advance, advance } from '../advances/advance.ts';
import { type AdvanceApplication, advanceApplication } from '../advances/advance-application.ts';
import { approval } from '../approvals/approval.ts';
import { type CreditNote, creditNote } from '../credit-notes/credit-note.ts';
import { type Invoice, invoice } from '../invoices/invoice.ts';
import type { InvoiceLine } from '../invoices/invoice-line.ts';
import { addDays } from '../kernel/calendar.ts';
import { everyBetween } from '../kernel/every-between.ts';
import type { Identified, Reader, RecordType } from '../kernel/record.ts';
import { type PayerSettlement, payerSettlement } from '../payers/payer-settlement.ts';
import { type Payment, payment } from '../payments/payment.ts';
import type { TenderKind } from '../payments/tender.ts';
import { type Refund, refund } from '../refunds/refund.ts';
import { type Waiver, waiver } from '../waivers/waiver.ts';
import { type BankStanding, tendersInBank } from './bank-standing.ts';
import type { ExportAsked } from './export-kind.ts';

/** One thing that happened to somebody's money, as ledgers and journals tell it. Minor units. */
export interface MoneyEvent {
  readonly kind:
    | 'invoice'
    | 'payment'
    | 'advance'
    | 'excess'
    | 'advance-applied'
    | 'credit-note'
    | 'refund'
    | 'waiver'
    /** A payer paid to the bank; what it disallowed was written off, or is the patient's to pay. */
    | 'payer-payment'
    | 'payer-write-off'
    | 'payer-passed';
  readonly date: string;
  /** The day it counts in, where it arrived after the lock of its own. */
  readonly postedDate: string;
  readonly atMs: number;
  /** Its own printed number; empty where it has none. */
  readonly number: string;
  /** The document it is about. */
  readonly reference: string;
  readonly patientId: string;
  readonly patientName: string;
  /** Null where it was not done at one. */
  readonly terminalId: string | null;
  /** Through whose drawer it went; null where no money went over a counter. */
  readonly tillId: string | null;
  readonly byName: string;
  readonly amountMinor: number;
  /** What came in or went out over the counter, and how. */
  readonly tenders: readonly EventTender[];
  /** Of an invoice or credit note: what was billed or taken back, line by line. */
  readonly lines?: readonly EventLine[];
  readonly roundingMinor?: number;
  /** What of the amount somebody else owes than the patient. */
  readonly payerMinor?: number;
  readonly payerName?: string | null;
  /** Of a waiver: why, and who approved it where its author might not alone. */
  readonly reason?: string;
  readonly approvedBy?: string | null;
}

/** One way of paying. Cash has no reference, only a card has last digits. */
export interface EventTender {
  readonly kind: TenderKind;
  readonly amountMinor: number;
  readonly reference?: string;
  readonly lastFour?: string;
  /** Of what came by UPI or transfer. */
  readonly inBank?: BankStanding;
}

export type EventLine = Pick<InvoiceLine, 'hsnSac' | 'name' | 'quantity' | 'taxRateBasisPoints' | 'amountMinor' | 'taxMinor'>;

interface Source {
  events(reader: Reader, asked: ExportAsked): Iterable<MoneyEvent>;
  ofPatient(reader: Reader, patientId: string, branchId: string): Iterable<MoneyEvent>;
}

interface Dated extends Identified {
  readonly businessDate: string;
  readonly branchId: string;
  readonly patientId: string;
}

function source<Rec extends Dated>(type: RecordType<Rec>, eventOf: (one: Rec, reader: Reader) => MoneyEvent | null): Source {
  const dated = type as unknown as RecordType<Dated>;
  return {
    *events(reader, { branchId, from, to }) {
      const asked = { where: { branchId }, field: 'businessDate', from, to } as const;
      for (const one of everyBetween(reader, dated, asked)) {
        const event = eventOf(one as Rec, reader);
        if (event) yield event;
      }
    },
    *ofPatient(reader, patientId, branchId) {
      for (const one of reader.find(dated, { patientId, branchId }, { limit: 1000 })) {
        const event = eventOf(one as Rec, reader);
        if (event) yield event;
      }
    },
  };
}

/** What was done in one moment stays in this order: a bill before what settles it. */
const SOURCES: readonly Source[] = [
  source(invoice, ofInvoice),
  source(advance, ofAdvance),
  source(advanceApplication, ofApplication),
  source(payment, ofPayment),
  source(creditNote, ofCreditNote),
  source(refund, ofRefund),
  source(waiver, ofWaiver),
  source(payerSettlement, (one) => ofSettlement('payer-payment', one, one.paidMinor)),
  source(payerSettlement, (one) => ofSettlement('payer-write-off', one, one.writtenOffMinor)),
  source(payerSettlement, (one) => ofSettlement('payer-passed', one, one.passedMinor)),
];

/** What happened to patients' money between two business dates, in the order of time: a day at a time. */
export function* moneyEvents(reader: Reader, { branchId, from, to }: ExportAsked): Iterable<MoneyEvent> {
  for (let date = from; date <= to; date = addDays(date, 1)) {
    const asked = { branchId, from: date, to: date };
    yield* SOURCES.flatMap((one) => [...one.events(reader, asked)]).sort((a, b) => a.atMs - b.atMs);
  }
}

/** All that ever happened to one patient's money in a branch before a date: at most a thousand of each kind. */
export function eventsBefore(reader: Reader, patientId: string, { branchId, from }: ExportAsked): readonly MoneyEvent[] {
  return SOURCES.flatMap((one) => [...one.ofPatient(reader, patientId, branchId)]).filter((event) => event.date < from);
}

function ofInvoice(one: Invoice): MoneyEvent {
  const { number, businessDate: date, postedDate, issuedAtMs: atMs, patientId, patientName, terminalId, totalMinor } = one;
  const said = { date, postedDate, atMs, number, patientId, patientName, terminalId, tillId: null };
  const { lines, roundingMinor, payerMinor, payerName } = one;
  const billed = { lines, roundingMinor, payerMinor, payerName, byName: one.issuedByName ?? '' };
  return { kind: 'invoice', ...said, reference: '', amountMinor: totalMinor, tenders: [], ...billed };
}

function ofPayment(one: Payment): MoneyEvent {
  const { receiptNumber: number, invoiceNumber: reference, businessDate: date, postedDate, recordedAtMs: atMs } = one;
  const { patientId, patientName, terminalId, tillId, cashierName: byName, totalMinor: amountMinor } = one;
  const said = { date, postedDate, atMs, number, reference, patientId, patientName, terminalId, tillId, byName };
  return { kind: 'payment', ...said, amountMinor, tenders: tendersInBank(one) };
}

/** Only a deposit is new money: what became an advance later is told by where it came from. */
function ofAdvance(one: Advance): MoneyEvent {
  const { number, businessDate: date, postedDate, receivedAtMs: atMs, patientId, patientName, terminalId, byName } = one;
  const isNew = one.origin === 'deposit';
  const said = { date, postedDate, atMs, patientId, patientName, terminalId, byName, amountMinor: one.amountMinor };
  if (isNew) return { kind: 'advance', ...said, number, reference: '', tillId: one.tillId, tenders: tendersInBank(one) };
  return { kind: 'excess', ...said, number: '', reference: number, tillId: null, tenders: [] };
}

function ofApplication(one: AdvanceApplication): MoneyEvent {
  const { invoiceNumber: reference, businessDate: date, postedDate, recordedAtMs: atMs, patientId, patientName, byName } = one;
  const terminalId = one.terminalId ?? null;
  const said = { date, postedDate, atMs, patientId, patientName, terminalId, byName, amountMinor: one.amountMinor };
  return { kind: 'advance-applied', ...said, number: '', reference, tillId: null, tenders: [] };
}

/** The payer is the invoice's: a note says how much of it is theirs. */
function ofCreditNote(one: CreditNote, reader: Reader): MoneyEvent {
  const { number, invoiceNumber: reference, businessDate: date, postedDate, issuedAtMs: atMs, issuedByName: byName } = one;
  const { patientId, patientName, terminalId, totalMinor: amountMinor, lines, roundingMinor, payerMinor } = one;
  const said = { date, postedDate, atMs, number, reference, patientId, patientName, terminalId, byName, amountMinor };
  const payerName = payerMinor > 0 ? (reader.get(invoice, one.invoiceId)?.payerName ?? null) : null;
  const back = { lines, roundingMinor, payerMinor, payerName };
  return { kind: 'credit-note', ...said, tillId: null, tenders: [], ...back };
}

function ofRefund(one: Refund): MoneyEvent {
  const { number, receiptNumber: reference, businessDate: date, postedDate, recordedAtMs: atMs, cashierName: byName } = one;
  const { patientId, patientName, terminalId, tillId, amountMinor } = one;
  const said = { date, postedDate, atMs, number, reference, patientId, patientName, terminalId, tillId, byName, amountMinor };
  return { kind: 'refund', ...said, tenders: [{ kind: one.tender, amountMinor, reference: one.reference }] };
}

/** Let go above what its author may let go alone: on whose word. */
function ofWaiver(one: Waiver, reader: Reader): MoneyEvent {
  const { invoiceNumber: reference, businessDate: date, postedDate, recordedAtMs: atMs, byName } = one;
  const { patientId, patientName, amountMinor, reason } = one;
  const terminalId = one.terminalId ?? null;
  const said = { date, postedDate, atMs, number: '', reference, patientId, patientName, terminalId, byName, amountMinor };
  const approvedBy = one.approvalId === null ? null : (reader.get(approval, one.approvalId)?.approverName ?? null);
  return { kind: 'waiver', ...said, tillId: null, tenders: [], reason, approvedBy };
}

/** One of the three things that can become of a share; null where this one did not. */
function ofSettlement(
  kind: 'payer-payment' | 'payer-write-off' | 'payer-passed',
  one: PayerSettlement,
  amountMinor: number,
): MoneyEvent | null {
  if (amountMinor === 0) return null;
  const { invoiceNumber, businessDate: date, postedDate, recordedAtMs: atMs, patientId, patientName, byName, payerName } = one;
  const said = { date, postedDate, atMs, number: '', reference: invoiceNumber, patientId, patientName, byName, payerName };
  const { reference } = one;
  // It is entered from the bank's statement, with the reference there.
  const inBank = { word: 'Confirmed', reference, confirmedAtMs: atMs };
  const tenders: EventTender[] = kind === 'payer-payment' ? [{ kind: 'bank', amountMinor, reference, inBank }] : [];
  return { kind, ...said, terminalId: null, tillId: null, amountMinor, tenders };
}
