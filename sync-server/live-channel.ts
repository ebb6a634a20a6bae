import type { Sql } from 'postgres';
import { LIVE_CHANNEL } from './store/heads.ts';

type Wake = () => void;

/** Hears through PostgreSQL what any process placed, and wakes the terminals of that clinic that are connected here. */
export class LiveChannel {
  readonly #sql: Sql;
  readonly #waking = new Map<string, Set<Wake>>();
  #listening: Promise<{ unlisten(): Promise<void> }> | undefined;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** Calls `wake` for every new entry of the clinic until the signal aborts. */
  async attend(clinicId: string, wake: Wake, signal: AbortSignal): Promise<void> {
    const listening = this.#listen();
    const ofClinic = this.#waking.get(clinicId) ?? new Set();
    this.#waking.set(clinicId, ofClinic.add(wake));
    try {
      await listening;
      // What was placed before we listened: asking once too often is harmless.
      wake();
      await aborted(signal);
    } finally {
      ofClinic.delete(wake);
    }
  }

  async close(): Promise<void> {
    await (await this.#listening?.catch(() => undefined))?.unlisten();
  }

  #listen(): Promise<{ unlisten(): Promise<void> }> {
    if (this.#listening) return this.#listening;
    const listening = this.#sql.listen(
      LIVE_CHANNEL,
      (clinic) => this.#wake(clinic),
      () => this.#wakeAll(),
    );
    this.#listening = listening;
    // The database was away for a moment: whoever attends next tries again.
    listening.catch(() => {
      if (this.#listening === listening) this.#listening = undefined;
    });
    return listening;
  }

  #wake(clinicId: string): void {
    for (const wake of this.#waking.get(clinicId) ?? []) wake();
  }

  /** After the connection to the database was lost and found: nobody knows what was missed. */
  #wakeAll(): void {
    for (const clinicId of this.#waking.keys()) this.#wake(clinicId);
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    if (signal.aborted) done();
    else signal.addEventListener('abort', () => done(), { once: true });
  });
}
