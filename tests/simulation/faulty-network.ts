import type { ServerLink } from '#main/terminal-parts.ts';
import { SyncRefused, Unreachable } from '#protocol/sync-messages.ts';
import type { Random } from '../../commands/random.ts';
import type { VirtualTime } from './virtual-time.ts';

/** What the server answers one terminal; the network calls it when a request arrives. */
export type Answering = Omit<ServerLink, 'live' | 'close'>;

type Call = keyof Answering;

/** How bad the network is: probabilities per message, delays in virtual ms. */
export interface Weather {
  readonly dropRequest: number;
  readonly dropResponse: number;
  readonly duplicate: number;
  /** Chance that a message takes up to `lateMs` instead of up to `usualMs`. */
  readonly delay: number;
  readonly usualMs: number;
  readonly lateMs: number;
}

export const FAIR: Weather = { dropRequest: 0, dropResponse: 0, duplicate: 0, delay: 0, usualMs: 40, lateMs: 40 };

/** The terminal gives up a request after this long, as its HTTP client does. */
const TIMEOUT_MS = 30_000;

/** Counts of what went wrong, by kind. */
export class Faults {
  readonly counts: Record<string, number> = {};
  add(kind: string): void {
    this.counts[kind] = (this.counts[kind] ?? 0) + 1;
  }
}

/** One process of a terminal on the network. A process that was killed hears and says nothing any more. */
export interface Line {
  readonly link: ServerLink;
  kill(): void;
}

/**
 * The network between terminals and server, in virtual time. Requests and responses are dropped, delayed, duplicated and
 * so reordered, each on its own; a terminal can be cut off altogether. Only JSON crosses it.
 */
export class FaultyNetwork {
  /** Null: messages arrive at once, outside of virtual time. For setting up. */
  weather: Weather | null = null;
  readonly #cut = new Set<string>();
  readonly #held = new Set<string>();
  readonly #lastArrived = new Map<string, number>();
  readonly #time: VirtualTime;
  readonly #random: Random;
  readonly #faults: Faults;
  #sent = 0;

  constructor(time: VirtualTime, random: Random, faults: Faults) {
    this.#time = time;
    this.#random = random;
    this.#faults = faults;
  }

  cut(terminal: string): void {
    if (!this.#cut.has(terminal)) this.#faults.add('partition');
    this.#cut.add(terminal);
  }

  mend(terminal: string): void {
    if (!this.#held.has(terminal)) this.#cut.delete(terminal);
  }

  /** Until released, nothing mends it. */
  hold(terminal: string): void {
    this.#held.add(terminal);
  }

  release(): void {
    this.#held.clear();
  }

  isCut(terminal: string): boolean {
    return this.#cut.has(terminal);
  }

  /** The seam a terminal's sync speaks through. `server` is asked anew for each request: it may have restarted. */
  connect(terminal: string, server: () => Answering): Line {
    const line = { terminal, server, alive: true };
    const call = <Response>(name: Call, request: unknown): Promise<Response> =>
      this.#call(line, name, request) as Promise<Response>;
    const link: ServerLink = {
      enrol: (request) => call('enrol', request),
      tellRefusal: (report) => call('tellRefusal', report),
      push: (request) => call('push', request),
      pull: (request) => call('pull', request),
      snapshot: (request) => call('snapshot', request),
      execute: (request) => call('execute', request),
      live: async () => {},
      close: async () => {},
    };
    return {
      link,
      kill: () => {
        line.alive = false;
      },
    };
  }

  async #call(line: Alive, name: Call, request: unknown): Promise<unknown> {
    const text = JSON.stringify(request);
    if (this.weather === null) return settled(await answerOf(line.server(), name, text));
    const { promise, resolve, reject } = Promise.withResolvers<Carried>();
    const giveUp = this.#time.after(TIMEOUT_MS, () => {
      if (line.alive) reject(new Unreachable('no answer in time'));
    });
    const answered = (answer: Carried): void => {
      giveUp();
      if (line.alive) resolve(answer);
    };
    if (this.#cut.has(line.terminal)) {
      this.#time.after(1000, () => answered({ problem: new Unreachable('cut off') }));
    } else {
      this.#carry(line, this.weather, name, text, answered);
      // A retransmission that both arrive. Nothing between the two repeats what may not be repeated.
      const repeatable = name === 'push' || name === 'pull' || name === 'snapshot';
      if (repeatable && this.#happens('duplicated', this.weather.duplicate))
        this.#carry(line, this.weather, name, text, () => {});
    }
    return settled(await promise);
  }

  #carry(line: Alive, weather: Weather, name: Call, text: string, answered: (answer: Carried) => void): void {
    if (this.#happens('dropped-request', weather.dropRequest)) return;
    const order = this.#sent++;
    this.#time.after(this.#delayMs(weather), async () => {
      if (this.#cut.has(line.terminal)) return;
      const last = this.#lastArrived.get(line.terminal) ?? -1;
      if (last > order) this.#faults.add('reordered');
      this.#lastArrived.set(line.terminal, Math.max(order, last));
      const answer = await answerOf(line.server(), name, text);
      if (this.#happens('dropped-response', weather.dropResponse)) return;
      this.#time.after(this.#delayMs(weather), () => {
        if (!this.#cut.has(line.terminal)) answered(answer);
      });
    });
  }

  #delayMs(weather: Weather): number {
    const late = this.#happens('delayed', weather.delay);
    return this.#random.between(1, late ? weather.lateMs : weather.usualMs);
  }

  #happens(kind: string, probability: number): boolean {
    const happens = this.#random.chance(probability);
    if (happens) this.#faults.add(kind);
    return happens;
  }
}

interface Alive {
  readonly terminal: string;
  readonly server: () => Answering;
  readonly alive: boolean;
}

type Carried = { readonly text: string } | { readonly problem: SyncRefused | Unreachable };

async function answerOf(server: Answering, name: Call, text: string): Promise<Carried> {
  try {
    const handler = server[name] as (request: unknown) => Promise<unknown>;
    return { text: JSON.stringify(await handler(JSON.parse(text))) };
  } catch (problem) {
    if (problem instanceof SyncRefused || problem instanceof Unreachable) return { problem };
    throw problem;
  }
}

function settled(answer: Carried): unknown {
  if ('problem' in answer) throw answer.problem;
  return JSON.parse(answer.text);
}
