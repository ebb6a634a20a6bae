import type { Answer, LiveMessage, TerminalState } from '#protocol/counter-api.ts';
import type { Sessions } from './session/sessions.ts';
import type { LogFilter, LoggedEntry, ReadableStore } from './store/terminal-store.ts';
import type { SyncRound } from './sync/sync-round.ts';
import type { TerminalParts } from './terminal-parts.ts';

/** Hears what windows are told. `sessionId` names the session a `session` message is about. */
export type Listener = (message: LiveMessage, sessionId: string | null) => void;

/** One terminal, without a shell. */
export interface Terminal {
  state(): TerminalState;
  /** Redeems an enrolment code: key pair, identity, snapshot. Only in phase `first-run`. */
  enrol(code: string): Promise<Answer<TerminalState>>;
  readonly sessions: Sessions;
  /** Runs an operation of the registry as the person of a session. The one way anything is written here. */
  execute(sessionId: string | null, operation: string, input: unknown): Promise<Answer<unknown>>;
  query(sessionId: string | null, query: string, input: unknown): Promise<Answer<unknown>>;
  exploreLog(sessionId: string | null, filter: LogFilter): Answer<readonly LoggedEntry[]>;
  /** Calls the listener after each commit; answers what stops it. */
  listen(listener: Listener): () => void;
  /** One round: push what waits, pull what is new. Never throws; says what came of it. */
  syncOnce(): Promise<SyncRound>;
  startSync(): void;
  /** Cuts the terminal off until `startSync`. Resolves when nothing is under way. */
  stopSync(): Promise<void>;
  /** Locks sessions idle for longer than the clinic allows. Called by a timer unless `manual`. */
  lockIfIdle(): void;
  /** The records and the log, to read. Throws unless `ready`. */
  readonly store: ReadableStore;
  close(): Promise<void>;
}

export declare function createTerminal(parts: TerminalParts): Promise<Terminal>;
