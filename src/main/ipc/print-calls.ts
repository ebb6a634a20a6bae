import { z } from 'zod';
import type { Printer } from '#domain/kernel/printer.ts';
import type { queries } from '#domain/registry.ts';
import type { Answer } from '#protocol/counter-api.ts';
import { no, yes } from '../answers.ts';
import { layoutAsEscPos, type Roll } from '../printing/escpos.ts';
import { layoutAsHtml } from '../printing/html.ts';
import type { Layout } from '../printing/layout.ts';
import type { NewPrint, PrintJob } from '../printing/queue/print-job.ts';
import { testPage } from '../printing/test-page.ts';
import type { Terminal } from '../terminal.ts';
import { type PaperWanted, type PrintedDocuments, paperWanted } from './printed-documents.ts';

export const printWanted = paperWanted.extend({
  /** Another printer than the one this kind of paper goes to. */
  printer: z.string().max(40).optional(),
});
export const printNamed = z.object({ id: z.string().max(64) });
export const printerNamed = z.object({ printer: z.string().max(40) });

type PrintersHere = ReturnType<(typeof queries)['printersHere']['read']>;

/** What waits to be printed, and what a window may do about it. Whoever is signed in here may. */
export class PrintCalls {
  readonly #terminal: Terminal;
  readonly #documents: PrintedDocuments;

  constructor(terminal: Terminal, documents: PrintedDocuments) {
    this.#terminal = terminal;
    this.#documents = documents;
  }

  /** Puts a document into the queue of its printer. The document stands in the log already, whatever comes of it. */
  async send(sessionId: string | null, wanted: PaperWanted & { printer?: string | undefined }): Promise<Answer<PrintJob>> {
    const here = await this.#printers(sessionId);
    if (!here.ok) return here;
    const name = wanted.printer ?? here.result.routes[wanted.paper];
    if (name === undefined) return no('printer-not-chosen');
    const printer = here.result.printers.find((one) => one.name === name);
    if (!printer) return no('printer-unknown', { printer: name });
    const layout = await this.#documents.layout(sessionId, wanted, printer.language);
    return layout.ok ? this.#queue(layout.result, printer) : layout;
  }

  async test(sessionId: string | null, name: string): Promise<Answer<PrintJob>> {
    const here = await this.#printers(sessionId);
    if (!here.ok) return here;
    const printer = here.result.printers.find((one) => one.name === name);
    if (!printer) return no('printer-unknown', { printer: name });
    return this.#queue(testPage(printer, this.#terminal.state().terminal?.code ?? ''), printer);
  }

  async jobs(sessionId: string | null): Promise<Answer<readonly PrintJob[]>> {
    const here = await this.#printers(sessionId);
    return here.ok ? yes(this.#terminal.prints.jobs()) : here;
  }

  async again(sessionId: string | null, id: string): Promise<Answer<null>> {
    const here = await this.#printers(sessionId);
    if (!here.ok) return here;
    return this.#terminal.prints.again(id) ? yes(null) : no('print-job-unknown');
  }

  async drop(sessionId: string | null, id: string): Promise<Answer<null>> {
    const here = await this.#printers(sessionId);
    if (!here.ok) return here;
    return this.#terminal.prints.drop(id) ? yes(null) : no('print-job-unknown');
  }

  /** The names of the system's printers; none in a shell that does not reach them. */
  async systemPrinters(sessionId: string | null): Promise<Answer<readonly string[]>> {
    const here = await this.#printers(sessionId);
    return here.ok ? yes(await this.#terminal.prints.systemPrinterNames()) : here;
  }

  #queue(layout: Layout, printer: Printer): Answer<PrintJob> {
    const job = this.#terminal.prints.add(asPrint(layout, printer));
    return job ? yes(job) : no('print-queue-full');
  }

  /** Read as the person of the session: nobody signed in, nothing printed. */
  async #printers(sessionId: string | null): Promise<Answer<PrintersHere>> {
    return (await this.#terminal.query(sessionId, 'printersHere', {})) as Answer<PrintersHere>;
  }
}

/** The document in the form its printer takes. */
function asPrint(layout: Layout, printer: Printer): NewPrint {
  const { name, paper, letterhead } = printer;
  const options = { preprinted: letterhead === 'preprinted' };
  if (printer.target === 'network') {
    const target = { target: 'network' as const, host: printer.host, port: printer.port };
    return { name: layout.name, printer: name, target, content: layoutAsEscPos(layout, paper as Roll, options) };
  }
  const target = { target: 'system' as const, deviceName: printer.deviceName, paper };
  return { name: layout.name, printer: name, target, content: new TextEncoder().encode(layoutAsHtml(layout, paper, options)) };
}
