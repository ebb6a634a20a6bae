import type { queries } from '#domain/registry.ts';
import type {
  AdvanceReceiptDocument,
  CreditNoteDocument,
  DayAmounts,
  DayDocument,
  EstimateDocument,
  InvoiceDocument,
  PrintedTender,
  RefundVoucherDocument,
  SupplementDocument,
  XDocument,
} from './documents.ts';

type Queries = typeof queries;
/** What a query answers when there is such a document. */
export type Answered<Name extends keyof Queries> = NonNullable<ReturnType<Queries[Name]['read']>>;

/*
 * What queries answer, as documents say it. Whatever a slice calls a thing, paper calls it the same in every document.
 */

export function asInvoice({
  letterhead,
  invoice,
  terminalCode,
  doctorName,
  ...more
}: Answered<'invoiceDocument'>): InvoiceDocument {
  return {
    ...invoice,
    letterhead,
    terminalCode,
    doctorName,
    roundOffMinor: invoice.roundingMinor,
    cashierName: more.issuedByName,
    duplicate: more.duplicate,
  };
}

export function asCreditNote({ letterhead, creditNote, ...more }: Answered<'creditNoteDocument'>): CreditNoteDocument {
  return {
    ...creditNote,
    ...more,
    letterhead,
    roundOffMinor: creditNote.roundingMinor,
    cashierName: creditNote.issuedByName,
  };
}

export function asEstimate({ letterhead, estimate, ...more }: Answered<'estimateDocument'>): EstimateDocument {
  return { ...estimate, ...more, letterhead, roundOffMinor: estimate.roundingMinor, cashierName: estimate.issuedByName };
}

export function asAdvanceReceipt({ letterhead, advance, ...more }: Answered<'advanceDocument'>): AdvanceReceiptDocument {
  const { number: receiptNumber, receivedAtMs: recordedAtMs, byName: cashierName } = advance;
  return { ...advance, ...more, letterhead, receiptNumber, recordedAtMs, cashierName, purpose: advance.purpose ?? 'deposit' };
}

export function asRefundVoucher({ letterhead, refund, ...more }: Answered<'refundDocument'>): RefundVoucherDocument {
  const { tender: kind, amountMinor, reference, recordedAtMs: paidAtMs } = refund;
  return { ...refund, ...more, letterhead, paidAtMs, tender: { kind, amountMinor, reference } };
}

/** The report names takings by kind; paper lists them. */
export function asX({ takings, ...x }: Answered<'xReport'>): XDocument {
  const { totalMinor, ...byKind } = takings;
  return { ...x, totalMinor, takings: KINDS.map((kind) => ({ kind, amountMinor: byKind[kind] })) };
}

const KINDS: readonly PrintedTender['kind'][] = ['cash', 'card', 'upi', 'bank'];

type Totals = Answered<'dayFigures'>['asSinceKnown'];

function amounts({ takings, ...totals }: Totals): DayAmounts {
  return { ...totals, takings: KINDS.map((kind) => ({ kind, amountMinor: takings[kind] ?? 0 })) };
}

export function asDay({ letterhead, ...day }: Answered<'dayDocument'>): DayDocument {
  const { lock } = day;
  return {
    letterhead,
    date: day.date,
    locked: day.state === 'LOCKED',
    incomplete: lock?.incomplete ?? false,
    lockedAtMs: lock?.lockedAtMs ?? null,
    lockedByName: lock?.lockedByName ?? null,
    missing: lock?.terminals.filter(({ state }) => state === 'MISSING').map(({ code }) => code) ?? [],
    reason: lock?.reason ?? null,
    asClosed: day.asClosed && amounts(day.asClosed.totals),
    asSinceKnown: amounts(day.asSinceKnown),
    tills: day.tills,
  };
}

/** Of a day to which nothing came late, one that says so. */
export function asSupplement({ letterhead, ...day }: Answered<'dayDocument'>): SupplementDocument {
  return {
    letterhead,
    date: day.date,
    amounts: day.supplement && amounts(day.supplement.totals),
    entries: day.lateEntries.map(({ kind: what, recordedAtMs: occurredAtMs, postedDate: countsIn, ...entry }) => ({
      ...entry,
      what,
      occurredAtMs,
      countsIn,
    })),
  };
}
