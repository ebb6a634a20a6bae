import type { House } from '#domain/kernel/house.ts';
import type { Answer } from '#protocol/counter-api.ts';

/** Attempts of one session that are logged one by one within an hour. */
const ONE_BY_ONE = 20;
const HOUR_MS = 60 * 60_000;

/** Codes that say nothing of what a person tried: the session, the disk, the network, a form half filled; logins log themselves. */
const NOT_AN_ATTEMPT: ReadonlySet<string> = new Set([
  ...['unknown-operation', 'not-signed-in', 'session-locked', 'session-expired', 'must-change-password', 'lease-expired'],
  ...['invalid-input', 'user-revoked', 'login-refused', 'locked-out'],
  ...['server-unreachable', 'disk-full', 'disk-broken', 'busy', 'read-only', 'damaged', 'written-elsewhere'],
]);
/** Whoever meets these reached for what no screen of theirs shows. */
const NO_RIGHT: ReadonlySet<string> = new Set(['role-not-allowed', 'not-at-this-terminal']);
/** Whoever meets these wanted something to hold for days that are over. */
const BACKDATED: ReadonlySet<string> = new Set(['begins-in-past', 'ends-in-past']);
/** Where an input says what it is about. */
const SUBJECTS = [
  ...(['invoiceId', 'paymentId', 'visitId', 'tillId', 'approvalId', 'advanceId', 'patientId'] as const),
  ...(['serviceId', 'taxCodeId'] as const),
];

export interface RefusedAttempt {
  readonly sessionId: string;
  readonly operation: string;
  readonly code: string;
  readonly subjectId: string | null;
  /** How many attempts this one entry stands for. */
  readonly times: number;
}

interface Hour {
  readonly fromMs: number;
  logged: number;
  unlogged: number;
}

/**
 * What people tried about money, to void, to backdate, or had no right to, and were refused: worth an entry of the log, which a refusal does not
 * leave otherwise. Bounded, so that nobody fills the disk with it: after twenty in an hour only each doubling is logged.
 */
export class RefusedAttempts {
  readonly #house: House;
  readonly #monotonicMs: () => number;
  readonly #record: (attempt: RefusedAttempt) => void;
  readonly #hours = new Map<string, Hour>();

  constructor(house: House, monotonicMs: () => number, record: (attempt: RefusedAttempt) => void) {
    this.#house = house;
    this.#monotonicMs = monotonicMs;
    this.#record = record;
  }

  /** Looks at what an operation answered. */
  note(sessionId: string | null, operation: string, input: unknown, answer: Answer<unknown>): void {
    if (answer.ok || sessionId === null || !this.#isAttempt(operation, answer.refusal.code)) return;
    const times = this.#count(sessionId);
    if (times > 0) this.#record({ sessionId, operation, code: answer.refusal.code, subjectId: subjectOf(input), times });
  }

  #isAttempt(name: string, code: string): boolean {
    const operation = this.#house.operations.get(name);
    if (!operation || NOT_AN_ATTEMPT.has(code)) return false;
    if (NO_RIGHT.has(code) || BACKDATED.has(code) || operation.voids) return true;
    return operation.makes.some((change) => this.#house.changes.get(change.name)?.stream === 'money');
  }

  /** How many attempts to log now; 0: this one only counts. */
  #count(sessionId: string): number {
    const nowMs = this.#monotonicMs();
    for (const [id, { fromMs }] of this.#hours) if (nowMs - fromMs >= HOUR_MS && id !== sessionId) this.#hours.delete(id);
    const before = this.#hours.get(sessionId);
    const over = before === undefined || nowMs - before.fromMs >= HOUR_MS;
    const hour = over ? { fromMs: nowMs, logged: 0, unlogged: before?.unlogged ?? 0 } : before;
    this.#hours.set(sessionId, hour);
    hour.unlogged += 1;
    if (hour.logged >= ONE_BY_ONE && hour.unlogged < hour.logged) return 0;
    const times = hour.unlogged;
    hour.logged += times;
    hour.unlogged = 0;
    return times;
  }
}

function subjectOf(input: unknown): string | null {
  const said = typeof input === 'object' && input !== null ? (input as Record<string, unknown>) : {};
  const id = SUBJECTS.map((name) => said[name]).find(
    (value) => typeof value === 'string' && value.length > 0 && value.length <= 64,
  );
  return (id as string | undefined) ?? null;
}
