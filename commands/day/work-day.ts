import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Admin } from '../admin-client.ts';
import { type PlannedClinic, setUpPlannedClinic } from '../clinic-plan.ts';
import { granted } from '../counter-client.ts';
import { codeThrough, openCuttableLink } from '../cuttable-link.ts';
import { Random } from '../random.ts';
import { startServer } from '../server-process.ts';
import { account } from './account.ts';
import { type Counter, openCounter } from './counters.ts';
import { openTill } from './drawer.ts';
import { Attempts, attemptsTable } from './fraud/attempts.ts';
import { openPatchedCounter, type PatchedCounter } from './fraud/patched-counter.ts';
import { CLINIC, type Day, type DayOptions, PASSWORD, PATCHED_SEAT, SEATS, type Seat } from './plan.ts';
import type { DayReport } from './report.ts';
import { openServerRecords } from './server-records.ts';
import { liveThrough } from './stretches.ts';
import { allInStep, importPatients } from './work.ts';

const TERMINAL = fileURLToPath(new URL('../terminal.ts', import.meta.url));

/** Lives the day and gives its account. Everything it started has ended when it returns or throws. */
export async function workDay(options: DayOptions): Promise<DayReport> {
  const { folder, tell } = options;
  const server = await startServer(join(folder, 'server'));
  const records = await openServerRecords(server.dataDir);
  const opened: Counter[] = [];
  try {
    const clinic = await setUpPlannedClinic(server.admin, CLINIC);
    for (const seat of SEATS) opened.push(await open(seat, clinic, server.admin, server.address, folder));
    const patched = await openPatched(clinic, server.admin, server.address, folder);
    opened.push(patched);
    const day = await morning(opened, patched, clinic, () => records.head(clinic.clinicId), options);
    const lock = await liveThrough(day, options.visits);
    tell('The day is over; everything is compared.');
    await day.attempts.look();
    await Promise.all(opened.map((counter) => counter.stop()));
    const { admin, dataDir: serverDataDir } = server;
    const { attempts } = day;
    const report = await account({ counters: opened, clinic, admin, records, serverDataDir, folder, ...lock, attempts });
    for (const line of attemptsTable(report.fraud)) tell(line);
    return report;
  } finally {
    for (const counter of opened) await counter.stop().then(counter.link.close);
    await records.close();
    await server.stop();
  }
}

async function codeFor(name: string, clinic: PlannedClinic, admin: Admin): Promise<string> {
  const counterId = clinic.counters.find((counter) => counter.name === name)?.counterId ?? '';
  return (await admin.inClinic(clinic.clinicId)('createEnrolmentCode', { counterId })).code;
}

async function open(
  { name, kind, login }: Seat,
  clinic: PlannedClinic,
  admin: Admin,
  serverAddress: string,
  folder: string,
): Promise<Counter> {
  const code = await codeFor(name, clinic, admin);
  const link = await openCuttableLink(serverAddress);
  return openCounter({
    ...{ name, kind, login, link },
    module: TERMINAL,
    dataDir: join(folder, login),
    code: codeThrough(code, link),
    machineId: `machine of ${login}`,
    password: PASSWORD,
  });
}

async function openPatched(clinic: PlannedClinic, admin: Admin, serverAddress: string, folder: string): Promise<PatchedCounter> {
  const { name, login } = PATCHED_SEAT;
  const code = await codeFor(name, clinic, admin);
  return openPatchedCounter(join(folder, login), code, await openCuttableLink(serverAddress));
}

async function morning(
  all: readonly Counter[],
  patched: PatchedCounter,
  clinic: PlannedClinic,
  head: Day['head'],
  { patientsCsv, patientsFile, seed, tell }: DayOptions,
): Promise<Day> {
  const [reception, cashier1, cashier2, room, backOffice] = all;
  if (!reception || !cashier1 || !cashier2 || !room || !backOffice) throw new Error('a counter is missing');
  const { added, refused } = await importPatients(backOffice, patientsCsv, patientsFile);
  tell(`${added} patients imported, ${refused} rows refused.`);
  await allInStep(all, head);
  const { imported } = await patientsAt(reception, patientsCsv);
  const doctors = granted(await reception.client.call.queries.doctorsList({}), 'the doctors');
  for (const cashier of [cashier1, cashier2]) await openTill(cashier);
  return {
    ...{ clinic, reception, room, backOffice, patched, all, tell, head },
    cashiers: [cashier1, cashier2],
    random: new Random(seed),
    patientIds: imported,
    doctorIds: doctors.map(({ id }) => id),
    ...{ dues: [], receipts: [], turn: { next: 0 }, attempts: new Attempts() },
  };
}

/** Some of the imported patients, found as a receptionist would: by typing the beginning of a name. */
async function patientsAt(reception: Counter, patientsCsv: string): Promise<{ imported: string[] }> {
  const words = new Set(patientsCsv.match(/\p{L}{3,}/gu)?.map((word) => word.slice(0, 3).toLowerCase()));
  const found = new Set<string>();
  for (const text of [...words].slice(0, 60)) {
    const matches = granted(await reception.client.call.queries.patientSearch({ text }), 'a search');
    for (const { id } of matches) found.add(id);
  }
  return { imported: [...found].sort() };
}
