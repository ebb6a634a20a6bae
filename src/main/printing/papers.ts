import type { PaperKind, PaperLanguage } from '#domain/kernel/paper-kinds.ts';
import type { queries } from '#domain/registry.ts';
import type { Counterfoil, Letterhead } from './documents.ts';
import type { Block, Layout } from './layout.ts';
import { advanceReceiptBlocks } from './papers/advance-receipt.ts';
import { creditNoteBlocks } from './papers/credit-note.ts';
import { dayBlocks, supplementBlocks } from './papers/day.ts';
import { estimateBlocks } from './papers/estimate.ts';
import { invoiceBlocks } from './papers/invoice.ts';
import { headingOf, type Pen, penFor } from './papers/parts.ts';
import { receiptBlocks } from './papers/receipt.ts';
import { refundVoucherBlocks } from './papers/refund-voucher.ts';
import { statementBlocks } from './papers/statement.ts';
import { slipBlocks, xBlocks, zBlocks } from './papers/till.ts';
import {
  type Answered,
  asAdvanceReceipt,
  asCreditNote,
  asDay,
  asEstimate,
  asInvoice,
  asRefundVoucher,
  asSupplement,
  asX,
} from './read-documents.ts';

type Queries = typeof queries;

/** A number that is on paper once as the original. Every other print of it is a duplicate, counted and marked. */
export interface Original {
  readonly number: string;
  /** 0: the original. */
  readonly duplicate: number;
  readonly madeAtMs: number;
  /** What the counterfoil in the QR says. */
  readonly amountMinor: number;
}

/** A kind of paper: where its document comes from, and how it is laid out. */
export interface Paper<Document = unknown> {
  /** The query of the registry that answers the document; null from it: there is none. */
  readonly query: keyof Queries;
  /** Names the file. */
  name(document: Document): string;
  /** Undefined: no numbered document, so it may be printed as often as anybody likes. */
  original?(document: Document): Original;
  blocks(document: Document, counterfoil: Counterfoil | null, pen: Pen): Block[];
}

type PaperOf<Name extends keyof Queries> = Omit<Paper<Answered<Name>>, 'query'>;

function paper<Name extends keyof Queries>(query: Name, of: PaperOf<Name>): Paper {
  return { query, ...of } as Paper;
}

/** A document whose QR names the log entry that made it. */
function numbered<Name extends keyof Queries>(
  query: Name,
  of: {
    original(document: Answered<Name>): Original;
    blocks(document: Answered<Name>, counterfoil: Counterfoil, pen: Pen): Block[];
  },
): Paper {
  return paper(query, {
    name: (document) => of.original(document).number,
    original: of.original,
    blocks: (document, counterfoil, pen) => {
      if (!counterfoil) throw new Error(`${query} is printed without its counterfoil`);
      return of.blocks(document, counterfoil, pen);
    },
  });
}

/** Everything that is printed. */
export const PAPERS: Readonly<Record<PaperKind, Paper>> = {
  receipt: numbered('paymentDocument', {
    original: (one) => ({ ...one, number: one.receiptNumber, madeAtMs: one.recordedAtMs, amountMinor: one.receivedMinor }),
    blocks: receiptBlocks,
  }),
  'advance-receipt': numbered('advanceDocument', {
    original: ({ advance, duplicate }) => ({ ...advance, duplicate, madeAtMs: advance.receivedAtMs }),
    blocks: (one, counterfoil, pen) => advanceReceiptBlocks(asAdvanceReceipt(one), counterfoil, pen),
  }),
  invoice: numbered('invoiceDocument', {
    original: ({ invoice, duplicate }) => madeOf(invoice, duplicate),
    blocks: (one, counterfoil, pen) => invoiceBlocks(asInvoice(one), counterfoil, pen),
  }),
  'credit-note': numbered('creditNoteDocument', {
    original: ({ creditNote, duplicate }) => madeOf(creditNote, duplicate),
    blocks: (one, counterfoil, pen) => creditNoteBlocks(asCreditNote(one), counterfoil, pen),
  }),
  'refund-voucher': numbered('refundDocument', {
    original: ({ refund, duplicate }) => ({ ...refund, duplicate, madeAtMs: refund.recordedAtMs }),
    blocks: (one, counterfoil, pen) => refundVoucherBlocks(asRefundVoucher(one), counterfoil, pen),
  }),
  estimate: numbered('estimateDocument', {
    original: ({ estimate, duplicate }) => madeOf(estimate, duplicate),
    blocks: (one, counterfoil, pen) => estimateBlocks(asEstimate(one), counterfoil, pen),
  }),
  statement: paper('accountStatement', {
    name: ({ patientNumber, from, to }) => `Statement ${patientNumber} ${from} ${to}`,
    blocks: (one, _counterfoil, pen) => statementBlocks(one, pen),
  }),
  x: paper('xReport', {
    name: ({ terminalCode, businessDate }) => `X ${terminalCode} ${businessDate}`,
    blocks: (one, _counterfoil, pen) => xBlocks(asX(one), pen),
  }),
  z: paper('zDocument', {
    name: ({ terminalCode, zNumber }) => `Z ${terminalCode} ${zNumber}`,
    blocks: (one, _counterfoil, pen) => zBlocks(one, pen),
  }),
  slip: paper('slipDocument', {
    name: ({ terminalCode, kind, businessDate }) => `${kind} ${terminalCode} ${businessDate}`,
    blocks: (one, _counterfoil, pen) => slipBlocks(one, pen),
  }),
  day: paper('dayDocument', {
    name: ({ date }) => `Day ${date}`,
    blocks: (one, _counterfoil, pen) => dayBlocks(asDay(one), pen),
  }),
  supplement: paper('dayDocument', {
    name: ({ date }) => `Supplement ${date}`,
    blocks: (one, _counterfoil, pen) => supplementBlocks(asSupplement(one), pen),
  }),
};

function madeOf(one: { number: string; issuedAtMs: number; totalMinor: number }, duplicate: number): Original {
  return { number: one.number, duplicate, madeAtMs: one.issuedAtMs, amountMinor: one.totalMinor };
}

/** The document on no paper yet. Whatever a paper's document is, it has a letterhead. */
export function layoutOf(
  kind: Paper,
  document: { readonly letterhead: Letterhead },
  counterfoil: Counterfoil | null,
  language: PaperLanguage,
): Layout {
  const pen = penFor(document.letterhead, language);
  return {
    name: kind.name(document),
    heading: headingOf(document.letterhead, pen),
    blocks: kind.blocks(document, counterfoil, pen),
  };
}
