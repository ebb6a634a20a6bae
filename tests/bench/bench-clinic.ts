import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { CounterKind } from '#domain/clinics/counter-kind.ts';
import { plainTerminal } from '#main/plain-terminal.ts';
import type { Terminal } from '#main/terminal.ts';
import type { TerminalParts } from '#main/terminal-parts.ts';
import { type PlannedClinic, setUpPlannedClinic } from '../../commands/clinic-plan.ts';
import { granted } from '../../commands/counter-client.ts';
import { type ServerProcess, startServer } from '../../commands/server-process.ts';

export const PASSWORD = 'a long enough one';

const SEATS: readonly { readonly name: string; readonly kind: CounterKind; readonly login: string }[] = [
  { name: 'Reception', kind: 'reception', login: 'reception' },
  { name: 'Cashier', kind: 'cashier', login: 'cashier' },
  { name: 'Room', kind: 'consulting', login: 'doctor' },
  { name: 'Back office', kind: 'back-office', login: 'manager' },
];
export type SeatName = 'Reception' | 'Cashier' | 'Room' | 'Back office';
const ROLES = { reception: 'front-desk', cashier: 'cashier', doctor: 'doctor', manager: 'manager' } as const;

/** A clinic on a real server in a process of its own. */
export interface BenchClinic {
  readonly server: ServerProcess;
  readonly clinic: PlannedClinic;
  /** Enrols the machine of a counter, with nothing done by itself: who measures says when it syncs. */
  enrol(seat: SeatName): Promise<BenchTerminal>;
}

export interface BenchTerminal {
  readonly terminal: Terminal;
  readonly dataDir: string;
  /** Of who works here. */
  readonly sessionId: string;
  /** Runs an operation that must go through. */
  done<Result>(operation: string, input: unknown): Promise<Result>;
}

export async function openBenchClinic(folder: string): Promise<BenchClinic> {
  mkdirSync(folder, { recursive: true });
  const server = await startServer(join(folder, 'server'));
  const clinic = await setUpPlannedClinic(server.admin, {
    name: 'Measured Clinic',
    branch: { name: 'Main branch', code: 'MAIN' },
    counters: SEATS.map(({ name, kind }) => ({ name, kind })),
    doctors: [{ name: 'Dr Rao', speciality: 'Dentistry', registrationNumber: 'M-1' }],
    administrator: { login: 'owner', name: 'Owner' },
    people: SEATS.map(({ name, login }) => ({
      login,
      name: `At ${name}`,
      roles: [ROLES[login as keyof typeof ROLES]],
      counters: [name],
      doctor: login === 'doctor' ? 'Dr Rao' : undefined,
    })),
    password: PASSWORD,
  });
  return {
    server,
    clinic,
    async enrol(name) {
      const counter = clinic.counters.find((one) => one.name === name);
      const seat = SEATS.find((one) => one.name === name);
      if (!counter || !seat) throw new Error(`there is no counter ${name}`);
      const { code } = await server.admin.inClinic(clinic.clinicId)('createEnrolmentCode', { counterId: counter.counterId });
      const dataDir = join(folder, seat.login);
      const terminal = await openTerminal(dataDir);
      granted(await terminal.enrol(code), 'enrol');
      return signIn(terminal, dataDir, seat.login);
    },
  };
}

/** A terminal that syncs only when told, on a machine named after its folder. */
export function openTerminal(dataDir: string, other: Partial<TerminalParts> = {}): Promise<Terminal> {
  return plainTerminal(dataDir, { manual: true, machineId: async () => MACHINE, ...other });
}

/** Passed to processes of terminals too (`COUNTERFOIL_MACHINE_ID`). */
export const MACHINE = 'the measuring machine';

export async function signIn(terminal: Terminal, dataDir: string, login: string): Promise<BenchTerminal> {
  const { session } = granted(await terminal.sessions.login({ login, password: PASSWORD }), 'login');
  const { sessionId } = session;
  return {
    terminal,
    dataDir,
    sessionId,
    async done(operation, input) {
      return granted(await terminal.execute(sessionId, operation, input), operation) as never;
    },
  };
}
