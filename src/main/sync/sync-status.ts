import type { SyncState } from '#protocol/counter-api.ts';
import type { ReadableStore } from '../store/terminal-store.ts';
import type { TrustedClock } from '../trusted-clock.ts';

/** What this terminal knows of its own sync, as the badge shows it. */
export class SyncStatus {
  readonly #store: Pick<ReadableStore, 'backlog'>;
  readonly #trusted: TrustedClock;
  #reached = false;
  #behind = false;
  #isSilent = false;
  #problem: string | null = null;
  #lastContactMs: number | null;

  constructor(store: Pick<ReadableStore, 'backlog'>, trusted: TrustedClock) {
    this.#store = store;
    this.#trusted = trusted;
    this.#lastContactMs = trusted.contact?.serverMs ?? null;
  }

  get problem(): string | null {
    return this.#problem;
  }

  /** The server answered. `more`: further positions wait there. */
  answered(serverMs: number, more: boolean): void {
    this.#reached = true;
    this.#isSilent = false;
    this.#behind = more;
    this.#problem = null;
    this.#lastContactMs = serverMs;
  }

  /** The server has not answered for some seconds, and may still; false: it did. */
  silent(isSilent = true): void {
    this.#isSilent = isSilent;
  }

  unreachable(): void {
    this.#reached = false;
  }

  stopped(problem: string): void {
    this.#reached = true;
    this.#problem = problem;
  }

  state(): SyncState {
    const backlog = this.#store.backlog();
    const leaseUntilMs = this.#trusted.contact?.leaseUntilMs ?? null;
    return {
      link: this.#link(backlog),
      backlog,
      lastContactMs: this.#lastContactMs,
      problem: this.#problem,
      leaseUntilMs,
      leaseExpired: leaseUntilMs !== null && this.#trusted.nowMs() > leaseUntilMs,
      clockAheadMs: this.#trusted.contact?.offsetMs ?? null,
    };
  }

  #link(backlog: number): SyncState['link'] {
    if (this.#problem !== null) return 'stopped';
    if (!this.#reached) return 'offline';
    if (this.#isSilent) return 'unanswered';
    return backlog > 0 || this.#behind ? 'behind' : 'online';
  }
}
