import type { PaperKind, PaperLanguage, PrintedKind } from '#domain/kernel/paper-kinds.ts';
import type { queries } from '#domain/registry.ts';
import type { Counterfoil, Letterhead } from './documents.ts';
import type { Block, Layout } from './layout.ts';
import { advanceReceiptBlocks } from './papers/advance-receipt.ts';
import { creditNoteBlocks } from './papers/credit-note.ts';
import { dayBlocks, supplementBlocks } from './papers/day.ts';
import { estimateBlocks } from './papers/estimate.ts';
import { invoiceBlocks } from './papers/invoice.ts';
import { headingOf, type Pen, penFor, previewMark } from './papers/parts.ts';
import { receiptBlocks } from './papers/receipt.ts';
import { refundVoucherBlocks } from './papers/refund-voucher.ts';
import { statementBlocks } from './papers/statement.ts';
import { slipBlocks, xBlocks, zBlocks, zNumberOf } from './papers/till.ts';
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

/** A document that is on paper once as the original. Every other print of it is a duplicate, counted and marked. */
export interface Original {
  /** What is printed, as `PRINTING` names it. */
  readonly kind: PrintedKind;
  readonly subjectId: string;
  readonly number: string;
  /** What the counterfoil in the QR says. */
  readonly amountMinor: number;
  /** Notes or coins changed hands with it. */
  readonly inCash: boolean;
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
    original: ({ paymentId, receiptNumber: number, receivedMinor: amountMinor, tenders }) => ({
      kind: 'receipt',
      ...{ subjectId: paymentId, number, amountMinor, inCash: hasCash(tenders) },
    }),
    blocks: receiptBlocks,
  }),
  'advance-receipt': numbered('advanceDocument', {
    original: ({ advance }) => originalOf('advance', advance, advance.amountMinor, hasCash(advance.tenders)),
    blocks: (one, counterfoil, pen) => advanceReceiptBlocks(asAdvanceReceipt(one), counterfoil, pen),
  }),
  invoice: numbered('invoiceDocument', {
    original: ({ invoice }) => originalOf('invoice', invoice, invoice.totalMinor),
    blocks: (one, counterfoil, pen) => invoiceBlocks(asInvoice(one), counterfoil, pen),
  }),
  'credit-note': numbered('creditNoteDocument', {
    original: ({ creditNote }) => originalOf('credit-note', creditNote, creditNote.totalMinor),
    blocks: (one, counterfoil, pen) => creditNoteBlocks(asCreditNote(one), counterfoil, pen),
  }),
  'refund-voucher': numbered('refundDocument', {
    original: ({ refund }) => originalOf('refund', refund, refund.amountMinor, refund.tender === 'cash'),
    blocks: (one, counterfoil, pen) => refundVoucherBlocks(asRefundVoucher(one), counterfoil, pen),
  }),
  estimate: numbered('estimateDocument', {
    original: ({ estimate }) => originalOf('estimate', estimate, estimate.totalMinor),
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
    name: (one) => `Z ${one.terminalCode} ${zNumberOf(one).replace('/', '-')}`,
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

function originalOf(
  kind: PrintedKind,
  { id: subjectId, number }: { id: string; number: string },
  amountMinor: number,
  inCash = false,
): Original {
  return { kind, subjectId, number, amountMinor, inCash };
}

function hasCash(tenders: readonly { readonly kind: string }[]): boolean {
  return tenders.some(({ kind }) => kind === 'cash');
}

/** Which print of a document it is; `preview`: none, for the eyes only. A document without a number has no prints. */
export type PrintNumber = 'preview' | { readonly duplicate: number };

/** The document on no paper yet. Whatever a paper's document is, it has a letterhead. */
export function layoutOf(
  kind: Paper,
  document: { readonly letterhead: Letterhead },
  counterfoil: Counterfoil | null,
  language: PaperLanguage,
  print?: PrintNumber,
): Layout {
  const pen = penFor(document.letterhead, language);
  const isPreview = print === 'preview';
  const numbered = print === undefined ? document : { ...document, duplicate: isPreview ? 0 : print.duplicate };
  const blocks = kind.blocks(numbered, counterfoil, pen);
  return {
    name: kind.name(document),
    heading: headingOf(document.letterhead, pen),
    // What is only looked at must not pass for a print: the window's own viewer can print and save what it shows.
    blocks: isPreview ? [previewMark(pen), ...blocks] : blocks,
  };
}
