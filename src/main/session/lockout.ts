import type { Mark, TrustedClock } from '../trusted-clock.ts';

const FREE_TRIES = 5;
const FIRST_LOCK_MS = 60_000;
const LONGEST_LOCK_MS = 15 * 60_000;

interface Tries {
  readonly wrong: number;
  readonly since: Mark;
}

/** Where counts are kept so that a restart does not forgive them. */
export interface LocalValues {
  localValue(name: string): string | undefined;
  setLocalValue(name: string, value: string | null): void;
}

/** Wrong passwords in a row: after five, a minute's wait, doubling to fifteen. */
export class Lockout {
  readonly #values: LocalValues;
  readonly #clock: TrustedClock;

  constructor(values: LocalValues, clock: TrustedClock) {
    this.#values = values;
    this.#clock = clock;
  }

  /** Ms this login still has to wait; 0: it may try. */
  waitMs(who: string): number {
    const tries = this.#tries(who);
    if (!tries || tries.wrong < FREE_TRIES) return 0;
    return Math.max(0, lockMs(tries.wrong) - this.#clock.elapsedSince(tries.since));
  }

  /** Counts one wrong password; answers how many there have been in a row. */
  wrong(who: string): number {
    const wrong = (this.#tries(who)?.wrong ?? 0) + 1;
    this.#values.setLocalValue(nameOf(who), JSON.stringify({ wrong, since: this.#clock.mark() } satisfies Tries));
    return wrong;
  }

  right(who: string): void {
    if (this.#tries(who)) this.#values.setLocalValue(nameOf(who), null);
  }

  #tries(who: string): Tries | undefined {
    const text = this.#values.localValue(nameOf(who));
    return text === undefined ? undefined : (JSON.parse(text) as Tries);
  }
}

function nameOf(who: string): string {
  return `lockout.${who}`;
}

function lockMs(wrong: number): number {
  return Math.min(LONGEST_LOCK_MS, FIRST_LOCK_MS * 2 ** Math.max(0, wrong - FREE_TRIES));
}
