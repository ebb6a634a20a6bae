import type { ReceiptQr } from '#protocol/receipt-qr.ts';

/** The languages documents are printed in. Each has its words in `words.ts`. */
export const LANGUAGES = ['en', 'hi'] as const;
export type Language = (typeof LANGUAGES)[number];

/** `80mm`: a roll, as long as it needs to be. `a5`: a sheet. */
export const FORMATS = ['80mm', 'a5'] as const;
export type Format = (typeof FORMATS)[number];

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
}

export interface ReceiptLine {
  readonly name: string;
  readonly hsnSac: string;
  readonly quantity: number;
  readonly unitPriceMinor: number;
  readonly taxRateBasisPoints: number;
  readonly taxMinor: number;
  /** Quantity times unit price, before tax. */
  readonly amountMinor: number;
}

export interface ReceiptTender {
  readonly kind: 'cash' | 'card' | 'upi' | 'bank';
  readonly amountMinor: number;
  readonly tenderedMinor?: number | undefined;
  readonly changeMinor?: number | undefined;
  /** UPI: the transaction's reference. */
  readonly reference?: string | null | undefined;
  /** Card: its last four digits. */
  readonly lastFour?: string | null | undefined;
}

/** What a receipt says, as the records have it. */
export interface ReceiptDocument {
  readonly letterhead: Letterhead;
  readonly receiptNumber: string;
  readonly invoiceNumber: string;
  /** Calendar date of the till, YYYY-MM-DD. */
  readonly businessDate: string;
  readonly recordedAtMs: number;
  readonly patientName: string;
  readonly patientNumber: string;
  readonly lines: readonly ReceiptLine[];
  readonly netMinor: number;
  readonly taxMinor: number;
  /** The invoice's total; `receivedMinor` is what this receipt is for, `balanceMinor` what remains due after it. */
  readonly totalMinor: number;
  readonly receivedMinor: number;
  readonly balanceMinor: number;
  readonly tenders: readonly ReceiptTender[];
  readonly cashierName: string;
  readonly terminalCode: string;
  /** 0: the original. n: printed as DUPLICATE n. */
  readonly duplicate: number;
}

export type Counterfoil = ReceiptQr;

/** What a Z slip says: a till as it was closed. Null: not for the eyes of whoever prints it, and left out. */
export interface ZDocument {
  readonly letterhead: Letterhead;
  readonly zNumber: number;
  readonly terminalCode: string;
  readonly cashierName: string;
  readonly businessDate: string;
  readonly openedAtMs: number;
  readonly closedAtMs: number;
  readonly firstSeq: number;
  readonly lastSeq: number;
  /** Hash of the last entry the Z covers, 64 hex. */
  readonly headHash: string;
  readonly payments: number;
  readonly reprints: number;
  readonly takings: readonly { readonly kind: ReceiptTender['kind']; readonly amountMinor: number | null }[];
  readonly totalMinor: number | null;
  readonly openingFloatMinor: number;
  /** The blind count, largest first. */
  readonly denominations: readonly { readonly valueMinor: number; readonly count: number }[];
  readonly countedMinor: number;
  readonly expectedMinor: number | null;
  /** Counted less expected: negative when cash is missing. */
  readonly varianceMinor: number | null;
  /** Perpetual totals of the terminal when the till closed. */
  readonly grossInMinor: number | null;
  readonly grossOutMinor: number | null;
}
