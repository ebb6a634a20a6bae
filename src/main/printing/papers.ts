import type { PaperKind, PaperLanguage } from '#domain/printers/paper-kinds.ts';
import type { queries } from '#domain/registry.ts';
import type { Counterfoil, Letterhead, XDocument } from './documents.ts';
import type { Block, Layout } from './layout.ts';
import { headingOf, type Pen, penFor } from './papers/parts.ts';
import { receiptBlocks } from './papers/receipt.ts';
import { xBlocks, zBlocks } from './papers/till.ts';

type Queries = typeof queries;
type DocumentOf<Name extends keyof Queries> = NonNullable<ReturnType<Queries[Name]['read']>>;

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

type PaperOf<Name extends keyof Queries> = Omit<Paper<DocumentOf<Name>>, 'query'>;

function paper<Name extends keyof Queries>(query: Name, of: PaperOf<Name>): Paper {
  return { query, ...of } as Paper;
}

/** A document whose QR names the log entry that made it. */
function numbered<Name extends keyof Queries>(
  query: Name,
  of: {
    original(document: DocumentOf<Name>): Original;
    blocks(document: DocumentOf<Name>, counterfoil: Counterfoil, pen: Pen): Block[];
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

/** The report names takings by kind; paper lists them. */
function asX({ takings, ...x }: DocumentOf<'xReport'>): XDocument {
  const { totalMinor, ...byKind } = takings;
  const kinds = Object.keys(byKind) as (keyof typeof byKind)[];
  return { ...x, totalMinor, takings: kinds.map((kind) => ({ kind, amountMinor: byKind[kind] ?? null })) };
}

/** Everything that is printed. */
export const PAPERS: Readonly<Partial<Record<PaperKind, Paper>>> = {
  receipt: numbered('paymentDocument', {
    original: ({ receiptNumber: number, duplicate, recordedAtMs: madeAtMs, receivedMinor: amountMinor }) => ({
      number,
      duplicate,
      madeAtMs,
      amountMinor,
    }),
    blocks: receiptBlocks,
  }),
  x: paper('xReport', {
    name: ({ terminalCode, businessDate }) => `X ${terminalCode} ${businessDate}`,
    blocks: (x, _counterfoil, pen) => xBlocks(asX(x), pen),
  }),
  z: paper('zDocument', {
    name: ({ terminalCode, zNumber }) => `Z ${terminalCode} ${zNumber}`,
    blocks: (z, _counterfoil, pen) => zBlocks(z, pen),
  }),
};

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
