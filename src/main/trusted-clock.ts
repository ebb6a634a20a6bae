import type { Clock } from './clock.ts';

/** What the last contact with the server said about time; kept across restarts. */
export interface Contact {
  readonly serverMs: number;
  /** Wall clock minus server time at the contact. */
  readonly offsetMs: number;
  /** Own entries there were at the contact: later ones prove that time went on since. */
  readonly headSeq: number;
  readonly leaseUntilMs: number;
  readonly serverEpoch: string;
}

/** A moment to measure from, even across a restart. */
export interface Mark {
  readonly processId: string;
  readonly monotonicMs: number;
  readonly trustedMs: number;
}

/**
 * Time that setting the machine's clock back cannot shorten. The best evidence there is, the latest wins: server time at
 * the last contact plus what a monotonic clock has counted since, the wall clock corrected by its offset then, and the
 * newest own entry.
 */
export class TrustedClock {
  readonly #clock: Clock;
  readonly #head: () => { seq: number; recordedAtMs: number };
  readonly #processId: string;
  readonly #startedAt: number;
  #contact: Contact | null;
  #contactAt: number | null = null;

  constructor(clock: Clock, contact: Contact | null, head: () => { seq: number; recordedAtMs: number }, processId: string) {
    this.#clock = clock;
    this.#contact = contact;
    this.#head = head;
    this.#processId = processId;
    this.#startedAt = clock.monotonicMs();
  }

  get contact(): Contact | null {
    return this.#contact;
  }

  heard(server: { nowMs: number; leaseUntilMs: number; serverEpoch: string }): Contact {
    this.#contactAt = this.#clock.monotonicMs();
    this.#contact = {
      serverMs: server.nowMs,
      offsetMs: this.#clock.nowMs() - server.nowMs,
      headSeq: this.#head().seq,
      leaseUntilMs: server.leaseUntilMs,
      serverEpoch: server.serverEpoch,
    };
    return this.#contact;
  }

  /** The server began a new life after a restore. */
  heardEpoch(serverEpoch: string): Contact | null {
    if (this.#contact) this.#contact = { ...this.#contact, serverEpoch };
    return this.#contact;
  }

  nowMs(): number {
    const contact = this.#contact;
    const head = this.#head();
    if (!contact) return Math.max(this.#clock.nowMs(), head.recordedAtMs);
    const counted = this.#contactAt === null ? this.#startedAt : this.#contactAt;
    const sinceContact = contact.serverMs + (this.#clock.monotonicMs() - counted);
    const byEntry = head.seq > contact.headSeq ? head.recordedAtMs - contact.offsetMs : 0;
    return Math.max(sinceContact, this.#clock.nowMs() - contact.offsetMs, byEntry);
  }

  mark(): Mark {
    return { processId: this.#processId, monotonicMs: this.#clock.monotonicMs(), trustedMs: this.nowMs() };
  }

  /**
   * Ms that have certainly passed since a mark. In another process than the mark's, only what this process has counted
   * and what the server's time proves: a clock set forward between two starts proves nothing.
   */
  elapsedSince(mark: Mark): number {
    const now = this.#clock.monotonicMs();
    if (mark.processId === this.#processId) return now - mark.monotonicMs;
    const proven = this.#contact && this.#contactAt !== null ? this.#contact.serverMs - mark.trustedMs : 0;
    return Math.max(now - this.#startedAt, proven, 0);
  }
}
