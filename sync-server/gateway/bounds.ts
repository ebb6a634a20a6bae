/** How many refused requests one address may send in a minute before nothing of it is looked at any more. */
const REFUSED_PER_MINUTE = 60;
const MINUTE_MS = 60_000;
/** Addresses counted at once; when there are more, the counting begins anew. */
const ADDRESSES_MAX = 10_000;
/** Events worked on at once: each holds a connection to the database, of which terminals need most. */
const AT_WORK_MAX = 4;
/** Events that wait for their turn. A gateway sends again what is turned away. */
const WAITING_MAX = 64;

/** Keeps a stranger who sends events that are none from costing more than a look at them. */
export class GatewayBounds {
  readonly #nowMs: () => number;
  #refused = new Map<string, number>();
  #minute = 0;
  #atWork = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  /** Whether a request of this address is looked at. */
  admits(address: string): boolean {
    this.#turn();
    return (this.#refused.get(address) ?? 0) < REFUSED_PER_MINUTE;
  }

  countRefused(address: string): void {
    this.#turn();
    if (this.#refused.size >= ADDRESSES_MAX) this.#refused = new Map();
    this.#refused.set(address, (this.#refused.get(address) ?? 0) + 1);
  }

  /** Works on an event when it is its turn. Undefined: too many wait already. */
  async inTurn<Result>(work: () => Promise<Result>): Promise<Result | undefined> {
    if (this.#atWork >= AT_WORK_MAX) {
      if (this.#waiting.length >= WAITING_MAX) return undefined;
      await new Promise<void>((go) => this.#waiting.push(go));
    } else this.#atWork += 1;
    try {
      return await work();
    } finally {
      // The place is handed on, or given back.
      const next = this.#waiting.shift();
      if (next) next();
      else this.#atWork -= 1;
    }
  }

  #turn(): void {
    const minute = Math.floor(this.#nowMs() / MINUTE_MS);
    if (minute === this.#minute) return;
    this.#minute = minute;
    this.#refused = new Map();
  }
}
