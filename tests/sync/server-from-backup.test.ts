import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { copyFolder } from '../bench/copy-folder.ts';
import { Clinic, type Counter, login } from './clinic.ts';

const clinic = new Clinic('postgres');
let doctorId: string;
const soon = { timeout: 60_000, interval: 100 };

beforeAll(async () => {
  await clinic.start();
  const doctors = await clinic.admin.inClinic(clinic.planned.clinicId)('doctorsList', {});
  doctorId = doctors[0]?.id ?? '';
});
afterAll(() => clinic.close());

const synced = ({ terminal }: Counter) =>
  vi.waitFor(() => expect(terminal.state().sync).toMatchObject({ link: 'online', backlog: 0 }), soon);

function register({ terminal }: Counter, session: string, name: string) {
  return terminal.execute(session, 'registerPatient', { name, phone: '9876543210', ageYears: 41, sex: 'female', doctorId });
}

async function names({ terminal }: Counter, session: string): Promise<string[]> {
  const answer = await terminal.query(session, 'patientSearch', { text: '98765' });
  return answer.ok ? (answer.result as { name: string }[]).map(({ name }) => name).sort() : [answer.refusal.code];
}

it('a data folder put back from a copy is given again what terminals recorded, also by one that comes last', async () => {
  const [reception, cash] = [await clinic.enrolled('Reception'), await clinic.enrolled('Cash')];
  const [asha, ravi] = [await login(reception, 'asha'), await login(cash, 'ravi')];
  await register(reception, asha, 'Before');
  await Promise.all([synced(reception), synced(cash)]);
  const port = Number(new URL(clinic.server.address).port);
  await clinic.stopServer();
  const backup = join(clinic.folder, 'backup');
  copyFolder(clinic.serverFolder, backup);

  await clinic.startServer(port);
  await Promise.all([synced(reception), synced(cash)]);
  await register(reception, asha, 'Lost at the server');
  const { clinicId, branchId } = clinic.planned;
  await clinic.admin.inClinic(clinicId)('createCounter', { branchId, name: 'Lost counter', kind: 'reception' });
  await Promise.all([synced(reception), synced(cash)]);
  const seen = cash.terminal.store.position();
  cash.network.cut();
  await clinic.stopServer();
  rmSync(clinic.serverFolder, { recursive: true });
  copyFolder(backup, clinic.serverFolder);

  await clinic.startServer(port, true);
  await synced(reception);
  // The order grows past what the cashier's terminal had seen, and is another one.
  for (let n = 0; reception.terminal.store.position() <= seen + 3; n++) {
    await register(reception, asha, `After ${n}`);
    await synced(reception);
  }
  cash.network.mend();
  await synced(cash);
  await vi.waitFor(async () => expect(await names(cash, ravi)).toEqual(await names(reception, asha)), soon);
  expect(await names(cash, ravi)).toEqual(expect.arrayContaining(['After 0', 'Before', 'Lost at the server']));
  await vi.waitFor(() => expect(cash.terminal.store.checkpoint()?.root).toBe(reception.terminal.store.checkpoint()?.root), soon);
  // What the server itself had decided after the copy was made is gone, and nobody has it to send again.
  const counters = await clinic.admin.inClinic(clinicId)('countersList', {});
  expect(counters.map(({ name }) => name)).not.toContain('Lost counter');
});
