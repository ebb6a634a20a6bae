import { z } from 'zod';
import { PAPER_FORMATS, PAPER_KINDS, PAPER_LANGUAGES, type PaperLanguage } from '#domain/kernel/paper-kinds.ts';
import type { queries } from '#domain/registry.ts';
import type { Answer } from '#protocol/counter-api.ts';
import { type ReceiptQr, receiptOf } from '#protocol/receipt-qr.ts';
import { no, yes } from '../answers.ts';
import type { Letterhead } from '../printing/documents.ts';
import type { Layout } from '../printing/layout.ts';
import { layoutOf, type Original, PAPERS, type Paper } from '../printing/papers.ts';
import { layoutAsPdf } from '../printing/pdf-papers.ts';
import type { NumberedPrint } from '../printing/queue/print-job.ts';
import type { Terminal } from '../terminal.ts';

/** A document ready for a printer. */
export interface PrintedDocument {
  readonly fileName: string;
  readonly pdfBase64: string;
}

/** Which document. `of`: what its query asks for, e.g. `{ paymentId }`; the query reads it by its own shape. */
export const paperWanted = z.object({
  paper: z.enum(PAPER_KINDS),
  of: z.record(z.string().max(40), z.string().max(64).nullable()),
});
export type PaperWanted = z.output<typeof paperWanted>;

export const documentWanted = paperWanted.extend({
  format: z.enum(PAPER_FORMATS).default('80mm'),
  language: z.enum(PAPER_LANGUAGES).default('en'),
  /** The paper in the printer carries the letterhead. */
  preprinted: z.boolean().default(false),
});

/** The operation that lets a numbered document be printed, and logs it. */
export const PRINTING = 'printDocument';

/** The query that knows how a numbered document was printed. */
const PRINTS = 'printsOfDocument';
type Prints = ReturnType<(typeof queries)[typeof PRINTS]['read']>;

/** What the log has of a print. The language is its original's; absent where that was not kept. */
interface Logged {
  readonly duplicate: number;
  readonly language?: PaperLanguage;
}

/** A document as its printer is to be given it, and which numbered print that is; null: it has no number. */
export interface ToPrint {
  readonly layout: Layout;
  readonly print: NumberedPrint | null;
  /** Cash is changing hands, and a drawer may open for it. */
  readonly opensDrawer: boolean;
}

/**
 * So long after the money a drawer still opens for its document. An original that is printed later is only paper: else a
 * receipt kept back would open the drawer with no word in the log about it.
 */
const DRAWER_OPENS_WITHIN_MS = 5 * 60_000;

interface Found {
  readonly kind: Paper;
  readonly document: { readonly letterhead: Letterhead };
  /** Null: no numbered document. */
  readonly numbered: { readonly original: Original; readonly counterfoil: ReceiptQr } | null;
}

/**
 * Lays out what stands in the records. To look at a document changes nothing, and what is looked at is marked so. A numbered
 * one is printed only after the log has its print: the log alone decides whether that is the original or DUPLICATE n.
 */
export class PrintedDocuments {
  readonly #terminal: Terminal;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  /** The document as it was issued, to look at. */
  async preview(sessionId: string | null, wanted: z.output<typeof documentWanted>): Promise<Answer<PrintedDocument>> {
    const found = await this.#find(sessionId, wanted);
    if (!found.ok) return found;
    const { kind, document, numbered } = found.result;
    const print = numbered ? ('preview' as const) : undefined;
    const language = (numbered && (await this.#printedIn(sessionId, numbered.original))) ?? wanted.language;
    return asPdf(layoutOf(kind, document, numbered?.counterfoil ?? null, language, print), wanted);
  }

  /** The document for a printer that the window reaches; its print is in the log. */
  async print(sessionId: string | null, wanted: z.output<typeof documentWanted>): Promise<Answer<PrintedDocument>> {
    const toPrint = await this.toPrint(sessionId, wanted, wanted.language);
    return toPrint.ok ? asPdf(toPrint.result.layout, wanted) : toPrint;
  }

  /** Logs the print of a numbered document; whatever becomes of the paper, it is counted from here on. */
  async toPrint(sessionId: string | null, wanted: PaperWanted, language: PaperLanguage): Promise<Answer<ToPrint>> {
    const found = await this.#find(sessionId, wanted);
    if (!found.ok) return found;
    const { kind, document, numbered } = found.result;
    if (!numbered) {
      return yes({ layout: layoutOf(kind, document, null, language), print: null, opensDrawer: false });
    }
    const { original, counterfoil } = numbered;
    const { kind: of, subjectId, number } = original;
    const asked = { kind: of, subjectId, language };
    const logged = (await this.#terminal.execute(sessionId, PRINTING, asked)) as Answer<Logged>;
    if (!logged.ok) return logged;
    const { duplicate, language: inLanguage = language } = logged.result;
    const sinceMs = this.#terminal.state().nowMs - counterfoil.atMs;
    return yes({
      layout: layoutOf(kind, document, counterfoil, inLanguage, { duplicate }),
      print: { paper: wanted.paper, of: wanted.of, number, duplicate },
      opensDrawer: original.inCash && duplicate === 0 && sinceMs <= DRAWER_OPENS_WITHIN_MS,
    });
  }

  /** What its original was printed in; undefined where the log does not say. */
  async #printedIn(sessionId: string | null, { kind, subjectId }: Original): Promise<PaperLanguage | undefined> {
    const prints = await this.#terminal.query(sessionId, PRINTS, { kind, subjectId });
    return prints.ok ? (prints.result as Prints)?.language : undefined;
  }

  async #find(sessionId: string | null, { paper, of }: PaperWanted): Promise<Answer<Found>> {
    // What was only practised is on no paper that could be taken for a real one.
    if (this.#terminal.state().terminal?.training) return no('no-paper-in-training');
    const kind = PAPERS[paper];
    const found = await this.#terminal.query(sessionId, kind.query, of);
    if (!found.ok) return found;
    if (found.result === null) return no('document-unknown');
    const document = found.result as { readonly letterhead: Letterhead };
    const original = kind.original?.(document);
    if (!original) return yes({ kind, document, numbered: null });
    const entry = this.#terminal.store.entryOfDocument(original.number);
    const counterfoil = entry && receiptOf(entry, original.amountMinor);
    if (!counterfoil) return no('counterfoil-elsewhere', { number: original.number });
    return yes({ kind, document, numbered: { original, counterfoil } });
  }
}

async function asPdf(
  layout: Layout,
  { format, preprinted }: Pick<z.output<typeof documentWanted>, 'format' | 'preprinted'>,
): Promise<Answer<PrintedDocument>> {
  const pdf = await layoutAsPdf(layout, format, { preprinted });
  return yes({ fileName: `${layout.name.replaceAll(/[^\w-]+/g, '-')}.pdf`, pdfBase64: Buffer.from(pdf).toString('base64') });
}
