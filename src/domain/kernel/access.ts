import type { Change } from './change.ts';
import type { ApprovalKey } from './fields.ts';
import type { Place } from './operation.ts';
import type { Identified, Reader } from './record.ts';
import type { Refusal } from './refusal.ts';
import type { Role, TerminalKind } from './roles.ts';

/** A user as sessions see one. */
export interface Person {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly active: boolean;
  /** argon2id, encoded (`$argon2id$v=19$m=19456,t=2,p=1$…`). */
  readonly verifier: string;
  readonly mustChangePassword: boolean;
  /** What this person signs approvals with; null until they set a password with a program that makes keys. */
  readonly approvalKey: ApprovalKey | null;
}

/** Whose signature counts, and for what: now, and before each change of it. `untilMs` null: it is so now. UTC ms. */
export interface Signer {
  /** SPKI, DER in base64. */
  readonly keys: readonly { readonly publicKey: string; readonly untilMs: number | null }[];
  readonly works: readonly { readonly roles: readonly Role[]; readonly untilMs: number | null }[];
}

/** What surrounds a terminal: shown on its screens, and the clinic's settings that sessions obey. */
export interface Surroundings {
  readonly clinicName: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly idleLockMinutes: number;
  readonly branchName: string;
  readonly counterName: string;
  /** Null until the terminal's own record has arrived. */
  readonly terminalState: 'ACTIVE' | 'REVOKED' | 'FROZEN' | null;
  /** Whatever is done here is only practised. */
  readonly training: boolean;
}

/** What was practised, as it is noted in the log. Minor units. */
export interface Practised {
  readonly terminalId: string;
  readonly userId: string;
  readonly operation: string;
  /** Types of the changes it would have made. */
  readonly changes: readonly string[];
  readonly documentNumber: string | null;
  readonly inMinor: number;
  readonly outMinor: number;
}

/** A print of a numbered document that came to no good end, and what was done about it. */
export interface PrintFailure {
  readonly number: string;
  /** Which print it was; 0: the original. */
  readonly duplicate: number;
  readonly printer: string;
  /** A code; null: it had not been tried. */
  readonly problem: string | null;
  /** The printer was sent nothing of it. */
  readonly nothingPrinted: boolean;
  readonly ending: 'sent-again' | 'printed-anew' | 'given-up';
}

/**
 * What a terminal's sessions need of the domain: who a person is, whether they may work here, which date it is, and the
 * changes that say so in the log. `registry.ts` supplies it as `access`, so that `main` knows no slice by name.
 */
export interface Access {
  /**
   * The operation that sets a new password for whoever runs it; its input is `{ verifier, approvalKey }`. Windows cannot
   * call it: the session checks the current password and makes both.
   */
  readonly passwordOperation: string;
  /** Who may look through the whole log, and where. */
  readonly logExploring: { readonly roles: readonly Role[]; readonly terminals: readonly TerminalKind[] };

  /** Every machine of the clinic with the key its entries are signed with. At most a thousand. */
  terminalKeys(
    reader: Reader,
  ): readonly { readonly id: string; readonly code: string; readonly epoch: number; readonly publicKey: string }[];
  /** Training: everything at a terminal is decided on a scratch of its records, and only noted in the log. */
  readonly training: {
    /** Operations that are real all the same: the end of training, one's own password. */
    readonly realOperations: readonly string[];
    /** What differs while practising, so that nobody takes a number for a real one. */
    setting(
      reader: Reader,
      place: Place,
    ): {
      readonly terminalCode: string;
      readonly records: readonly { readonly record: string; readonly id: string; readonly value: Identified }[];
    };
    noted(practised: Practised): Change;
  };
  surroundings(reader: Reader, place: Place): Surroundings;
  person(reader: Reader, userId: string): Person | undefined;
  personByLogin(reader: Reader, login: string): Person | undefined;
  /** What a person's signatures are judged by; undefined: unknown. */
  signer(reader: Reader, userId: string): Signer | undefined;
  /** Active people whose roles and counters let them work at this terminal, for the login screen. */
  peopleAt(reader: Reader, place: Place): readonly Person[];
  /** Why this person may not work here: `user-revoked`, `not-your-counter`, `role-not-for-terminal`. */
  mayLogIn(reader: Reader, person: Person, place: Place): Refusal | undefined;
  /** The date this terminal works in. `knownServerMs`: the latest server time it has heard. */
  businessDate(reader: Reader, place: Place, nowMs: number, knownServerMs: number): string;
  /** The locked date that puts it ahead of the calendar; null: it is not ahead. `knownServerMs` as above. */
  lockedAhead(reader: Reader, place: Place, nowMs: number, knownServerMs: number): string | null;

  sessionOpened(session: { sessionId: string; userId: string; terminalId: string; kind: TerminalKind }): Change;
  /** @param session.reason `logout`, `switched`, `revoked`, `terminal-revoked` */
  sessionClosed(session: { sessionId: string; userId: string; terminalId: string; reason: string }): Change;
  /** @param session.reason `asked`, `idle`, `switched`, `restart` */
  sessionLocked(session: { sessionId: string; userId: string; terminalId: string; reason: string }): Change;
  sessionUnlocked(session: { sessionId: string; userId: string; terminalId: string }): Change;
  /** `userId` is null where nobody has that login; what was typed is then not kept, since it may be a password. */
  loginRefused(attempt: { userId: string | null; terminalId: string; reason: string; wrongInARow: number }): Change;
  /** Somebody tried something about money, or something they have no right to, and was refused. `times`: this often. */
  attemptRefused(attempt: {
    userId: string;
    sessionId: string;
    terminalId: string;
    operation: string;
    code: string;
    subjectId: string | null;
    times: number;
  }): Change;
  /** A numbered document did not come out of its printer, or perhaps not; somebody saw to it. */
  printFailed(failure: PrintFailure): Change;
  patientRead(read: { patientId: string; userId: string; sessionId: string; query: string }): Change;
  /** Somebody looked through the log. `subject` as in the log's filter. */
  logExplored(look: { userId: string; sessionId: string; subject: string | null }): Change;
  /**
   * The terminal refused to work for a while, e.g. `machine-mismatch`: told once it may write again, or by the server when it
   * hears of it.
   * @param refusal.machineHash of the other machine it was tried on, where that is known
   */
  terminalRefused(refusal: { terminalId: string; reason: string; atMs: number; machineHash?: string }): Change;
}
