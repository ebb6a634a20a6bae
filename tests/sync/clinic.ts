import { chmodSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isRefusal } from '#domain/kernel/refusal.ts';
import { centre, house } from '#domain/registry.ts';
import { plainTerminal } from '#main/plain-terminal.ts';
import type { Terminal } from '#main/terminal.ts';
import { enrolmentCodeText, readEnrolmentCode } from '#protocol/enrolment-code.ts';
import { type RunningServer, startServer } from '#server/start-server.ts';
import { type Admin, openAdmin } from '../../commands/admin-client.ts';
import { type PlannedClinic, setUpPlannedClinic } from '../../commands/clinic-plan.ts';
import { type CuttableLink, openCuttableLink } from '../../commands/cuttable-link.ts';
import { databaseOfRun, type RunDatabase } from '../run-postgres.ts';

export const PASSWORD = 'correct horse battery';

const COUNTERS = [
  { name: 'Reception', kind: 'reception' },
  { name: 'Cash', kind: 'cashier' },
  { name: 'Cash 2', kind: 'cashier' },
  { name: 'Room', kind: 'consulting' },
  { name: 'Office', kind: 'back-office' },
] as const;
export type CounterName = (typeof COUNTERS)[number]['name'];

/** A terminal of the clinic and the stretch of network it hangs on. */
export interface Counter {
  readonly terminal: Terminal;
  readonly network: CuttableLink;
  readonly dataDir: string;
  /** Everything its windows were told. */
  readonly told: Parameters<Parameters<Terminal['listen']>[0]>[0][];
}

/** A real server on a real PostgreSQL and terminals that reach it over real sockets. */
export class Clinic {
  readonly folder = mkdtempSync(join(tmpdir(), 'counterfoil-sync-'));
  server!: RunningServer;
  admin!: Admin;
  planned!: PlannedClinic;
  readonly #open: Counter[] = [];
  readonly #keepsItsPostgres: boolean;
  #database: RunDatabase | undefined;

  /** @param own `postgres`: in the server's folder, for what happens to that folder; by default a database of the run's */
  constructor(own?: 'postgres') {
    this.#keepsItsPostgres = own === 'postgres';
  }

  async start(): Promise<void> {
    // PostgreSQL may run as another user, who has to pass through.
    chmodSync(this.folder, 0o755);
    await this.startServer(0);
    this.planned = await setUpPlannedClinic(this.admin, {
      name: 'Smile Dental',
      gstin: '29ABCDE1234F1ZW',
      branch: { name: 'Main Road', code: 'MR' },
      counters: COUNTERS,
      doctors: [{ name: 'Dr Rao', speciality: 'Dental', registrationNumber: 'KA-1' }],
      people: [
        { login: 'asha', name: 'Asha', roles: ['front-desk'] },
        { login: 'ravi', name: 'Ravi', roles: ['cashier'], counters: ['Cash'] },
        { login: 'tina', name: 'Tina', roles: ['cashier'], counters: ['Cash 2'] },
        { login: 'rao', name: 'Dr Rao', roles: ['doctor'], doctor: 'Dr Rao' },
        { login: 'meena', name: 'Meena', roles: ['manager'] },
      ],
      administrator: { login: 'owner', name: 'Owner' },
      password: PASSWORD,
    });
  }

  get serverFolder(): string {
    return join(this.folder, 'server');
  }

  async startServer(port: number, restored = false): Promise<void> {
    const dataDir = this.serverFolder;
    if (!this.#keepsItsPostgres) this.#database ??= await databaseOfRun();
    const where = { dataDir, databaseUrl: this.#database?.url, host: '127.0.0.1', port };
    this.server = await startServer({ ...where, restored, house, centre, log: () => undefined });
    this.admin = await openAdmin(this.server.address, dataDir);
  }

  async stopServer(): Promise<void> {
    await this.admin.close();
    await this.server.close();
  }

  async codeFor(counter: CounterName, network?: CuttableLink): Promise<string> {
    const counterId = this.planned.counters.find(({ name }) => name === counter)?.counterId ?? '';
    const run = this.admin.inClinic(this.planned.clinicId);
    // The host makes the secret's hash; its field is not for whoever asks.
    const { code } = await run('createEnrolmentCode', { counterId } as Parameters<typeof run<'createEnrolmentCode'>>[1]);
    const read = readEnrolmentCode(code);
    if (isRefusal(read)) throw new Error(read.code);
    return network ? enrolmentCodeText({ ...read, address: network.address }) : code;
  }

  /** A terminal without an identity, its folder and a network to the server. */
  async newTerminal(name: string): Promise<Counter> {
    const network = await openCuttableLink(this.server.address);
    const dataDir = join(this.folder, `${name} ${this.#open.length}`);
    const terminal = await plainTerminal(dataDir, { machineId: async () => `machine of ${dataDir}`, report: () => undefined });
    const counter: Counter = { terminal, network, dataDir, told: [] };
    terminal.listen((message) => counter.told.push(message));
    this.#open.push(counter);
    return counter;
  }

  async enrolled(name: CounterName): Promise<Counter> {
    const counter = await this.newTerminal(name);
    const answer = await counter.terminal.enrol(await this.codeFor(name, counter.network));
    if (!answer.ok) throw new Error(`enrolment was refused: ${answer.refusal.code}`);
    return counter;
  }

  async close(): Promise<void> {
    for (const { terminal, network } of this.#open) {
      await terminal.close();
      await network.close();
    }
    await this.stopServer();
    await this.#database?.drop();
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

export async function login({ terminal }: Counter, name: string): Promise<string> {
  const answer = await terminal.sessions.login({ login: name, password: PASSWORD });
  if (!answer.ok) throw new Error(`login was refused: ${answer.refusal.code}`);
  return answer.result.session.sessionId;
}
