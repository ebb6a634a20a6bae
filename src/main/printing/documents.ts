import type { ReceiptQr } from '#protocol/receipt-qr.ts';

export type Counterfoil = ReceiptQr;

export interface Letterhead {
  readonly clinicName: string;
  readonly branchName: string;
  readonly address: string;
  readonly phone: string;
  readonly gstin: string | null;
  /** ISO 4217. */
  readonly currency: string;
  /** IANA name; times are printed in it. */
  readonly timeZone: string;
  /** Of the layouts, as its till fixed it; absent: the present one. */
  readonly edition?: number | undefined;
}

/** What every document says: whose it is, and which print of it this is. */
interface Document {
  readonly letterhead: Letterhead;
}

/** A document with a number of its own, which is printed once as the original and then as DUPLICATE n. */
interface Numbered extends Document {
  /** 0: the original. */
  readonly duplicate: number;
  /** Calendar date of the till, YYYY-MM-DD. */
  readonly businessDate: string;
  readonly patientName: string;
  readonly patientNumber: string;
  readonly cashierName: string;
  readonly terminalCode: string;
}

export interface BillLine {
  readonly name: string;
  readonly hsnSac: string;
  readonly quantity: number;
  /** Absent where only what it came to is known, as on a credit note. */
  readonly unitPriceMinor?: number | undefined;
  readonly taxRateBasisPoints: number;
  readonly taxMinor: number;
  /** Quantity times unit price less the discount, before tax: the taxable value. */
  readonly amountMinor: number;
  readonly discountMinor?: number | undefined;
}

/** What lines come to. */
export interface BillTotals {
  readonly netMinor: number;
  readonly taxMinor: number;
  readonly roundOffMinor?: number | undefined;
  readonly totalMinor: number;
}

export interface PrintedTender {
  readonly kind: 'cash' | 'card' | 'upi' | 'bank';
  readonly amountMinor: number;
  readonly tenderedMinor?: number | undefined;
  readonly changeMinor?: number | undefined;
  /** UPI, bank: the transaction's reference. Card: its slip. */
  readonly reference?: string | null | undefined;
  /** Card: its last four digits. */
  readonly lastFour?: string | null | undefined;
}

/** Money taken on an invoice. */
export interface ReceiptDocument extends Numbered, BillTotals {
  readonly receiptNumber: string;
  readonly invoiceNumber: string;
  readonly recordedAtMs: number;
  readonly lines: readonly BillLine[];
  /** What this receipt is for, and what remains due on the invoice after it. */
  readonly receivedMinor: number;
  readonly balanceMinor: number;
  /** Of the invoice, what had been paid in advance and was applied. */
  readonly appliedMinor?: number | undefined;
  readonly tenders: readonly PrintedTender[];
}

/** Money taken in advance (CGST Rules 2017, rule 50). */
export interface AdvanceReceiptDocument extends Numbered {
  readonly receiptNumber: string;
  readonly recordedAtMs: number;
  readonly purpose: 'deposit' | 'treatment-plan';
  /** The estimate of the plan: its price, and what is prepaid of it with this receipt. */
  readonly estimate?: { readonly number: string; readonly totalMinor: number; readonly prepaidMinor: number } | undefined;
  readonly note: string;
  readonly amountMinor: number;
  readonly tenders: readonly PrintedTender[];
}

/** CGST Rules 2017, rules 46, 46A and 49. */
export interface InvoiceDocument extends Numbered, BillTotals {
  readonly number: string;
  readonly issuedAtMs: number;
  readonly doctorName: string;
  readonly lines: readonly BillLine[];
  /** Who else pays part of it, and how much. */
  readonly payerName?: string | null | undefined;
  readonly payerMinor?: number | undefined;
  /** The estimate it was made from. */
  readonly estimateNumber?: string | null | undefined;
}

/** CGST Rules 2017, rule 53. */
export interface CreditNoteDocument extends Numbered, BillTotals {
  readonly number: string;
  readonly issuedAtMs: number;
  readonly invoiceNumber: string;
  readonly invoiceDate: string;
  readonly reason: string;
  readonly lines: readonly BillLine[];
  /** Of it, what had been paid and is now the patient's advance. */
  readonly toAdvanceMinor: number;
  readonly approverName?: string | null | undefined;
}

/** CGST Rules 2017, rule 51. */
export interface RefundVoucherDocument extends Numbered {
  readonly number: string;
  readonly paidAtMs: number;
  readonly receiptNumber: string;
  readonly tender: PrintedTender;
  readonly amountMinor: number;
  readonly reason: string;
  readonly approverName?: string | null | undefined;
}

export interface EstimateDocument extends Numbered, BillTotals {
  readonly number: string;
  readonly issuedAtMs: number;
  readonly doctorName: string;
  readonly validUntil: string;
  readonly note?: string | undefined;
  readonly lines: readonly BillLine[];
}

/** Cash put into the drawer, paid out of it, or taken to the safe. */
export interface SlipDocument extends Document {
  readonly kind: 'paid-in' | 'paid-out' | 'drop';
  readonly businessDate: string;
  readonly recordedAtMs: number;
  readonly cashierName: string;
  readonly terminalCode: string;
  readonly amountMinor: number;
  readonly reason: string;
  readonly category?: string | null | undefined;
  /** Of the slip in the drawer, or of the envelope in the safe. */
  readonly slip?: string | null | undefined;
  readonly payeeName?: string | null | undefined;
  readonly approverName?: string | null | undefined;
}

type Taking = { readonly kind: PrintedTender['kind']; readonly amountMinor: number | null };

/** What a till did. Null: not for the eyes of whoever prints it, and left out; so is what its till did not count yet. */
interface TillDoings {
  readonly invoices: number;
  readonly payments: number;
  readonly reprints: number;
  readonly takings: readonly Taking[];
  readonly totalMinor: number | null;
  readonly openingFloatMinor: number;
  readonly expectedMinor: number | null;
  readonly advances?: number | undefined;
  readonly advancesMinor?: number | null | undefined;
  readonly refunds?: number | undefined;
  readonly refundsMinor?: number | null | undefined;
  readonly creditNotes?: number | undefined;
  readonly creditedMinor?: number | null | undefined;
  readonly discountsMinor?: number | null | undefined;
  readonly waivedMinor?: number | null | undefined;
  readonly paidInMinor?: number | null | undefined;
  readonly paidOutMinor?: number | null | undefined;
  readonly dropsMinor?: number | null | undefined;
  readonly noSales?: number | undefined;
}

interface TillSession extends Document {
  readonly terminalCode: string;
  readonly cashierName: string;
  readonly businessDate: string;
  readonly openedAtMs: number;
}

/** A till as it stands. */
export interface XDocument extends TillSession, TillDoings {
  readonly takenAtMs: number;
  readonly invoicedMinor: number | null;
}

/** A till as it was closed. */
export interface ZDocument extends TillSession, TillDoings {
  readonly zNumber: number;
  /** The Z that a zero Z follows: no till was opened that day. */
  readonly zeroAfter?: number | null | undefined;
  readonly closedAtMs: number;
  readonly firstSeq: number;
  readonly lastSeq: number;
  /** Hash of the last entry the Z covers, 64 hex. */
  readonly headHash: string;
  /** The blind count, largest first. */
  readonly denominations: readonly { readonly valueMinor: number; readonly count: number }[];
  readonly countedMinor: number;
  /** The first of two counts, where it did not agree. */
  readonly firstCountMinor?: number | null | undefined;
  /** Stays in the drawer for the next till. */
  readonly leftMinor?: number | null | undefined;
  /** Counted less expected: negative when cash is missing. */
  readonly varianceMinor: number | null;
  /** Non-cash items without their slip. */
  readonly proofsMissing?: number | undefined;
  readonly proofsMissingMinor?: number | undefined;
  readonly handedToName?: string | null | undefined;
  readonly handoverAcceptedMinor?: number | null | undefined;
  /** Perpetual totals of the terminal when the till closed. */
  readonly grossInMinor: number | null;
  readonly grossOutMinor: number | null;
}

export interface DayAmounts {
  readonly invoices: number;
  readonly invoicedMinor: number;
  readonly payments: number;
  readonly takings: readonly { readonly kind: PrintedTender['kind']; readonly amountMinor: number }[];
  readonly receivedMinor: number;
  readonly reprints: number;
  readonly advances: number;
  readonly advancesMinor: number;
  readonly refunds: number;
  readonly refundedMinor: number;
  readonly creditNotes: number;
  readonly creditedMinor: number;
  readonly discountsMinor: number;
  readonly waivedMinor: number;
  readonly paidInMinor: number;
  readonly paidOutMinor: number;
  readonly dropsMinor: number;
  readonly noSales: number;
  readonly varianceMinor: number;
  /** Between two cashiers' counts of a drawer handed over; absent in a day locked before it was added up. */
  readonly handoverMinor?: number | undefined;
}

export interface DayTillLine {
  readonly terminalCode: string;
  readonly cashierName: string;
  readonly zNumber: number | null;
  readonly receivedMinor: number;
  readonly varianceMinor: number | null;
}

/** A business day as it was closed, and as it has become known since. */
export interface DayDocument extends Document {
  readonly date: string;
  readonly locked: boolean;
  readonly incomplete: boolean;
  readonly lockedAtMs: number | null;
  readonly lockedByName: string | null;
  readonly missing: readonly string[];
  readonly reason: string | null;
  readonly asClosed: DayAmounts | null;
  readonly asSinceKnown: DayAmounts;
  readonly tills: readonly DayTillLine[];
}

/** What arrived for a day after its lock. */
export interface SupplementDocument extends Document {
  readonly date: string;
  /** Null: nothing came late. */
  readonly amounts: DayAmounts | null;
  readonly entries: readonly {
    readonly terminalCode: string;
    /** Which kind of entry, as `words.kinds` names it. */
    readonly what: string;
    readonly number: string | null;
    readonly occurredAtMs: number;
    /** The first open day, in which it counts. */
    readonly countsIn: string;
    readonly amountMinor: number;
  }[];
}

/** A patient's account over a time. */
export interface StatementDocument extends Document {
  readonly from: string;
  readonly to: string;
  readonly madeAtMs: number;
  readonly patientName: string;
  readonly patientNumber: string;
  readonly broughtMinor: number;
  readonly lines: readonly {
    readonly date: string;
    readonly what: 'invoice' | 'credit-note' | 'waiver' | 'payment' | 'advance' | 'refund';
    readonly number: string;
    readonly debitMinor: number;
    readonly creditMinor: number;
    /** Owed after it; negative: the patient's advance. */
    readonly balanceMinor: number;
  }[];
  readonly dueMinor: number;
  readonly advanceMinor: number;
}
