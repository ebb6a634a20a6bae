import type { KeyObject } from 'node:crypto';
import type { PrintFailure } from '#domain/kernel/access.ts';
import type { Change } from '#domain/kernel/change.ts';
import type { Operation, Place } from '#domain/kernel/operation.ts';
import { isRefusal, type Refusal } from '#domain/kernel/refusal.ts';
import type { Answer, LiveMessage, TerminalState } from '#protocol/counter-api.ts';
import { privateKeyFrom, publicKeyFrom } from '#protocol/entry.ts';
import { argon2Passwords, type Passwords } from '#protocol/passwords.ts';
import type { Transport } from '#protocol/sync-messages.ts';
import { no, yes } from './answers.ts';
import { Asking } from './ask.ts';
import { decideHere, type ExecuteParts, execute, mayExecute } from './execute.ts';
import type { Identity } from './identity/identity-file.ts';
import { noteRefusal, readRefusals } from './identity/refusals-file.ts';
import { PrintQueue } from './printing/queue/print-queue.ts';
import { PrintStore, printsWait } from './printing/queue/print-store.ts';
import { type RefusedAttempt, RefusedAttempts } from './refused-attempts.ts';
import { TerminalSessions } from './session/sessions.ts';
import { openTerminalStore } from './store/open-terminal-store.ts';
import { StoreFault } from './store/store-fault.ts';
import type { TerminalStore } from './store/terminal-store.ts';
import { noticeSilence } from './sync/notice-silence.ts';
import { SyncLoop } from './sync/sync-loop.ts';
import type { SyncParts } from './sync/sync-parts.ts';
import { isFilled, type SyncRound, SyncRounds } from './sync/sync-round.ts';
import { SyncStatus } from './sync/sync-status.ts';
import type { Listener } from './terminal.ts';
import type { ServerLink, TerminalParts } from './terminal-parts.ts';
import { type Contact, TrustedClock } from './trusted-clock.ts';
import { newProcessId, Workplace } from './workplace.ts';

/** Problems after which nobody may work at this terminal until the server or a new enrolment says otherwise. */
const ENDS_WORK: ReadonlySet<string> = new Set(['terminal-revoked', 'terminal-frozen', 'chain-fork']);

const CONTACT = 'contact';
const BARRED = 'barred';
const TOLD_REFUSALS = 'refusals-told';

/** A terminal with an identity whose key opened: its store, sessions and sync, wired to one another. */
export class EnrolledTerminal {
  readonly identity: Identity;
  readonly store: TerminalStore;
  readonly work: Workplace;
  readonly sessions: TerminalSessions;
  readonly asking: Asking;
  readonly status: SyncStatus;
  readonly loop: SyncLoop;
  readonly #link: ServerLink;
  readonly #parts: TerminalParts;
  readonly #tell: Listener;
  readonly #rounds: SyncRounds;
  readonly #executing: ExecuteParts;
  readonly #attempts: RefusedAttempts;
  #prints: PrintQueue | undefined;
  #cutOff = false;

  constructor(parts: TerminalParts, identity: Identity, privateKeyText: string, tell: Listener) {
    this.#parts = parts;
    this.#tell = tell;
    this.identity = identity;
    const privateKey = privateKeyFrom(privateKeyText);
    const place = placeOf(identity);
    this.store = openTerminalStore({
      dataDir: parts.dataDir,
      house: parts.house,
      place,
      privateKey,
      serverPublicKey: identity.serverPublicKey,
      explores: parts.access.logExploring.terminals.includes(place.kind),
    });
    const trusted = new TrustedClock(parts.clock, this.#contactKept(), () => this.store.head(), newProcessId());
    this.status = new SyncStatus(this.store, trusted);
    const { house, access, clock } = parts;
    this.work = new Workplace({
      house,
      access,
      place,
      store: this.store,
      clock,
      trusted,
      tell: (message) => this.#tellAll(message),
      recorded: () => this.#recorded(),
    });
    const { clinicId, terminalId, epoch, machineHash } = identity;
    this.#link = parts.transportFor(identity.server, { clinicId, terminalId, epoch, machineHash, privateKey });
    const transport = noticeSilence(this.#link, (isSilent) => {
      this.status.silent(isSilent);
      this.#tellSync();
    });
    this.#rounds = new SyncRounds(this.#syncParts(privateKey, transport));
    this.loop = new SyncLoop(() => this.#round(), transport);
    // Last: whoever was signed in when the process ended comes back locked, which is an entry and wakes the loop.
    this.sessions = this.#openSessions(privateKey);
    const forward = {
      transport: this.#link,
      mayReach: () => !this.#cutOff,
      waits: () => this.store.backlog() > 0,
      syncNow: () => this.loop.once(),
    };
    this.#executing = { work: this.work, sessions: this.sessions, forward, passwords: this.#passwords };
    this.asking = new Asking(this.#executing);
    this.#attempts = new RefusedAttempts(
      house,
      () => clock.monotonicMs(),
      (attempt) => this.#noteAttempt(attempt),
    );
    this.#resumePrints();
  }

  /** Opened when something is printed, or waits since the program last ran. */
  get prints(): PrintQueue {
    this.#prints ??= this.#openPrints();
    return this.#prints;
  }

  state(nowMs: number): TerminalState {
    const { place, access, store } = this.work;
    const { terminalState: _, ...surroundings } = this.work.surroundings();
    const barred = this.barred();
    const { terminalId: id, terminalCode: code, kind, clinicId } = place;
    return {
      phase: barred === null ? 'ready' : 'refused',
      problem: barred,
      terminal: { id, code, kind, clinicId, branchId: this.identity.branchId, ...surroundings },
      businessDate: this.work.businessDate(),
      lockedAhead: this.work.lockedAhead(),
      nowMs,
      sync: this.status.state(),
      people: access.peopleAt(store.reader, place).map(({ id: userId, login, name, roles }) => ({ userId, login, name, roles })),
    };
  }

  /**
   * Why nobody may work here; null when they may. What the server answered survives restarts until it answers well again;
   * the terminal's own record may say it first.
   */
  barred(): string | null {
    const { terminalState } = this.work.surroundings();
    if (terminalState === 'REVOKED') return 'terminal-revoked';
    if (terminalState === 'FROZEN') return 'terminal-frozen';
    return this.store.localValue(BARRED) ?? null;
  }

  async execute(sessionId: string | null, operation: string, input: unknown) {
    const answer = await execute(this.#executing, sessionId, operation, input);
    this.#attempts.note(sessionId, operation, input, answer);
    return answer;
  }

  mayExecute(sessionId: string | null, operation: string): Refusal | undefined {
    const may = mayExecute(this.#executing, sessionId, operation);
    return isRefusal(may) ? may : undefined;
  }

  startSync(): void {
    this.#cutOff = false;
    this.loop.start();
  }

  async stopSync(): Promise<void> {
    this.#cutOff = true;
    await this.loop.stop();
    this.status.unreachable();
    this.#tellSync();
  }

  /** Logs what happened to this terminal itself; on paper first while its records have not come yet. */
  note(reason: string, atMs = this.work.clock.nowMs()): void {
    if (!isFilled(this.store)) {
      noteRefusal(this.#parts.dataDir, { atMs, reason });
      return;
    }
    const { terminalId } = this.work.place;
    this.record({ actorId: terminalId, sessionId: null }, 'refuseTerminal', [
      this.work.access.terminalRefused({ terminalId, reason, atMs }),
    ]);
  }

  /** In the name of whoever saw to it. */
  notePrintFailure(sessionId: string | null, failure: PrintFailure): Answer<null> {
    const actor = this.sessions.authorise(sessionId);
    if (isRefusal(actor)) return no(actor);
    const by = { actorId: actor.userId, sessionId: actor.sessionId, operation: 'notePrintFailure' };
    const appended = this.work.append(by, [this.work.access.printFailed(failure)]);
    return isRefusal(appended) ? no(appended) : yes(null);
  }

  record(by: { actorId: string; sessionId: string | null }, operation: string, changes: readonly Change[]): void {
    const appended = this.work.append({ ...by, operation }, changes);
    if (isRefusal(appended)) throw new Error(`${operation} could not be logged: ${appended.code}`);
  }

  async close(): Promise<void> {
    this.#cutOff = true;
    const stopping = this.loop.stop();
    // Ends requests that nobody answers, so that closing does not wait for them.
    await this.#link.close();
    await stopping;
    await this.#prints?.close();
    this.store.close();
  }

  /** What was refused while nothing could be logged goes into the log, once. */
  tellRefusals(): void {
    if (!isFilled(this.store)) return;
    const refusals = readRefusals(this.#parts.dataDir);
    const told = Number(this.store.localValue(TOLD_REFUSALS) ?? 0);
    for (const { reason, atMs } of refusals.slice(told)) this.note(reason, atMs);
    if (refusals.length > told) this.store.setLocalValue(TOLD_REFUSALS, String(refusals.length));
  }

  #noteAttempt({ sessionId, ...attempt }: RefusedAttempt): void {
    const userId = this.sessions.state(sessionId)?.userId;
    if (userId === undefined) return;
    const { terminalId } = this.work.place;
    try {
      this.record({ actorId: userId, sessionId }, 'refuseAttempt', [
        this.work.access.attemptRefused({ ...attempt, userId, sessionId, terminalId }),
      ]);
    } catch (error) {
      // What was refused stays refused where the disk is too full to say so in the log.
      if (!(error instanceof StoreFault)) throw error;
      this.#report({ what: 'not logged', error: error.message });
    }
  }

  #openSessions(privateKey: KeyObject): TerminalSessions {
    const { terminalId, epoch } = this.work.place;
    const { machineHash, publicKey } = this.identity;
    return new TerminalSessions({
      access: this.work.access,
      place: this.work.place,
      reader: this.store.reader,
      values: this.store,
      clock: this.work.clock,
      trusted: this.work.trusted,
      passwords: this.#passwords,
      binding: { terminalId, epoch, machineHash, privateKey, publicKey: publicKeyFrom(publicKey) },
      barred: () => this.barred(),
      idleLockMinutes: () => this.work.surroundings().idleLockMinutes,
      newId: () => this.work.newId(),
      record: (by, operation, changes) => this.record(by, operation, changes),
      setPassword: (actor, made) => decideHere(this.work, this.#passwordOperation(), made, actor),
      tell: (session, sessionId, reason) => this.#tell({ kind: 'session', session, reason }, sessionId),
    });
  }

  get #passwords(): Passwords {
    return this.#parts.passwords ?? argon2Passwords;
  }

  #passwordOperation(): Operation {
    const { house, access } = this.work;
    const operation = house.operations.get(access.passwordOperation);
    if (!operation) throw new Error(`${access.passwordOperation} is not in the registry`);
    return operation;
  }

  #syncParts(privateKey: KeyObject, transport: Transport): SyncParts {
    return {
      transport,
      store: this.store,
      clock: this.work.clock,
      trusted: this.work.trusted,
      status: this.status,
      privateKey,
      mayReach: () => !this.#cutOff,
      folded: (touched) => {
        this.work.lookAround();
        this.#tellAll({ kind: 'changed', records: touched });
        this.sessions.review();
      },
      answered: (operation, verdict) => this.#tellAll({ kind: 'answered', operation, verdict }),
      // A terminal that was barred before this process began has said so already.
      note: (reason) => (reason === this.store.localValue(BARRED) ? undefined : this.note(reason)),
    };
  }

  async #round(): Promise<SyncRound> {
    const wasFilled = isFilled(this.store);
    const round = await this.#rounds.run().catch((error: unknown): SyncRound => {
      // A fault of ours in folding must not take the counter down with it: work goes on, the badge says that sync does not.
      this.#report({ what: 'sync failed', error: error instanceof Error ? error.stack : String(error) });
      this.status.stopped('sync-failed');
      return { outcome: 'stopped', sent: 0, folded: 0, problem: 'sync-failed' };
    });
    // A snapshot replaces records without naming them.
    this.work.lookAround();
    this.#keepContact();
    this.#bar(round);
    if (!wasFilled) this.tellRefusals();
    this.#tellSync();
    return round;
  }

  #bar(round: SyncRound): void {
    const kept = this.store.localValue(BARRED);
    if (round.problem !== null && ENDS_WORK.has(round.problem)) this.store.setLocalValue(BARRED, round.problem);
    else if (round.outcome === 'done' && kept !== undefined) this.store.setLocalValue(BARRED, null);
    const barred = this.barred();
    if (barred !== null) this.sessions.endAll(barred);
  }

  #recorded(): void {
    this.#tellSync();
    if (!this.#parts.manual) this.loop.wake();
  }

  /** That something cannot be printed keeps nobody from working. */
  #resumePrints(): void {
    try {
      if (printsWait(this.#parts.dataDir)) this.#prints = this.#openPrints();
    } catch (error) {
      if (!(error instanceof StoreFault)) throw error;
      this.#report({ what: 'print queue not opened', error: error.message });
    }
  }

  #openPrints(): PrintQueue {
    const { dataDir, clock, systemPrinters, report, manual } = this.#parts;
    const store = new PrintStore(dataDir);
    return new PrintQueue({
      store,
      nowMs: () => clock.nowMs(),
      systemPrinters: systemPrinters ?? null,
      changed: () => this.#tellAll({ kind: 'printing' }),
      report,
      manual,
    });
  }

  #tellAll(message: LiveMessage): void {
    this.#tell(message, null);
  }

  #tellSync(): void {
    this.#tellAll({ kind: 'sync', sync: this.status.state() });
  }

  #contactKept(): Contact | null {
    return JSON.parse(this.store.localValue(CONTACT) ?? 'null') as Contact | null;
  }

  #keepContact(): void {
    const { contact } = this.work.trusted;
    if (contact) this.store.setLocalValue(CONTACT, JSON.stringify(contact));
  }

  #report(line: Parameters<NonNullable<TerminalParts['report']>>[0]): void {
    this.#parts.report?.(line);
  }
}

function placeOf({ clinicId, branchId, terminalId, terminalCode, kind, epoch }: Identity): Place {
  return { clinicId, branchId, terminalId, terminalCode, kind, epoch };
}
