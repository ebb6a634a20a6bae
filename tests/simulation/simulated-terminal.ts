import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { TerminalKind } from '#domain/kernel/roles.ts';
import { access, house } from '#domain/registry.ts';
import type { KeyStore } from '#main/identity/key-store.ts';
import { createTerminal, type Terminal } from '#main/terminal.ts';
import type { TerminalParts } from '#main/terminal-parts.ts';
import type { Answer } from '#protocol/counter-api.ts';
import type { Line } from './faulty-network.ts';
import { plainPasswords } from './plain-passwords.ts';
import { SkewedClock } from './skewed-clock.ts';
import type { VirtualTime } from './virtual-time.ts';

export const PASSWORD = 'correct horse';

export interface Seat {
  readonly name: string;
  readonly kind: TerminalKind;
  readonly branchId: string;
  /** Who works here. */
  readonly login: string;
}

/** The second person of a counter where two take turns. */
export function secondLogin({ login }: Pick<Seat, 'login'>): string {
  return `${login}-late`;
}

export interface TerminalWorld {
  readonly time: VirtualTime;
  readonly folder: string;
  connect(terminal: string, signer: Parameters<TerminalParts['transportFor']>[1]): Line;
  /** For the trace: what happened, without ids or hashes. */
  note(line: string): void;
  /** Something that must never happen was said. */
  fault(text: string): void;
}

/** An end of the own chain after which a terminal had said yes. */
export interface Acknowledged {
  readonly seq: number;
  readonly hash: string;
}

const inMemory: KeyStore = {
  name: 'simulated',
  protect: async (secret) => Buffer.from(secret).toString('hex'),
  recover: async (text) => Buffer.from(text, 'hex'),
};

/** A terminal on a real store, whose process can be killed and started again at any moment. */
export class SimulatedTerminal {
  readonly seat: Seat;
  readonly clock: SkewedClock;
  readonly acknowledged: Acknowledged[] = [];
  readonly refusals = new Map<string, number>();
  operations = 0;
  restarts = 0;
  #world: TerminalWorld;
  #terminal: Terminal | undefined;
  #lines: Line[] = [];
  #sessionId: string | null = null;
  #syncing = false;
  /** The counter's second person works. */
  #relieved = false;

  constructor(world: TerminalWorld, seat: Seat) {
    this.#world = world;
    this.seat = seat;
    this.clock = new SkewedClock(world.time);
  }

  get terminal(): Terminal {
    if (!this.#terminal) throw new Error(`${this.seat.name} is not running`);
    return this.#terminal;
  }

  get dataDir(): string {
    return join(this.#world.folder, `${this.seat.name}-${this.restarts}`);
  }

  /** Who works here now, and who could instead. */
  get login(): string {
    return this.#relieved ? secondLogin(this.seat) : this.seat.login;
  }

  get otherLogin(): string {
    return this.#relieved ? this.seat.login : secondLogin(this.seat);
  }

  /** The counter's other person sits down. */
  async relieve(): Promise<void> {
    this.#relieved = !this.#relieved;
    this.#sessionId = null;
    await this.#signIn();
  }

  get id(): string {
    return this.terminal.state().terminal?.id ?? '';
  }

  async start(): Promise<void> {
    mkdirSync(this.dataDir, { recursive: true });
    this.clock.boot();
    this.#sessionId = null;
    this.#syncing = false;
    this.#terminal = await createTerminal({
      dataDir: this.dataDir,
      house,
      access,
      clock: this.clock,
      transportFor: (_server, signer) => {
        const line = this.#world.connect(this.seat.name, signer);
        this.#lines.push(line);
        return line.link;
      },
      machineId: async () => `machine of ${this.seat.name}`,
      keyStore: inMemory,
      passwords: plainPasswords,
      manual: true,
      report: ({ what, ...details }) => {
        if (what === 'sync failed') this.#world.fault(`${this.seat.name}: ${what} ${String(details.error)}`);
      },
    });
  }

  async enrol(code: string): Promise<void> {
    await this.start();
    const answer = await this.terminal.enrol(code);
    if (!answer.ok) throw new Error(`${this.seat.name} could not enrol: ${answer.refusal.code}`);
  }

  /**
   * Ends the process without a word and starts another from what was durable: the files as they lie there, with the
   * write-ahead log not yet moved into the database.
   */
  async restart(): Promise<void> {
    const { dataDir } = this;
    const old = this.terminal;
    for (const line of this.#lines.splice(0)) line.kill();
    this.restarts++;
    cpSync(dataDir, this.dataDir, { recursive: true, filter: (path) => !path.endsWith('-shm') });
    void old.close().catch(() => undefined);
    await this.start();
    this.#mustHold();
  }

  /** Ends the process in good order. Nothing of it may be under way. */
  async end(): Promise<void> {
    await this.#terminal?.close();
    this.#terminal = undefined;
  }

  /** Ends the process whatever it does. */
  stop(): void {
    for (const line of this.#lines.splice(0)) line.kill();
    void this.#terminal?.close().catch(() => undefined);
  }

  /** Does something as the person who works here, signing in first where needed. */
  async execute(operation: string, input: unknown): Promise<Answer<unknown>> {
    const answer = await this.#signedIn((sessionId) => this.terminal.execute(sessionId, operation, input));
    this.operations++;
    this.#world.note(`${this.seat.name} ${operation} ${answer.ok ? 'yes' : answer.refusal.code}`);
    if (answer.ok) this.#acknowledge();
    else this.refusals.set(answer.refusal.code, (this.refusals.get(answer.refusal.code) ?? 0) + 1);
    return answer;
  }

  /**
   * Asks the centre for something and goes on: the answer takes as long as the network does. Resolves once the question is
   * on its way; signing in, which takes real time, is over by then.
   */
  async ask(operation: string, input: unknown, answered: (answer: Answer<unknown>) => void = () => {}): Promise<void> {
    await this.#signIn();
    void this.execute(operation, input).then(answered);
  }

  /** What a screen would show; undefined where it may not be asked now. */
  async query<Result>(query: string, input: unknown = {}): Promise<Result | undefined> {
    const answer = await this.#signedIn((sessionId) => this.terminal.query(sessionId, query, input));
    if (answer.ok) this.#acknowledge();
    return answer.ok ? (answer.result as Result) : undefined;
  }

  /** Begins a round of sync unless one is under way; virtual time carries it on. */
  sync(): void {
    if (this.#syncing) return;
    this.#syncing = true;
    const { terminal } = this;
    void terminal.syncOnce().then(
      (round) => {
        if (this.#terminal !== terminal) return;
        this.#syncing = false;
        this.#world.note(`${this.seat.name} ${round.outcome} sent ${round.sent} folded ${round.folded}`);
        if (round.outcome === 'stopped') this.#world.fault(`${this.seat.name}: sync stopped with ${round.problem}`);
      },
      (problem: unknown) => this.#world.fault(`${this.seat.name}: sync threw ${String(problem)}`),
    );
  }

  get isSyncing(): boolean {
    return this.#syncing;
  }

  async #signedIn(act: (sessionId: string) => Promise<Answer<unknown>>): Promise<Answer<unknown>> {
    const session = await this.#signIn();
    return session.ok ? act(session.result) : session;
  }

  async #signIn(): Promise<Answer<string>> {
    const { sessions } = this.terminal;
    const state = this.#sessionId === null ? null : sessions.state(this.#sessionId);
    if (!state) {
      const answer = await sessions.login({ login: this.login, password: PASSWORD });
      if (!answer.ok) return answer;
      this.#sessionId = answer.result.session.sessionId;
    } else if (this.#isLocked(state.sessionId)) {
      const answer = await sessions.unlock(state.sessionId, PASSWORD);
      if (!answer.ok) return answer;
    }
    return { ok: true, result: this.#sessionId ?? '' };
  }

  /** Looks as a touch of the keyboard does: an idle session locks by itself. */
  #isLocked(sessionId: string): boolean {
    this.terminal.lockIfIdle();
    return this.terminal.sessions.state(sessionId)?.locked ?? false;
  }

  #acknowledge(): void {
    const { seq, hash } = this.terminal.store.head();
    this.acknowledged.push({ seq, hash });
  }

  #mustHold(): void {
    const last = this.acknowledged.at(-1);
    if (!last) return;
    const [entry] = this.terminal.store.entriesAfter(last.seq - 1, 1);
    if (entry?.hash !== last.hash)
      this.#world.fault(`${this.seat.name}: acknowledged entry ${last.seq} did not survive a restart`);
  }
}
