import { createHash, randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { isRefusal } from '#domain/kernel/refusal.ts';
import { newPassword } from '#protocol/approval-key.ts';
import { type ExecuteResponse, SyncRefused } from '#protocol/sync-messages.ts';
import type { Caller } from '#server/parts.ts';
import { createSyncServer, type SyncServer } from '#server/server.ts';
import { inClinic } from '#server/store/in-clinic.ts';
import { Random } from '../../commands/random.ts';
import { type Answering, Faults, FaultyNetwork } from './faulty-network.ts';
import { plainPasswords } from './plain-passwords.ts';
import type { SimulatedCentre } from './simulated-centre.ts';
import { PASSWORD, SimulatedTerminal, secondLogin, type TerminalWorld } from './simulated-terminal.ts';
import { VirtualTime } from './virtual-time.ts';

/** 2026-05-04, 09:00 in Kolkata: a Monday. */
const MORNING_MS = Date.UTC(2026, 4, 4, 3, 30);

type Kind = 'reception' | 'cashier' | 'consulting' | 'back-office';

const COUNTERS: readonly { readonly name: string; readonly kind: Kind; readonly branch: 'MAIN' | 'EAST' }[] = [
  { name: 'reception', kind: 'reception', branch: 'MAIN' },
  { name: 'cashier-1', kind: 'cashier', branch: 'MAIN' },
  { name: 'cashier-2', kind: 'cashier', branch: 'MAIN' },
  { name: 'consulting', kind: 'consulting', branch: 'MAIN' },
  { name: 'back-office', kind: 'back-office', branch: 'MAIN' },
  { name: 'east-reception', kind: 'reception', branch: 'EAST' },
  { name: 'east-cashier', kind: 'cashier', branch: 'EAST' },
  { name: 'east-consulting', kind: 'consulting', branch: 'EAST' },
];

/** One of them is opened while the day goes on. */
const LATECOMERS: typeof COUNTERS = [
  { name: 'cashier-3', kind: 'cashier', branch: 'MAIN' },
  { name: 'east-reception-2', kind: 'reception', branch: 'EAST' },
  { name: 'head-office', kind: 'back-office', branch: 'EAST' },
  { name: 'consulting-2', kind: 'consulting', branch: 'MAIN' },
];

const ROLE = { reception: 'front-desk', cashier: 'cashier', consulting: 'doctor', 'back-office': 'manager' } as const;

const SERVICES = [
  { code: 'CONS', name: 'Consultation', category: 'general', priceMinor: 40_000 },
  { code: 'SCAL', name: 'Scaling', category: 'dental', priceMinor: 120_000 },
  { code: 'BLEA', name: 'Whitening', category: 'dental', priceMinor: 799_99, taxRateBasisPoints: 1800 },
  { code: 'FREE', name: 'Follow-up', category: 'general', priceMinor: 0 },
];

interface Opened {
  readonly name: string;
  readonly kind: Kind;
  readonly counterId: string;
}

/** One clinic of one seed: its server, its terminals and everything between them. */
export class Clinic {
  /** Another one in every run, as salts and keys are: nothing that happens may depend on them. */
  readonly id = randomUUID();
  readonly time = new VirtualTime(MORNING_MS);
  readonly random: Random;
  readonly faults = new Faults();
  readonly network: FaultyNetwork;
  readonly centre: SimulatedCentre;
  /** What must never happen and did, in words. */
  readonly wrong: string[] = [];
  readonly terminals: SimulatedTerminal[] = [];
  readonly branches = new Map<string, string>();
  readonly folder: string;
  /** What happened, in order: equal in two runs of a seed. */
  readonly trace = createHash('sha256');
  /** Lets a test put a liar between the terminals and the server. */
  interpose: (honest: Answering) => Answering = (honest) => honest;
  /** Called when the server has answered a central operation, before the answer leaves. */
  afterExecute: (operation: string) => Promise<void> = async () => {};
  readonly #callers = new Map<string, Caller>();
  #owner = '';
  #server: SyncServer;

  constructor(centre: SimulatedCentre, seed: number) {
    this.centre = centre;
    this.random = new Random(seed);
    this.folder = join(centre.folder, this.id);
    this.network = new FaultyNetwork(this.time, this.random.fork(), this.faults);
    this.#server = this.#newServer();
  }

  get server(): SyncServer {
    return this.#server;
  }

  terminal(name: string): SimulatedTerminal {
    const found = this.terminals.find(({ seat }) => seat.name === name);
    if (!found) throw new Error(`there is no terminal ${name}`);
    return found;
  }

  /** The handlers forget everything that is not in the database. */
  restartServer(): void {
    void this.#server.close();
    this.#server = this.#newServer();
    this.faults.add('server-restart');
  }

  async setUp(): Promise<void> {
    const answer = await this.#server.admin.createClinic(
      {
        name: 'Simulated Clinic',
        gstin: '29ABCDE1234F1ZW',
        idleLockMinutes: 120,
        branch: { name: 'Main', code: 'MAIN' },
        administrator: { login: 'owner', name: 'Owner' },
        password: PASSWORD,
        mustChangePassword: false,
      },
      this.id,
    );
    const { branchId, userId } = granted<{ branchId: string; userId: string }>(answer, 'setUpClinic');
    this.branches.set('MAIN', branchId);
    this.#owner = userId;
    const east = await this.admin<{ branchId: string }>('createBranch', { name: 'East', code: 'EAST' });
    this.branches.set('EAST', east.branchId);
    for (const service of SERVICES) await this.admin('addService', service);
    const opened = [];
    for (const counter of COUNTERS) opened.push(await this.#open(counter));
    for (const counter of opened) await this.#staff(counter);
    for (const terminal of this.terminals) await terminal.terminal.syncOnce();
  }

  /** A new counter in the middle of the day: its terminal starts from a snapshot of all that happened. */
  async join(): Promise<void> {
    const { weather } = this.network;
    this.network.weather = null;
    const opened = await this.#open(this.random.pick(LATECOMERS));
    await this.#staff(opened);
    await this.terminal(opened.name).terminal.syncOnce();
    this.network.weather = weather;
    this.faults.add('terminal-joined');
  }

  async admin<Result>(operation: string, input: unknown): Promise<Result> {
    this.time.nowMs += 10;
    return granted<Result>(await this.#server.admin.execute(this.id, operation, input), operation);
  }

  /** The end of the clinic's order at the server. */
  async position(): Promise<number> {
    const [head] = await inClinic(
      this.centre.database.app,
      this.id,
      (tx) => tx<{ position: number }[]>`SELECT position FROM clinic_head WHERE clinic_id = ${this.id}`,
    );
    return head?.position ?? 0;
  }

  async close(): Promise<void> {
    for (const terminal of this.terminals) terminal.stop();
    await this.#server.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  async #open({ name, kind, branch }: (typeof COUNTERS)[number]): Promise<Opened> {
    const branchId = this.branches.get(branch) ?? '';
    const { counterId } = await this.admin<{ counterId: string }>('createCounter', { branchId, name, kind });
    const { code } = await this.admin<{ code: string }>('createEnrolmentCode', { counterId });
    const terminal = new SimulatedTerminal(this.#world(), { name, kind, branchId, login: name });
    await terminal.enrol(code);
    this.terminals.push(terminal);
    return { name, kind, counterId };
  }

  /** Who works at the counter, made by the owner at the back office; two cashiers take turns. */
  async #staff(opened: Opened): Promise<void> {
    const { name, kind } = opened;
    const doctorId =
      kind === 'consulting' ? (await this.admin<{ doctorId: string }>('addDoctor', { name: `Dr ${name}` })).doctorId : null;
    const logins = kind === 'cashier' ? [name, secondLogin({ login: name })] : [name];
    for (const login of logins) await this.#employ(login, opened, doctorId);
  }

  /** As the terminal sends it, which makes the verifier and the approval key. */
  async #employ(login: string, { kind, counterId }: Opened, doctorId: string | null): Promise<void> {
    const made = await newPassword(plainPasswords, PASSWORD);
    if (isRefusal(made)) throw new Error(`the password is refused: ${made.code}`);
    const work = { roles: [ROLE[kind]], counterIds: [counterId], doctorId, mustChangePassword: false };
    const input = { login, name: `The ${login}`, ...work, password: made.verifier, approvalKey: made.approvalKey };
    const caller = this.#callers.get('back-office');
    if (!caller) throw new Error('the back office has not called yet');
    const asked = { operation: 'createUser', input, actorId: this.#owner, sessionId: 'setting up' };
    granted(await this.#server.execute(caller, asked), 'createUser');
  }

  #world(): TerminalWorld {
    return {
      time: this.time,
      folder: this.folder,
      note: (line) => this.trace.update(`${this.time.nowMs} ${line}\n`),
      fault: (text) => this.wrong.push(text),
      connect: (name, signer) => {
        if (signer) this.#callers.set(name, signer);
        return this.network.connect(name, () => this.#answering(signer));
      },
    };
  }

  /** The server as one terminal reaches it: what the wires prove of the caller is taken as proven. */
  #answering(caller: Caller | null): Answering {
    const server = this.#server;
    const { afterExecute, interpose } = this;
    const known = () => {
      if (!caller) throw new SyncRefused('not-enrolled', 'nobody asks');
      return caller;
    };
    return interpose({
      enrol: (request) => server.enrol(request),
      tellRefusal: (report) => server.hearRefusal(report),
      push: (request) => server.push(known(), request),
      pull: (request) => server.pull(known(), request),
      snapshot: (request) => server.snapshot(known(), request),
      async execute(request) {
        const answer = await server.execute(known(), request);
        await afterExecute(request.operation);
        return answer;
      },
    });
  }

  #newServer(): SyncServer {
    return createSyncServer(this.centre.partsAt({ nowMs: () => this.time.nowMs }));
  }
}

function granted<Result>(answer: ExecuteResponse, asked: string): Result {
  if (answer.ok) return answer.result as Result;
  throw new Error(`${asked} was refused: ${answer.code} ${JSON.stringify(answer.details)}`);
}
