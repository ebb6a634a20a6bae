import { randomUUID } from 'node:crypto';
import type { Report } from '../../terminal-parts.ts';
import { DRAWER_PULSE, withoutPulse } from '../drawer-pulse.ts';
import { PrinterTrouble, sendToPort } from './network-printer.ts';
import type { NewPrint, PrintJob } from './print-job.ts';
import type { PrintStore, ToSend } from './print-store.ts';
import type { SystemPrinters } from './system-printers.ts';

/** Waits between attempts. After the last one a person must look. About ten minutes in all. */
const WAITS_MS = [2_000, 5_000, 15_000, 30_000, 60_000, 120_000, 180_000, 180_000];
/** A drawer opens with a print only so long after it was asked for: later, nobody may stand at it. */
const DRAWER_WAITS_MS = 30_000;
/** A drawer that is asked for on its own opens now or not at all; printers that keep the line have taken it all the same. */
const DRAWER_PATIENCE = { sendMs: 3_000, statusMs: 300, hangUpMs: 300 };
/** More than this waits for nobody. */
export const MOST_JOBS = 200;

export interface PrintQueueParts {
  readonly store: PrintStore;
  readonly nowMs: () => number;
  readonly systemPrinters: SystemPrinters | null;
  /** What waits is otherwise than it was. */
  readonly changed: () => void;
  readonly report?: Report | undefined;
  /** No timers: whoever drives it calls `run`. */
  readonly manual?: boolean | undefined;
}

/**
 * Puts prints on paper, those for one printer one after another, each printer at its own pace. A print is kept until the
 * printer has taken it, over restarts too. One of which the printer was sent nothing is tried again, and at last shown; one of
 * which something may be on paper is never repeated by itself. Nothing here reaches the log.
 */
export class PrintQueue {
  readonly #parts: PrintQueueParts;
  readonly #busy = new Map<string, Promise<void>>();
  readonly #ending = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  /** The queue's own file cannot be written: nothing more is sent, lest it come out again and again. */
  #stuck = false;

  constructor(parts: PrintQueueParts) {
    this.#parts = parts;
    this.#plan();
  }

  /** Too much waits already: nothing more is taken. */
  get full(): boolean {
    return this.#parts.store.jobs().length >= MOST_JOBS;
  }

  /** Undefined where too much waits already. */
  add(print: NewPrint): PrintJob | undefined {
    const { store, nowMs } = this.#parts;
    if (this.full) return undefined;
    const id = randomUUID();
    store.add(id, print, nowMs());
    this.#stuck = false;
    this.#changed();
    return store.job(id);
  }

  job(id: string): PrintJob | undefined {
    return this.#parts.store.job(id);
  }

  /** Empty where the shell reaches none. */
  async systemPrinterNames(): Promise<readonly string[]> {
    return (await this.#parts.systemPrinters?.names()) ?? [];
  }

  jobs(): readonly PrintJob[] {
    return this.#parts.store.jobs();
  }

  /** Tries a print again from the beginning, now. False when it no longer waits. */
  again(id: string): boolean {
    const { store, nowMs } = this.#parts;
    const job = store.job(id);
    if (!job || job.state === 'sending') return false;
    store.set(id, 'waiting', { ...job, attempts: 0, nextAtMs: nowMs() });
    this.#stuck = false;
    this.#changed();
    return true;
  }

  /** Gives a print up. False when it no longer waits, or is just being sent. */
  drop(id: string): boolean {
    const job = this.#parts.store.job(id);
    if (!job || job.state === 'sending') return false;
    this.#parts.store.remove(id);
    this.#changed();
    return true;
  }

  /**
   * Has a printer open its drawer, after what it is just printing. Nothing of it is kept or tried again.
   * @returns why it did not, as a code; null: the printer took it
   */
  async openDrawer({ name, host, port }: { readonly name: string; readonly host: string; readonly port: number }) {
    while (this.#busy.has(name)) await this.#busy.get(name);
    const opening = sendToPort({ host, port }, DRAWER_PULSE, this.#ending.signal, DRAWER_PATIENCE).then(() => null, troubleOf);
    this.#busy.set(
      name,
      opening.then(() => this.#next(name)),
    );
    const trouble = await opening;
    if (trouble) this.#parts.report?.({ what: 'drawer not opened', printer: name, problem: trouble.problem, said: trouble.said });
    return trouble?.problem ?? null;
  }

  /** Sends what is due, at each printer the oldest first. Resolves when nothing is under way. */
  async run(): Promise<void> {
    do {
      this.#begin();
      await Promise.all(this.#busy.values());
    } while (this.#due());
  }

  /** A print that is just being sent is left as one of which nobody is sure. */
  async close(): Promise<void> {
    this.#ending.abort();
    clearTimeout(this.#timer);
    await Promise.all(this.#busy.values());
    this.#parts.store.close();
  }

  /** A print that failed waits for a person and holds up nobody; one that is tried again keeps its place. */
  #begin(): void {
    if (this.#ending.signal.aborted || this.#stuck) return;
    const nowMs = this.#parts.nowMs();
    for (const job of this.#heads()) {
      if (job.nextAtMs > nowMs) continue;
      this.#busy.set(
        job.printer,
        this.#attempt(job).then(() => this.#next(job.printer)),
      );
    }
  }

  /** What each idle printer prints next: a print that is tried again keeps its place before the later ones. */
  #heads(): PrintJob[] {
    const seen = new Set<string>(this.#busy.keys());
    return this.#parts.store.jobs().filter(({ state, printer }) => {
      if (state !== 'waiting' || seen.has(printer)) return false;
      seen.add(printer);
      return true;
    });
  }

  #next(printer: string): void {
    this.#busy.delete(printer);
    if (this.#parts.manual) return;
    this.#begin();
    this.#plan();
  }

  async #attempt(job: PrintJob): Promise<void> {
    const { store, changed, report } = this.#parts;
    try {
      const toSend = store.toSend(job.id);
      if (!toSend) return;
      const attempts = job.attempts + 1;
      store.set(job.id, 'sending', { ...job, attempts });
      const trouble = await this.#send(toSend, job).then(() => null, troubleOf);
      if (this.#ending.signal.aborted) return;
      if (trouble === null) store.remove(job.id);
      else this.#failed({ ...job, attempts }, trouble);
    } catch (error) {
      this.#stuck = true;
      report?.({ what: 'print queue stuck', error: String(error) });
    }
    changed();
  }

  async #send({ target, content }: ToSend, { name, askedAtMs }: PrintJob): Promise<void> {
    if (target.target === 'network') {
      const isLate = this.#parts.nowMs() - askedAtMs > DRAWER_WAITS_MS;
      return sendToPort(target, isLate ? withoutPulse(content) : content, this.#ending.signal);
    }
    const { systemPrinters } = this.#parts;
    if (!systemPrinters) throw new PrinterTrouble('no-system-printers', true);
    const { deviceName, paper } = target;
    return systemPrinters.print(new TextDecoder().decode(content), { deviceName, paper, name });
  }

  #failed(job: PrintJob, { problem, said, nothingPrinted }: Trouble): void {
    const { store, nowMs, report } = this.#parts;
    report?.({ what: 'print failed', printer: job.printer, problem, said });
    const waitMs = WAITS_MS[job.attempts - 1];
    if (!nothingPrinted) store.set(job.id, 'unsure', { ...job, problem, nothingPrinted });
    else if (waitMs === undefined) store.set(job.id, 'failed', { ...job, problem });
    else store.set(job.id, 'waiting', { ...job, problem, nextAtMs: nowMs() + waitMs });
  }

  #changed(): void {
    this.#parts.changed();
    if (this.#parts.manual) return;
    this.#begin();
    this.#plan();
  }

  #due(): boolean {
    const nowMs = this.#parts.nowMs();
    return !this.#stuck && this.#heads().some(({ nextAtMs }) => nextAtMs <= nowMs);
  }

  /** Wakes when the next print is due. */
  #plan(): void {
    clearTimeout(this.#timer);
    if (this.#ending.signal.aborted || this.#stuck || this.#parts.manual) return;
    const heads = this.#heads();
    if (heads.length === 0) return;
    const waitMs = Math.max(0, Math.min(...heads.map(({ nextAtMs }) => nextAtMs)) - this.#parts.nowMs());
    this.#timer = setTimeout(() => this.#begin(), Math.min(waitMs, 60_000)).unref();
  }
}

interface Trouble {
  readonly problem: string;
  /** What the program said, where it is none of the known troubles. */
  readonly said: string | null;
  readonly nothingPrinted: boolean;
}

function troubleOf(error: unknown): Trouble {
  if (error instanceof PrinterTrouble) return { problem: error.problem, said: null, nothingPrinted: error.nothingPrinted };
  return { problem: 'printer-failed', said: String(error), nothingPrinted: false };
}
