import { z } from 'zod';
import type { PrintFailure } from '#domain/kernel/access.ts';
import type { Printer } from '#domain/kernel/printer.ts';
import type { operations, queries } from '#domain/registry.ts';
import type { Answer } from '#protocol/counter-api.ts';
import { no, yes } from '../answers.ts';
import { afterPulse } from '../printing/drawer-pulse.ts';
import { layoutAsEscPos, type Roll } from '../printing/escpos.ts';
import { layoutAsHtml } from '../printing/html.ts';
import type { Layout } from '../printing/layout.ts';
import type { NewPrint, NumberedPrint, PrintJob } from '../printing/queue/print-job.ts';
import { testPage } from '../printing/test-page.ts';
import type { Terminal } from '../terminal.ts';
import { type PaperWanted, type PrintedDocuments, paperWanted, type ToPrint } from './printed-documents.ts';

export const printWanted = paperWanted.extend({
  /** Another printer than the one this kind of paper goes to. */
  printer: z.string().max(40).optional(),
});
export const printNamed = z.object({ id: z.string().max(64) });
export const printerNamed = z.object({ printer: z.string().max(40) });

/** The operation that opens a drawer without a sale, and logs it. */
const OPENING = 'openDrawer';
export type OpeningDrawer = z.input<(typeof operations)[typeof OPENING]['input']>;

/** What stands in the log, and what became of the drawer itself. */
export interface OpenedDrawer {
  /** Times in this till. */
  readonly noSales: number;
  /** The printer that did not open it, and the code of why; null: it did, or none here opens a drawer and a person does. */
  readonly staysShut: { readonly printer: string; readonly problem: string } | null;
}

type PrintersHere = ReturnType<(typeof queries)['printersHere']['read']>;

/** What waits to be printed, and what a window may do about it. Whoever is signed in here may. */
export class PrintCalls {
  readonly #terminal: Terminal;
  readonly #documents: PrintedDocuments;

  constructor(terminal: Terminal, documents: PrintedDocuments) {
    this.#terminal = terminal;
    this.#documents = documents;
  }

  /** Puts a document into the queue of its printer. It stands in the log already, and so does this print of it. */
  async send(sessionId: string | null, wanted: PaperWanted & { printer?: string | undefined }): Promise<Answer<PrintJob>> {
    const here = await this.#printers(sessionId);
    if (!here.ok) return here;
    const name = wanted.printer ?? here.result.routes[wanted.paper];
    if (name === undefined) return no('printer-not-chosen');
    const printer = here.result.printers.find((one) => one.name === name);
    if (!printer) return no('printer-unknown', { printer: name });
    // Before the print is logged: what cannot be queued must not count as printed.
    if (this.#terminal.prints.full) return no('print-queue-full');
    const toPrint = await this.#documents.toPrint(sessionId, wanted, printer.language);
    if (!toPrint.ok) return toPrint;
    const { print } = toPrint.result;
    try {
      return this.#queue(toPrint.result, printer);
    } catch (error) {
      // The queue's file could not be written: nothing was sent, and the log must not believe that it was.
      const failure = { printer: name, problem: 'not-queued', nothingPrinted: true };
      if (print) this.#note(sessionId, failure, print, 'given-up');
      throw error;
    }
  }

  async test(sessionId: string | null, name: string): Promise<Answer<PrintJob>> {
    const here = await this.#printers(sessionId);
    if (!here.ok) return here;
    const printer = here.result.printers.find((one) => one.name === name);
    if (!printer) return no('printer-unknown', { printer: name });
    const layout = testPage(printer, this.#terminal.state().terminal?.code ?? '');
    return this.#queue({ layout, print: null, opensDrawer: false }, printer);
  }

  /** Logs that the drawer is opened without a sale, then has its printer open it. That it stays shut undoes no entry. */
  async openDrawer(sessionId: string | null, input: OpeningDrawer): Promise<Answer<OpenedDrawer>> {
    const logged = (await this.#terminal.execute(sessionId, OPENING, input)) as Answer<{ noSales: number }>;
    if (!logged.ok) return logged;
    const { noSales } = logged.result;
    const here = await this.#printers(sessionId);
    const printer = here.ok ? here.result.printers.find(hasDrawer) : undefined;
    // The drawer is real, what is practised is not.
    if (!printer || this.#terminal.state().terminal?.training) return yes({ noSales, staysShut: null });
    const problem = await this.#terminal.prints.openDrawer(printer);
    return yes({ noSales, staysShut: problem === null ? null : { printer: printer.name, problem } });
  }

  async jobs(sessionId: string | null): Promise<Answer<readonly PrintJob[]>> {
    const here = await this.#printers(sessionId);
    return here.ok ? yes(this.#terminal.prints.jobs()) : here;
  }

  async again(sessionId: string | null, id: string): Promise<Answer<null>> {
    const here = await this.#printers(sessionId);
    if (!here.ok) return here;
    const job = this.#terminal.prints.job(id);
    if (!job || job.state === 'sending') return no('print-job-unknown');
    if (job.print && !job.nothingPrinted) return this.#anew(sessionId, job, job.print);
    // One that only waits its turn has not failed.
    if (job.print && job.problem !== null) {
      const noted = this.#note(sessionId, job, job.print, 'sent-again');
      if (!noted.ok) return noted;
    }
    return this.#terminal.prints.again(id) ? yes(null) : no('print-job-unknown');
  }

  /** Something of it may be on paper: the document is printed once more, as the duplicate that it then is. */
  async #anew(sessionId: string | null, job: PrintJob, print: NumberedPrint): Promise<Answer<null>> {
    const { paper, of } = print;
    const sent = await this.send(sessionId, { paper, of, printer: job.printer });
    if (!sent.ok) return sent;
    this.#terminal.prints.drop(job.id);
    return this.#note(sessionId, job, print, 'printed-anew');
  }

  #note(
    sessionId: string | null,
    { printer, problem, nothingPrinted }: Pick<PrintJob, 'printer' | 'problem' | 'nothingPrinted'>,
    { number, duplicate }: NumberedPrint,
    ending: PrintFailure['ending'],
  ): Answer<null> {
    return this.#terminal.notePrintFailure(sessionId, { number, duplicate, printer, problem, nothingPrinted, ending });
  }

  async drop(sessionId: string | null, id: string): Promise<Answer<null>> {
    const here = await this.#printers(sessionId);
    if (!here.ok) return here;
    const job = this.#terminal.prints.job(id);
    if (!job || !this.#terminal.prints.drop(id)) return no('print-job-unknown');
    // Dropped first: an original that is free to be printed again must not come out of the queue as well.
    return job.print ? this.#note(sessionId, job, job.print, 'given-up') : yes(null);
  }

  /** The names of the system's printers; none in a shell that does not reach them. */
  async systemPrinters(sessionId: string | null): Promise<Answer<readonly string[]>> {
    const here = await this.#printers(sessionId);
    return here.ok ? yes(await this.#terminal.prints.systemPrinterNames()) : here;
  }

  #queue({ layout, print, opensDrawer }: ToPrint, printer: Printer): Answer<PrintJob> {
    const job = this.#terminal.prints.add({ ...asPrint(layout, printer, opensDrawer), print });
    return job ? yes(job) : no('print-queue-full');
  }

  /** Read as the person of the session: nobody signed in, nothing printed. */
  async #printers(sessionId: string | null): Promise<Answer<PrintersHere>> {
    return (await this.#terminal.query(sessionId, 'printersHere', {})) as Answer<PrintersHere>;
  }
}

/** The document in the form its printer takes. */
function asPrint(layout: Layout, printer: Printer, opensDrawer: boolean): NewPrint {
  const { name, paper, letterhead } = printer;
  const options = { preprinted: letterhead === 'preprinted' };
  if (printer.target === 'network') {
    const target = { target: 'network' as const, host: printer.host, port: printer.port };
    const paperAlone = layoutAsEscPos(layout, paper as Roll, options);
    const content = opensDrawer && hasDrawer(printer) ? afterPulse(paperAlone) : paperAlone;
    return { name: layout.name, printer: name, target, content };
  }
  const target = { target: 'system' as const, deviceName: printer.deviceName, paper };
  return { name: layout.name, printer: name, target, content: new TextEncoder().encode(layoutAsHtml(layout, paper, options)) };
}

type NetworkPrinter = Extract<Printer, { target: 'network' }>;

function hasDrawer(printer: Printer): printer is NetworkPrinter {
  return printer.target === 'network' && printer.opensDrawer === true;
}
