import type { RecordKey } from '#domain/kernel/change.ts';
import type { Refusal } from '#domain/kernel/refusal.ts';
import type { Role, TerminalKind } from '#domain/kernel/roles.ts';
import type { Verdict } from './sync-messages.ts';

/**
 * What a window may ask of its terminal, over a MessagePort (Electron) or a WebSocket (browser shell). One router serves
 * both (`main/ipc/router.ts`): `terminal.*`, `session.*`, `log.*`, `imports.*`, `printing.*`, `live`, and one procedure per
 * operation and query of the registry (`operations.<name>`, `queries.<name>`).
 */
export type Answer<Result> = { readonly ok: true; readonly result: Result } | { readonly ok: false; readonly refusal: Refusal };

export interface SyncState {
  /**
   * `behind` = online with entries still to send or fold; `unanswered` = asked some seconds ago, and no answer yet;
   * `stopped` = the server refused this terminal.
   */
  readonly link: 'online' | 'offline' | 'behind' | 'unanswered' | 'stopped';
  /** Entries recorded here that the server has not confirmed. */
  readonly backlog: number;
  /** When the server last answered, UTC ms; null: never since enrolment. */
  readonly lastContactMs: number | null;
  /** Set with `stopped`: a sync problem code, e.g. `terminal-revoked`. */
  readonly problem: string | null;
  readonly leaseUntilMs: number | null;
  readonly leaseExpired: boolean;
  /** This machine's clock minus the server's at the last contact, ms; null: never since enrolment. */
  readonly clockAheadMs: number | null;
}

export interface TerminalState {
  /** `first-run`: redeem a code. `refused`: this data folder may not work here (see `problem`). `ready`: log in. */
  readonly phase: 'first-run' | 'refused' | 'ready';
  readonly problem: string | null;
  readonly terminal: {
    readonly id: string;
    readonly code: string;
    readonly kind: TerminalKind;
    readonly counterName: string;
    readonly branchId: string;
    readonly branchName: string;
    readonly clinicId: string;
    readonly clinicName: string;
    readonly currency: string;
    readonly timeZone: string;
    readonly idleLockMinutes: number;
    /** Whatever is done here is only practised. */
    readonly training: boolean;
  } | null;
  readonly businessDate: string | null;
  /** The date whose early lock puts `businessDate` ahead of the calendar; null: it is not ahead. */
  readonly lockedAhead: string | null;
  readonly nowMs: number;
  readonly sync: SyncState;
  /** People who can log in at this terminal, for the login screen's list. */
  readonly people: readonly {
    readonly userId: string;
    readonly login: string;
    readonly name: string;
    readonly roles: readonly Role[];
  }[];
}

export interface SessionState {
  readonly sessionId: string;
  readonly userId: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly locked: boolean;
  readonly mustChangePassword: boolean;
}

/** What `live` yields: a window re-reads what it shows when one of its records is among `records`. */
export type LiveMessage =
  /** No records named: too many changed to say, read everything shown again. */
  | { readonly kind: 'changed'; readonly records: readonly RecordKey[] }
  | { readonly kind: 'sync'; readonly sync: SyncState }
  | { readonly kind: 'session'; readonly session: SessionState | null; readonly reason: string | null }
  | { readonly kind: 'answered'; readonly operation: string; readonly verdict: Verdict }
  /** What waits to be printed is otherwise than it was. */
  | { readonly kind: 'printing' };
