import type { Access, Person } from '#domain/kernel/access.ts';
import type { Change } from '#domain/kernel/change.ts';
import type { Actor, Place } from '#domain/kernel/operation.ts';
import type { Reader } from '#domain/kernel/record.ts';
import { isRefusal, type Refusal, refuse } from '#domain/kernel/refusal.ts';
import { type NewPassword, newPassword } from '#protocol/approval-key.ts';
import type { Answer, SessionState } from '#protocol/counter-api.ts';
import type { Passwords } from '#protocol/passwords.ts';
import { no, yes } from '../answers.ts';
import type { Clock } from '../clock.ts';
import type { TrustedClock } from '../trusted-clock.ts';
import type { LocalValues } from './lockout.ts';
import { LoginAttempts } from './login-attempts.ts';
import { readToken, type TokenBinding, writeToken } from './session-token.ts';

export interface SignedIn {
  readonly token: string;
  readonly session: SessionState;
}

/** Who works at this terminal. */
export interface Sessions {
  login(credentials: { login: string; password: string }): Promise<Answer<SignedIn>>;
  /** After the window was loaded again: the session the token names, if it still stands. */
  resume(token: string): Promise<Answer<SessionState>>;
  /** Null once the session has ended. */
  state(sessionId: string): SessionState | null;
  lock(sessionId: string): Answer<SessionState>;
  unlock(sessionId: string, password: string): Promise<Answer<SessionState>>;
  logout(sessionId: string): Answer<null>;
  changePassword(sessionId: string, passwords: { current: string; next: string }): Promise<Answer<SessionState>>;
  /** Somebody is at the keyboard. */
  touch(sessionId: string): void;
}

/** What sessions need of the terminal they belong to. */
export interface SessionParts {
  readonly access: Access;
  readonly place: Place;
  readonly reader: Reader;
  readonly values: LocalValues;
  readonly clock: Clock;
  readonly trusted: TrustedClock;
  readonly passwords: Passwords;
  readonly binding: TokenBinding;
  /** Why nobody may work at this terminal; null when people may. */
  barred(): string | null;
  /** The clinic's setting. */
  idleLockMinutes(): number;
  newId(): string;
  /** Appends an entry that no operation of the registry makes. */
  record(by: { actorId: string; sessionId: string | null }, operation: string, changes: readonly Change[]): void;
  /** Runs the operation that sets a person's own new password. */
  setPassword(actor: Actor, made: NewPassword): Answer<unknown>;
  tell(session: SessionState | null, sessionId: string, reason: string | null): void;
}

interface OpenSession {
  readonly id: string;
  readonly userId: string;
  locked: boolean;
  /** Monotonic ms of the last sign of life. */
  activeAt: number;
}

const OPEN = 'sessions';
export class TerminalSessions implements Sessions {
  readonly #parts: SessionParts;
  readonly #attempts: LoginAttempts;
  readonly #open = new Map<string, OpenSession>();
  /** Passwords are tried one after another, so that parallel guesses cannot outrun the count. */
  #trying: Promise<unknown> = Promise.resolve();

  constructor(parts: SessionParts) {
    this.#parts = parts;
    this.#attempts = new LoginAttempts(parts);
    this.#reopen();
  }

  async login({ login, password }: { login: string; password: string }): Promise<Answer<SignedIn>> {
    return this.#oneAtATime(async () => {
      const { access, reader, place } = this.#parts;
      const person = access.personByLogin(reader, login.trim());
      const wrong = await this.#attempts.refusal(person, password);
      if (wrong || !person) return no(wrong ?? refuse('login-refused'));
      const elsewhere = this.#mayWorkHere(person);
      if (elsewhere) return no(this.#attempts.turnedAway(person, elsewhere));
      const session = this.#begin(person.id, place);
      const token = await writeToken(
        this.#parts.binding,
        { sessionId: session.id, userId: session.userId },
        this.#parts.clock.nowMs(),
      );
      return yes({ token, session: this.#stateOf(session, person) });
    });
  }

  async resume(token: string): Promise<Answer<SessionState>> {
    const claims = await readToken(this.#parts.binding, token, this.#parts.clock.nowMs());
    if (isRefusal(claims)) return no(claims);
    const standing = this.standing(claims.sessionId);
    if (isRefusal(standing)) return no(standing);
    return yes(this.#stateOf(standing.session, standing.person));
  }

  state(sessionId: string): SessionState | null {
    const session = this.#open.get(sessionId);
    const person = session && this.#parts.access.person(this.#parts.reader, session.userId);
    return session && person ? this.#stateOf(session, person) : null;
  }

  lock(sessionId: string, reason = 'asked'): Answer<SessionState> {
    const standing = this.standing(sessionId);
    if (isRefusal(standing)) return no(standing);
    this.#lock(standing.session, reason);
    return yes(this.#stateOf(standing.session, standing.person));
  }

  async unlock(sessionId: string, password: string): Promise<Answer<SessionState>> {
    return this.#oneAtATime(async () => {
      const standing = this.standing(sessionId);
      if (isRefusal(standing)) return no(standing);
      const { session, person } = standing;
      const refusal = await this.#attempts.refusal(person, password);
      if (refusal) return no(refusal);
      if (!this.#open.has(sessionId)) return no(refuse('not-signed-in'));
      if (session.locked) this.#unlock(session);
      return yes(this.#stateOf(session, person));
    });
  }

  logout(sessionId: string): Answer<null> {
    const session = this.#open.get(sessionId);
    if (session) this.#end(session, 'logout');
    return yes(null);
  }

  async changePassword(sessionId: string, { current, next }: { current: string; next: string }): Promise<Answer<SessionState>> {
    return this.#oneAtATime(async () => {
      const standing = this.standing(sessionId);
      if (isRefusal(standing)) return no(standing);
      if (standing.session.locked) return no(refuse('session-locked'));
      const refusal = await this.#attempts.refusal(standing.person, current);
      if (refusal) return no(refusal);
      const made = await newPassword(this.#parts.passwords, next, current);
      if (isRefusal(made)) return no(made);
      const actor = this.authorise(sessionId, 'must-change-password');
      if (isRefusal(actor)) return no(actor);
      const done = this.#parts.setPassword(actor, made);
      if (!done.ok) return done;
      const state = this.state(sessionId);
      return state ? yes(state) : no(refuse('not-signed-in'));
    });
  }

  /**
   * Somebody says who they are over another's session, to sign one thing. Their password is tried, counted and logged as at
   * the login; where they may work does not matter, since they begin no work here.
   */
  stepUp({ login, password }: { login: string; password: string }, sessionId: string | null): Promise<Person | Refusal> {
    return this.#oneAtATime(async () => {
      const { access, reader, barred } = this.#parts;
      const person = access.personByLogin(reader, login.trim());
      const refusal = await this.#attempts.refusal(person, password, sessionId);
      if (refusal) return refusal;
      const reason = barred();
      if (reason !== null) return refuse(reason);
      if (!person?.active) return refuse('user-revoked');
      return person.mustChangePassword ? refuse('must-change-password') : person;
    });
  }

  touch(sessionId: string): void {
    const session = this.#open.get(sessionId);
    if (session && !session.locked && !this.#isIdle(session)) session.activeAt = this.#parts.clock.monotonicMs();
  }

  /** The session and its person as they stand now: ended at once where the person may no longer work here. */
  standing(sessionId: string | null): { session: OpenSession; person: Person } | Refusal {
    const session = sessionId === null ? undefined : this.#open.get(sessionId);
    if (!session) return refuse('not-signed-in');
    const person = this.#parts.access.person(this.#parts.reader, session.userId);
    const refusal = person ? this.#mayWorkHere(person) : refuse('user-revoked');
    if (refusal || !person) {
      this.#end(session, refusal?.code ?? 'user-revoked');
      return refusal ?? refuse('user-revoked');
    }
    if (!session.locked && this.#isIdle(session)) this.#lock(session, 'idle');
    return { session, person };
  }

  /** The person of a session who may act now. `evenIf`: the one gate an operation may pass. */
  authorise(sessionId: string | null, evenIf?: 'must-change-password'): Actor | Refusal {
    const standing = this.standing(sessionId);
    if (isRefusal(standing)) return standing;
    const { session, person } = standing;
    if (session.locked) return refuse('session-locked');
    if (person.mustChangePassword && evenIf !== 'must-change-password') return refuse('must-change-password');
    return { userId: person.id, name: person.name, roles: person.roles, sessionId: session.id };
  }

  /** Looks at every session again after records changed: a revoked person is out at once. */
  review(): void {
    for (const id of [...this.#open.keys()]) this.standing(id);
  }

  endAll(reason: string): void {
    for (const session of [...this.#open.values()]) this.#end(session, reason);
  }

  #mayWorkHere(person: Person): Refusal | undefined {
    const barred = this.#parts.barred();
    if (barred !== null) return refuse(barred);
    return this.#parts.access.mayLogIn(this.#parts.reader, person, this.#parts.place);
  }

  #begin(userId: string, place: Place): OpenSession {
    // One person at the keyboard: whoever else was signed in is locked, and comes back with their password.
    for (const other of [...this.#open.values()]) {
      if (other.userId === userId) this.#end(other, 'switched');
      else if (!other.locked) this.#lock(other, 'switched');
    }
    const session: OpenSession = {
      id: this.#parts.newId(),
      userId,
      locked: false,
      activeAt: this.#parts.clock.monotonicMs(),
    };
    this.#parts.record({ actorId: userId, sessionId: session.id }, 'login', [
      this.#parts.access.sessionOpened({ sessionId: session.id, userId, terminalId: place.terminalId, kind: place.kind }),
    ]);
    this.#open.set(session.id, session);
    this.#keep();
    return session;
  }

  #lock(session: OpenSession, reason: string): void {
    if (session.locked) return;
    session.locked = true;
    this.#keep();
    const { access, place, record } = this.#parts;
    record({ actorId: session.userId, sessionId: session.id }, 'lockSession', [
      access.sessionLocked({ sessionId: session.id, userId: session.userId, terminalId: place.terminalId, reason }),
    ]);
    this.#parts.tell(this.state(session.id), session.id, reason);
  }

  #unlock(session: OpenSession): void {
    for (const other of this.#open.values()) if (other !== session && !other.locked) this.#lock(other, 'switched');
    session.locked = false;
    session.activeAt = this.#parts.clock.monotonicMs();
    this.#keep();
    const { access, place, record } = this.#parts;
    record({ actorId: session.userId, sessionId: session.id }, 'unlockSession', [
      access.sessionUnlocked({ sessionId: session.id, userId: session.userId, terminalId: place.terminalId }),
    ]);
    this.#parts.tell(this.state(session.id), session.id, null);
  }

  #end(session: OpenSession, reason: string): void {
    this.#open.delete(session.id);
    this.#keep();
    const { access, place, record } = this.#parts;
    record({ actorId: session.userId, sessionId: session.id }, 'logout', [
      access.sessionClosed({ sessionId: session.id, userId: session.userId, terminalId: place.terminalId, reason }),
    ]);
    this.#parts.tell(null, session.id, reason);
  }

  #isIdle(session: OpenSession): boolean {
    return this.#parts.clock.monotonicMs() - session.activeAt > this.#parts.idleLockMinutes() * 60_000;
  }

  #stateOf(session: OpenSession, person: Person): SessionState {
    return {
      sessionId: session.id,
      userId: person.id,
      name: person.name,
      roles: person.roles,
      locked: session.locked,
      mustChangePassword: person.mustChangePassword,
    };
  }

  /** A process that ended without a word may have left anybody at the screen: its sessions come back locked. */
  #reopen(): void {
    const kept = JSON.parse(this.#parts.values.localValue(OPEN) ?? '[]') as Pick<OpenSession, 'id' | 'userId' | 'locked'>[];
    for (const { id, userId, locked } of kept) {
      const session = { id, userId, locked, activeAt: this.#parts.clock.monotonicMs() };
      this.#open.set(id, session);
      this.#lock(session, 'restart');
    }
  }

  #keep(): void {
    const open = [...this.#open.values()].map(({ id, userId, locked }) => ({ id, userId, locked }));
    this.#parts.values.setLocalValue(OPEN, open.length === 0 ? null : JSON.stringify(open));
  }

  #oneAtATime<Result>(attempt: () => Promise<Result>): Promise<Result> {
    const result = this.#trying.then(attempt);
    this.#trying = result.catch(() => undefined);
    return result;
  }
}
