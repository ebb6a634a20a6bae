import { z } from 'zod';
import type { queries } from '#domain/registry.ts';
import type { Answer } from '#protocol/counter-api.ts';
import { receiptOf } from '#protocol/receipt-qr.ts';
import { no, yes } from '../answers.ts';
import { FORMATS, LANGUAGES } from '../printing/documents.ts';
import { printReceipt, printZ } from '../printing/print.ts';
import type { Terminal } from '../terminal.ts';

/** A document ready for a printer. */
export interface PrintedDocument {
  readonly fileName: string;
  readonly pdfBase64: string;
}

export const receiptWanted = z.object({
  paymentId: z.string().max(64),
  format: z.enum(FORMATS).default('80mm'),
  language: z.enum(LANGUAGES).default('en'),
});

export const zWanted = z.object({ tillId: z.string().max(64), language: z.enum(LANGUAGES).default('en') });

/** A receipt may be had this long after its money was taken; later it is a reprint, which is numbered and logged. */
const ORIGINAL_FOR_MS = 10 * 60_000;
/** A jammed printer is tried again; more of the same paper is a reprint. */
const COPIES = 3;

type Documents = typeof queries;

/** Makes PDFs of what stands in the records, and counts how often each paper was given out. */
export class PrintedDocuments {
  readonly #terminal: Terminal;
  readonly #given = new Map<string, number>();

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  /** The receipt as it stands: the original, or DUPLICATE n after the reprint was logged. */
  async receipt(
    sessionId: string | null,
    { paymentId, format, language }: z.output<typeof receiptWanted>,
  ): Promise<Answer<PrintedDocument>> {
    const found = await this.#read(sessionId, 'paymentDocument', { paymentId });
    if (!found.ok) return found;
    const document = found.result;
    if (!document) return no('payment-unknown');
    const { receiptNumber, duplicate, recordedAtMs, receivedMinor } = document;
    const entry = this.#terminal.store.entryOfDocument(receiptNumber);
    const counterfoil = entry && receiptOf(entry, receivedMinor);
    if (!counterfoil) return no('counterfoil-elsewhere', { number: receiptNumber });
    const paper = `${receiptNumber} ${duplicate}`;
    const given = this.#given.get(paper) ?? 0;
    const late = duplicate === 0 && this.#terminal.state().nowMs - recordedAtMs > ORIGINAL_FOR_MS;
    if (late || given >= COPIES) return no('reprint-needed', { number: receiptNumber });
    this.#given.set(paper, given + 1);
    return yes(asPdf(receiptNumber, await printReceipt(document, counterfoil, { format, language })));
  }

  async z(sessionId: string | null, { tillId, language }: z.output<typeof zWanted>): Promise<Answer<PrintedDocument>> {
    const found = await this.#read(sessionId, 'zDocument', { tillId });
    if (!found.ok) return found;
    const document = found.result;
    if (!document) return no('till-not-closed');
    return yes(asPdf(`Z-${document.terminalCode}-${document.zNumber}`, await printZ(document, { language })));
  }

  async #read<Name extends keyof Documents>(sessionId: string | null, name: Name, input: unknown) {
    return (await this.#terminal.query(sessionId, name, input)) as Answer<ReturnType<Documents[Name]['read']>>;
  }
}

function asPdf(name: string, pdf: Uint8Array): PrintedDocument {
  return { fileName: `${name.replaceAll('/', '-')}.pdf`, pdfBase64: Buffer.from(pdf).toString('base64') };
}
