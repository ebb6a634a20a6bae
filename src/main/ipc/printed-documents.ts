import { z } from 'zod';
import { PAPER_FORMATS, PAPER_KINDS, PAPER_LANGUAGES, type PaperLanguage } from '#domain/kernel/paper-kinds.ts';
import type { Answer } from '#protocol/counter-api.ts';
import { type ReceiptQr, receiptOf } from '#protocol/receipt-qr.ts';
import { no, yes } from '../answers.ts';
import type { Letterhead } from '../printing/documents.ts';
import type { Layout } from '../printing/layout.ts';
import { layoutOf, type Original, PAPERS } from '../printing/papers.ts';
import { layoutAsPdf } from '../printing/pdf-papers.ts';
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

/** A numbered document may be had this long after it was made; later it is a reprint, which is numbered and logged. */
const ORIGINAL_FOR_MS = 10 * 60_000;
/** A jammed printer is tried again; more of the same paper is a reprint. */
const COPIES = 3;

/** Lays out what stands in the records, and counts how often each paper was given out. */
export class PrintedDocuments {
  readonly #terminal: Terminal;
  readonly #given = new Map<string, number>();

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  async pdf(sessionId: string | null, wanted: z.output<typeof documentWanted>): Promise<Answer<PrintedDocument>> {
    const laidOut = await this.layout(sessionId, wanted, wanted.language);
    if (!laidOut.ok) return laidOut;
    const pdf = await layoutAsPdf(laidOut.result, wanted.format, { preprinted: wanted.preprinted });
    const fileName = `${laidOut.result.name.replaceAll(/[^\w-]+/g, '-')}.pdf`;
    return yes({ fileName, pdfBase64: Buffer.from(pdf).toString('base64') });
  }

  /** The document as it stands, given out once more: the original, or DUPLICATE n after the reprint was logged. */
  async layout(sessionId: string | null, { paper, of }: PaperWanted, language: PaperLanguage): Promise<Answer<Layout>> {
    // What was only practised is on no paper that could be taken for a real one.
    if (this.#terminal.state().terminal?.training) return no('no-paper-in-training');
    const kind = PAPERS[paper];
    const found = await this.#terminal.query(sessionId, kind.query, of);
    if (!found.ok) return found;
    if (found.result === null) return no('document-unknown');
    const document = found.result as { readonly letterhead: Letterhead };
    const original = kind.original?.(document);
    if (!original) return yes(layoutOf(kind, document, null, language));
    const counterfoil = this.#giveOut(original);
    return counterfoil.ok ? yes(layoutOf(kind, document, counterfoil.result, language)) : counterfoil;
  }

  #giveOut({ number, duplicate, madeAtMs, amountMinor }: Original): Answer<ReceiptQr> {
    const entry = this.#terminal.store.entryOfDocument(number);
    const counterfoil = entry && receiptOf(entry, amountMinor);
    if (!counterfoil) return no('counterfoil-elsewhere', { number });
    const paper = `${number} ${duplicate}`;
    const given = this.#given.get(paper) ?? 0;
    const late = duplicate === 0 && this.#terminal.state().nowMs - madeAtMs > ORIGINAL_FOR_MS;
    if (late || given >= COPIES) return no('reprint-needed', { number });
    this.#given.set(paper, given + 1);
    return yes(counterfoil);
  }
}
