import type { Access, PrintFailure } from '#domain/kernel/access.ts';
import type { House } from '#domain/kernel/house.ts';
import { isRefusal, type Refusal, refuse } from '#domain/kernel/refusal.ts';
import type { Answer, LiveMessage, SyncState, TerminalState } from '#protocol/counter-api.ts';
import { no, yes } from './answers.ts';
import { EnrolledTerminal } from './enrolled-terminal.ts';
import { exploreLog } from './explore-log.ts';
import { enrol } from './identity/enrol.ts';
import { type Identity, IdentityUnreadable, readIdentity } from './identity/identity-file.ts';
import { KeyStoreUnusable } from './identity/key-store.ts';
import { machineHash } from './identity/machine-id.ts';
import { noteRefusal } from './identity/refusals-file.ts';
import { tellRefusal } from './identity/tell-refusal.ts';
import { KeyDoesNotOpen, unwrapKey } from './identity/wrapped-key.ts';
import type { PrintQueue } from './printing/queue/print-queue.ts';
import type { Sessions } from './session/sessions.ts';
import { StoreTooNew } from './store/migrate.ts';
import { StoreFault } from './store/store-fault.ts';
import { OtherTerminalsStore } from './store/store-identity.ts';
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
  readonly house: House;
  readonly access: Access;
  /** Why nobody may work here at all: not enrolled, another machine, revoked. Undefined when people may log in. */
  refusal(): Refusal | undefined;
  /** Throws unless enrolled on this machine. */
  readonly sessions: Sessions;
  /** Runs an operation of the registry as the person of a session. The one way anything is written here. */
  execute(sessionId: string | null, operation: string, input: unknown): Promise<Answer<unknown>>;
  /** Why this session may not run an operation now, whatever the input; undefined when it may. */
  mayExecute(sessionId: string | null, operation: string): Refusal | undefined;
  query(sessionId: string | null, query: string, input: unknown): Promise<Answer<unknown>>;
  exploreLog(sessionId: string | null, filter: LogFilter): Answer<readonly LoggedEntry[]>;
  /** Logs that a print came to no good end, as seen to by the person of a session. */
  notePrintFailure(sessionId: string | null, failure: PrintFailure): Answer<null>;
  /** Calls the listener after each commit; answers what stops it. */
  listen(listener: Listener): () => void;
  /** One round: push what waits, pull what is new. Never throws; says what came of it. */
  syncOnce(): Promise<SyncRound>;
  startSync(): void;
  /** Cuts the terminal off until `startSync`. Resolves when nothing is under way. */
  stopSync(): Promise<void>;
  /** Locks sessions idle for longer than the clinic allows. Called by a timer unless `manual`. */
  lockIfIdle(): void;
  /** What waits to be printed here. Throws unless enrolled on this machine. */
  readonly prints: PrintQueue;
  /** The records and the log, to read. Throws unless enrolled on this machine. */
  readonly store: ReadableStore;
  close(): Promise<void>;
}

const IDLE_LOOK_MS = 10_000;
const NO_SYNC: SyncState = {
  link: 'offline',
  backlog: 0,
  lastContactMs: null,
  problem: null,
  leaseUntilMs: null,
  leaseExpired: false,
  clockAheadMs: null,
};

/** Builds a terminal from its parts. It knows no shell and no slice; it may be driven by a window, a process or a test. */
export async function createTerminal(parts: TerminalParts): Promise<Terminal> {
  const terminal = new TerminalOfParts(parts);
  await terminal.open();
  return terminal;
}

class TerminalOfParts implements Terminal {
  readonly #parts: TerminalParts;
  readonly #listeners = new Set<Listener>();
  #enrolled: EnrolledTerminal | null = null;
  /** Why this folder may not work here at all; null before enrolment and when all is well. */
  #refused: string | null = null;
  #enrolling = false;
  /** Under way in a folder that is on another machine. */
  #telling: Promise<void> | undefined;
  #idleTimer: NodeJS.Timeout | undefined;

  constructor(parts: TerminalParts) {
    this.#parts = parts;
  }

  async open(): Promise<void> {
    let identity: Identity | undefined;
    try {
      identity = await readIdentity(this.#parts.dataDir);
      if (identity) await this.#begin(identity);
    } catch (error) {
      this.#refuse(problemOf(error));
      if (identity && this.#refused === 'machine-mismatch') this.#telling = tellRefusal(this.#parts, identity);
    }
  }

  get house(): House {
    return this.#parts.house;
  }

  get access(): Access {
    return this.#parts.access;
  }

  get sessions(): Sessions {
    return this.#ready().sessions;
  }

  get prints(): PrintQueue {
    return this.#ready().prints;
  }

  get store(): ReadableStore {
    return this.#ready().store;
  }

  state(): TerminalState {
    const nowMs = this.#parts.clock.nowMs();
    if (!this.#enrolled) {
      const phase = this.#refused === null ? 'first-run' : 'refused';
      return {
        phase,
        problem: this.#refused,
        terminal: null,
        businessDate: null,
        lockedAhead: null,
        nowMs,
        sync: NO_SYNC,
        people: [],
      };
    }
    return this.#enrolled.state(nowMs);
  }

  refusal(): Refusal | undefined {
    if (this.#refused !== null) return refuse(this.#refused);
    if (!this.#enrolled) return refuse('not-enrolled');
    const barred = this.#enrolled.barred();
    return barred === null ? undefined : refuse(barred);
  }

  async enrol(code: string): Promise<Answer<TerminalState>> {
    if (this.#refused !== null) return this.#enrolmentRefused(this.#refused);
    if (this.#enrolled) return this.#enrolmentRefused('already-enrolled');
    if (this.#enrolling) return no('enrolment-under-way');
    this.#enrolling = true;
    try {
      const identity = await enrol(this.#parts, code);
      if (isRefusal(identity)) {
        noteRefusal(this.#parts.dataDir, { atMs: this.#parts.clock.nowMs(), reason: identity.code });
        return no(identity);
      }
      const enrolled = await this.#begin(identity);
      await enrolled.loop.once();
      return yes(this.state());
    } finally {
      this.#enrolling = false;
    }
  }

  async execute(sessionId: string | null, operation: string, input: unknown): Promise<Answer<unknown>> {
    const refusal = this.refusal();
    return refusal ? no(refusal) : this.#ready().execute(sessionId, operation, input);
  }

  mayExecute(sessionId: string | null, operation: string): Refusal | undefined {
    return this.refusal() ?? this.#ready().mayExecute(sessionId, operation);
  }

  async query(sessionId: string | null, query: string, input: unknown): Promise<Answer<unknown>> {
    const refusal = this.refusal();
    return refusal ? no(refusal) : this.#ready().asking.ask(sessionId, query, input);
  }

  exploreLog(sessionId: string | null, filter: LogFilter): Answer<readonly LoggedEntry[]> {
    const refusal = this.refusal();
    if (refusal) return no(refusal);
    const { work, sessions } = this.#ready();
    return exploreLog(work, sessions, sessionId, filter);
  }

  notePrintFailure(sessionId: string | null, failure: PrintFailure): Answer<null> {
    const refusal = this.refusal();
    return refusal ? no(refusal) : this.#ready().notePrintFailure(sessionId, failure);
  }

  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async syncOnce(): Promise<SyncRound> {
    return this.#ready().loop.once();
  }

  startSync(): void {
    this.#enrolled?.startSync();
  }

  async stopSync(): Promise<void> {
    await this.#enrolled?.stopSync();
  }

  lockIfIdle(): void {
    try {
      this.#enrolled?.sessions.review();
    } catch (error) {
      // The session is locked even where the disk is too full to say so in the log.
      if (!(error instanceof StoreFault)) throw error;
      this.#parts.report?.({ what: 'not logged', error: error.message });
    }
  }

  async close(): Promise<void> {
    clearInterval(this.#idleTimer);
    await this.#enrolled?.close();
    await this.#telling;
    this.#listeners.clear();
  }

  async #begin(identity: Identity): Promise<EnrolledTerminal> {
    const here = machineHash(await this.#parts.machineId(), identity.installationId);
    if (here !== identity.machineHash) throw new OtherMachine('this data folder belongs to another machine');
    const privateKey = await unwrapKey(identity.key, here, this.#parts.keyStore);
    const enrolled = new EnrolledTerminal(this.#parts, identity, privateKey, (message, sessionId) =>
      this.#tell(message, sessionId),
    );
    this.#enrolled = enrolled;
    enrolled.tellRefusals();
    if (!this.#parts.manual) {
      this.#idleTimer = setInterval(() => this.lockIfIdle(), IDLE_LOOK_MS).unref();
      enrolled.startSync();
    }
    return enrolled;
  }

  #refuse(problem: string): void {
    this.#refused = problem;
    this.#parts.report?.({ what: 'terminal refused', problem });
    if (!ON_DISK.has(problem)) noteRefusal(this.#parts.dataDir, { atMs: this.#parts.clock.nowMs(), reason: problem });
  }

  #enrolmentRefused(code: string): Answer<never> {
    if (this.#enrolled) this.#enrolled.note(code);
    else noteRefusal(this.#parts.dataDir, { atMs: this.#parts.clock.nowMs(), reason: code });
    return no(refuse(code));
  }

  #ready(): EnrolledTerminal {
    if (!this.#enrolled) throw new Error(this.#refused ?? 'this terminal is not enrolled');
    return this.#enrolled;
  }

  #tell(message: LiveMessage, sessionId: string | null): void {
    for (const listener of this.#listeners) listener(message, sessionId);
  }
}

/** Where the disk itself is the trouble there is no writing it down. */
const ON_DISK: ReadonlySet<string> = new Set(['disk-full', 'disk-broken', 'read-only', 'busy']);

class OtherMachine extends Error {}

/** What an expected failure to open means, as a code. Anything else is a fault and is thrown on. */
function problemOf(error: unknown): string {
  if (error instanceof OtherMachine || error instanceof KeyDoesNotOpen) return 'machine-mismatch';
  if (error instanceof KeyStoreUnusable) return 'key-store-unusable';
  if (error instanceof IdentityUnreadable) return 'identity-unreadable';
  if (error instanceof StoreFault) return error.reason;
  if (error instanceof StoreTooNew) return 'store-too-new';
  if (error instanceof OtherTerminalsStore) return 'other-terminals-store';
  throw error;
}
