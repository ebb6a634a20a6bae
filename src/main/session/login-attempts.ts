import type { Person } from '#domain/kernel/access.ts';
import { type Refusal, refuse } from '#domain/kernel/refusal.ts';
import { LONGEST_PASSWORD, type Passwords } from '#protocol/passwords.ts';
import { Lockout } from './lockout.ts';
import type { SessionParts } from './sessions.ts';

/** Checked when nobody has that login, so that the answer takes as long. Satisfied by no password anybody knows. */
const NOBODYS_VERIFIER = '$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$RdescudvJCsgt3ub+b7qlQNMeS0bq0DRkV4Z8v2pXyY';

/** Passwords as they are tried: checked, counted, and logged when they let nobody in. */
export class LoginAttempts {
  readonly #parts: Pick<SessionParts, 'access' | 'place' | 'record'>;
  readonly #passwords: Passwords;
  readonly #lockout: Lockout;

  constructor(parts: Pick<SessionParts, 'access' | 'place' | 'record' | 'passwords' | 'values' | 'trusted'>) {
    this.#parts = parts;
    this.#passwords = parts.passwords;
    this.#lockout = new Lockout(parts.values, parts.trusted);
  }

  /**
   * Undefined when it is this person's password. An unknown login is refused in the same words and the same time.
   * @param over the session over which it was typed, where it was no login
   */
  async refusal(person: Person | undefined, password: string, over: string | null = null): Promise<Refusal | undefined> {
    const who = person?.id ?? 'nobody';
    const waitMs = this.#lockout.waitMs(who);
    if (waitMs > 0) return this.#refused(person, refuse('locked-out', { waitMs }), 0, over);
    const typed = password.slice(0, LONGEST_PASSWORD);
    if ((await this.#passwords.holds(person?.verifier ?? NOBODYS_VERIFIER, typed)) && person) {
      this.#lockout.right(who);
      return undefined;
    }
    const wrongInARow = this.#lockout.wrong(who);
    const waitAfterMs = this.#lockout.waitMs(who);
    const refusal = waitAfterMs > 0 ? refuse('locked-out', { waitMs: waitAfterMs }) : refuse('login-refused');
    return this.#refused(person, refusal, wrongInARow, over);
  }

  /** The password was right, and its person may not work here: lent, stolen or tried by mistake, the log says so. */
  turnedAway(person: Person, refusal: Refusal): Refusal {
    return this.#refused(person, refusal, 0, null);
  }

  #refused(person: Person | undefined, refusal: Refusal, wrongInARow: number, over: string | null): Refusal {
    const { access, place, record } = this.#parts;
    const attempt = { userId: person?.id ?? null, terminalId: place.terminalId, reason: refusal.code, wrongInARow };
    record({ actorId: person?.id ?? 'nobody', sessionId: over }, over === null ? 'login' : 'stepUp', [
      access.loginRefused(attempt),
    ]);
    return refusal;
  }
}
