import type { Clock } from '#main/clock.ts';
import type { VirtualTime } from './virtual-time.ts';

/** A terminal's clock: virtual time, wrong by as much as the simulation likes. Only its monotonic half can be trusted. */
export class SkewedClock implements Clock {
  skewMs = 0;
  readonly #time: VirtualTime;
  #bootedMs: number;

  constructor(time: VirtualTime) {
    this.#time = time;
    this.#bootedMs = time.nowMs;
  }

  /** A new process counts from its own start. */
  boot(): void {
    this.#bootedMs = this.#time.nowMs;
  }

  nowMs(): number {
    return Math.max(0, this.#time.nowMs + this.skewMs);
  }

  monotonicMs(): number {
    return this.#time.nowMs - this.#bootedMs;
  }
}
