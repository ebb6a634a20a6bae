import { setImmediate as turn } from 'node:timers/promises';

interface Due {
  readonly atMs: number;
  readonly order: number;
  readonly run: () => void | Promise<void>;
  cancelled: boolean;
}

/**
 * Time that passes only when the simulation says so. What is due runs one after another, each to its end, so that the
 * order of everything is the seed's and never the machine's.
 */
export class VirtualTime {
  nowMs: number;
  #order = 0;
  #due: Due[] = [];

  constructor(startMs: number) {
    this.nowMs = startMs;
  }

  /** Runs `run` after a delay of virtual time; answers how to call it off. */
  after(delayMs: number, run: Due['run']): () => void {
    const due: Due = { atMs: this.nowMs + delayMs, order: this.#order++, run, cancelled: false };
    this.#due.push(due);
    return () => {
      due.cancelled = true;
    };
  }

  async advance(byMs: number): Promise<void> {
    const untilMs = this.nowMs + byMs;
    await quiet();
    for (let next = this.#take(untilMs); next; next = this.#take(untilMs)) {
      this.nowMs = Math.max(this.nowMs, next.atMs);
      await next.run();
      await quiet();
    }
    this.nowMs = untilMs;
  }

  #take(untilMs: number): Due | undefined {
    this.#due = this.#due.filter((due) => !due.cancelled).sort((a, b) => a.atMs - b.atMs || a.order - b.order);
    return this.#due[0] && this.#due[0].atMs <= untilMs ? this.#due.shift() : undefined;
  }
}

/**
 * Lets everybody go on as far as they can. Terminals wait only for the network, which is virtual, and their stores answer
 * at once: after two turns of the event loop nobody has anything left to do.
 */
async function quiet(): Promise<void> {
  await turn();
  await turn();
}
