import { setTimeout as sleep } from 'node:timers/promises';
import type { Transport } from '#protocol/sync-messages.ts';
import type { SyncRound } from './sync-round.ts';

/** Asked this often even when the live channel says nothing. */
const POLL_MS = 30_000;
const FIRST_RETRY_MS = 1_000;

/** Keeps rounds coming: after each append, when the live channel wakes it, and at least every half minute. */
export class SyncLoop {
  readonly #round: () => Promise<SyncRound>;
  readonly #transport: Pick<Transport, 'live'>;
  #stopping: AbortController | null = null;
  #running: Promise<SyncRound> | null = null;
  #wanted = false;
  #timer: NodeJS.Timeout | undefined;
  #failures = 0;
  #living: Promise<void> = Promise.resolve();

  constructor(round: () => Promise<SyncRound>, transport: Pick<Transport, 'live'>) {
    this.#round = round;
    this.#transport = transport;
  }

  start(): void {
    if (this.#stopping) return;
    this.#stopping = new AbortController();
    this.#failures = 0;
    this.#living = this.#stayLive(this.#stopping.signal);
    this.wake();
  }

  async stop(): Promise<void> {
    this.#stopping?.abort();
    this.#stopping = null;
    clearTimeout(this.#timer);
    await Promise.all([this.#running?.catch(() => undefined), this.#living]);
  }

  /** Something is new here or there. Many wakes during one round make one more round. */
  wake(): void {
    if (!this.#stopping) return;
    if (this.#running) this.#wanted = true;
    else void this.once();
  }

  /** One whole round that begins after this call. */
  async once(): Promise<SyncRound> {
    while (this.#running) await this.#running.catch(() => undefined);
    clearTimeout(this.#timer);
    this.#wanted = false;
    this.#running = this.#round();
    try {
      const round = await this.#running;
      this.#failures = round.outcome === 'offline' ? this.#failures + 1 : 0;
      return round;
    } finally {
      this.#running = null;
      this.#next();
    }
  }

  #next(): void {
    if (!this.#stopping) return;
    if (this.#wanted && this.#failures === 0) void this.once();
    else this.#timer = setTimeout(() => this.wake(), this.#pauseMs()).unref();
  }

  #pauseMs(): number {
    return this.#failures === 0 ? POLL_MS : backoffMs(this.#failures);
  }

  async #stayLive(signal: AbortSignal): Promise<void> {
    let failures = 0;
    while (!signal.aborted) {
      const openedAt = performance.now();
      await this.#transport.live(() => this.wake(), signal).catch(() => undefined);
      failures = performance.now() - openedAt > POLL_MS ? 0 : failures + 1;
      await sleep(backoffMs(failures), undefined, { signal, ref: false }).catch(() => undefined);
      // The network may be back: find out by asking, not by waiting for the next poll.
      if (!signal.aborted) this.wake();
    }
  }
}

/** Doubling from a second to the polling pace, spread so that a clinic's terminals do not all come back at once. */
function backoffMs(failures: number): number {
  const full = Math.min(POLL_MS, FIRST_RETRY_MS * 2 ** Math.min(failures - 1, 10));
  return Math.max(FIRST_RETRY_MS / 2, full * (0.5 + Math.random() / 2));
}
