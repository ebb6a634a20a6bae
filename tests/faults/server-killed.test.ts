import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { doctor } from '#domain/doctors/doctor.ts';
import { patient } from '#domain/patients/patient.ts';
import { house } from '#domain/registry.ts';
import { storeFileOf } from '#main/store/open-terminal-store.ts';
import { verifyTerminalStore } from '#main/store/verify-terminal-store.ts';
import { Random } from '../../commands/random.ts';
import { type ServerProcess, startServer } from '../../commands/server-process.ts';
import { verifyServer } from '../../commands/verify-server.ts';
import { openRealClinic, type RealClinic, type RealTerminal } from '../fixtures/real-clinic.ts';

const KILLS = 4;
/** Worked without network before each: several batches. */
const PATIENTS_A_KILL = 2_200;
const PATIENTS = KILLS * PATIENTS_A_KILL;

let folder: string;
let clinic: RealClinic;
let server: ServerProcess;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'counterfoil-killed-'));
  chmodSync(folder, 0o755);
  clinic = await openRealClinic(folder);
  server = clinic.server;
});
afterEach(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** Ends the server without a word; with it, where asked, its PostgreSQL. */
async function kill({ process: child, dataDir }: ServerProcess, databaseToo: boolean): Promise<void> {
  const ended = once(child, 'exit');
  process.kill(child.pid as number, 'SIGKILL');
  if (databaseToo) {
    const [pid] = readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n');
    process.kill(Number(pid), 'SIGKILL');
  }
  await ended;
}

/** Works so long without network that sending takes more than a few moments. */
async function workOffline({ terminal, done }: RealTerminal, from: number): Promise<void> {
  const doctorId = terminal.store.reader.find(doctor, {})[0]?.id;
  for (let index = from; index < from + PATIENTS_A_KILL; index++) {
    const phone = `9${String(index).padStart(9, '0')}`;
    await done('registerPatient', { phone, name: `Patient ${index}`, sex: 'female', ageYears: 30, doctorId });
  }
}

describe('a server that is killed while a terminal sends', () => {
  it('has everything once when it is back, with its PostgreSQL killed or not', async () => {
    const random = new Random(2);
    const reception = await clinic.enrol('Reception');
    const port = Number(new URL(server.address).port);
    for (let killed = 0; killed < KILLS; killed++) {
      await workOffline(reception, killed * PATIENTS_A_KILL);
      const round = reception.terminal.syncOnce();
      await delay(random.between(20, 600));
      await kill(server, killed % 2 === 1);
      expect((await round).outcome).toMatch(/^(done|offline)$/);
      server = await startServer(server.dataDir, port);
    }
    while (reception.terminal.store.backlog() > 0) expect((await reception.terminal.syncOnce()).outcome).toBe('done');
    const { seq } = reception.terminal.store.head();
    await reception.terminal.close();
    expect(verifyTerminalStore(storeFileOf(reception.dataDir), house)).toMatchObject({
      fault: null,
      differs: null,
      entries: seq,
    });

    const office = await clinic.enrol('Back office');
    await office.terminal.syncOnce();
    const numbers = new Set<string>();
    for (let from = 0; from < PATIENTS; from += 500) {
      const range = { from: `P01-${pad(from + 1)}`, to: `P01-${pad(from + 500)}` };
      for (const { number } of office.terminal.store.reader.find(patient, { number: range }, { limit: 1000 }))
        numbers.add(number);
    }
    expect(numbers.size).toBe(PATIENTS);
    await office.terminal.close();
    expect(await verifyServer({ dataDir: server.dataDir })).toMatchObject({ ok: true, fault: null });
  });
});

function pad(sequence: number): string {
  return String(sequence).padStart(6, '0');
}
