import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { service } from '#domain/catalogue/service.ts';
import { patient } from '#domain/patients/patient.ts';
import { house } from '#domain/registry.ts';
import { storeFileOf } from '#main/store/open-terminal-store.ts';
import { verifyTerminalStore } from '#main/store/verify-terminal-store.ts';
import { openRealClinic, openTerminal, type RealClinic, signIn } from '../fixtures/real-clinic.ts';

let folder: string;
let clinic: RealClinic;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'counterfoil-updated-'));
  clinic = await openRealClinic(folder);
}, 180_000);
afterAll(async () => {
  await clinic.server.stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** As an older program left it, whose records of services did not say yet what they are taxed at. */
function madeOlder(file: string): void {
  const db = new Database(file);
  try {
    db.exec(`UPDATE base_record SET body = json_remove(body, '$.taxRateBasisPoints') WHERE record = 'service'`);
    db.prepare("UPDATE meta SET value = ? WHERE name LIKE '%-fingerprint'").run('older');
  } finally {
    db.close();
  }
}

it('a terminal whose program was updated takes the records it began from anew, keeps its own work and misses no entry', async () => {
  const { terminal, dataDir } = await clinic.enrol('Back office');
  const reception = await clinic.enrol('Reception');
  const who = { phone: '9876543210', sex: 'other', ageYears: 40 };
  const doctorId = (await clinic.server.admin.inClinic(clinic.clinic.clinicId)('addDoctor', {
    ...{ name: 'Dr New', speciality: 'Dentistry', registrationNumber: 'M-2', phone: '' },
  })) as { doctorId: string };
  await reception.terminal.syncOnce();
  await reception.done('registerPatient', { ...who, name: 'Before', ...doctorId });
  await reception.terminal.syncOnce();
  await terminal.syncOnce();
  const kept = terminal.store.reader.find(service, {}, { orderBy: 'code' });
  expect(kept.length).toBeGreaterThan(3);
  await terminal.close();
  madeOlder(storeFileOf(dataDir));
  await reception.done('registerPatient', { ...who, name: 'Meanwhile', ...doctorId });
  await reception.terminal.syncOnce();

  const updated = await openTerminal(dataDir);
  expect(updated.store.beganOlder()).toBe(true);
  expect(updated.store.reader.find(service, {})[0]).not.toHaveProperty('taxRateBasisPoints');
  const again = await signIn(updated, dataDir, 'manager');
  await updated.syncOnce();
  expect(updated.store.beganOlder()).toBe(false);
  expect(updated.store.reader.find(service, {}, { orderBy: 'code' })).toEqual(kept);
  const names = updated.store.reader.find(patient, {}).map(({ name }) => name);
  expect(names.sort()).toEqual(['Before', 'Meanwhile']);
  const registered = updated.store.log({ limit: 100, operations: ['registerPatient'] });
  expect(registered).toHaveLength(2);
  await again.done('addDoctor', { name: 'Dr Newer', speciality: 'Dentistry', registrationNumber: 'M-3', phone: '' });
  await updated.syncOnce();
  expect(updated.store.backlog()).toBe(0);
  await updated.close();
  expect(verifyTerminalStore(storeFileOf(dataDir), house)).toMatchObject({ fault: null, differs: null });
  await reception.terminal.close();
}, 180_000);
