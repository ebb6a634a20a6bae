import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CounterKind } from '#domain/clinics/counter-kind.ts';
import type { Role } from '#domain/kernel/roles.ts';
import type { Admin } from '../admin-client.ts';
import { type PlannedClinic, setUpPlannedClinic } from '../clinic-plan.ts';
import { granted } from '../counter-client.ts';
import { codeThrough, openCuttableLink } from '../cuttable-link.ts';
import { Random } from '../random.ts';
import { startServer } from '../server-process.ts';
import { account } from './account.ts';
import { type Counter, openCounter, until, untilSynced } from './counters.ts';
import type { DayReport } from './report.ts';
import { openServerRecords } from './server-records.ts';
import { allInStep, checkIn, closeTill, collectReady, completePaid, consultWaiting, importPatients, openTill } from './work.ts';

const TERMINAL = fileURLToPath(new URL('../terminal.ts', import.meta.url));
const PASSWORD = 'a day of rehearsal';
const SEATS: readonly { name: string; kind: CounterKind; login: string; roles: readonly Role[]; doctor?: string }[] = [
  { name: 'Reception', kind: 'reception', login: 'reception', roles: ['front-desk'] },
  { name: 'Cashier 1', kind: 'cashier', login: 'cashier1', roles: ['cashier'] },
  { name: 'Cashier 2', kind: 'cashier', login: 'cashier2', roles: ['cashier'] },
  { name: 'Room 1', kind: 'consulting', login: 'doctor1', roles: ['doctor'], doctor: 'Doctor One' },
  { name: 'Back office', kind: 'back-office', login: 'manager', roles: ['manager'] },
];

export interface DayOptions {
  readonly folder: string;
  readonly patientsCsv: string;
  readonly patientsFile: string;
  readonly visits: number;
  readonly seed: number;
  /** Hears what the day is at. */
  readonly tell: (line: string) => void;
}

interface Day {
  readonly clinic: PlannedClinic;
  readonly reception: Counter;
  readonly cashiers: readonly [Counter, Counter];
  readonly room: Counter;
  readonly backOffice: Counter;
  readonly all: readonly Counter[];
  readonly random: Random;
  readonly patientIds: readonly string[];
  readonly doctorIds: readonly string[];
  readonly tell: DayOptions['tell'];
  /** The end of the clinic's order at the server. */
  readonly head: () => Promise<number>;
}

/** Lives the day and gives its account. Everything it started has ended when it returns or throws. */
export async function workDay(options: DayOptions): Promise<DayReport> {
  const server = await startServer(join(options.folder, 'server'));
  const records = await openServerRecords(server.dataDir);
  const opened: Counter[] = [];
  try {
    const clinic = await setUpPlannedClinic(server.admin, {
      name: 'Rehearsal Clinic',
      branch: { name: 'Main branch', code: 'MAIN' },
      counters: SEATS.map(({ name, kind }) => ({ name, kind })),
      doctors: [{ name: 'Doctor One', speciality: 'Dentistry', registrationNumber: 'R-1' }],
      administrator: { login: 'owner', name: 'Owner' },
      people: SEATS.map(({ name, login, roles, doctor }) => ({ login, name: `${name} person`, roles, doctor, counters: [name] })),
      password: PASSWORD,
    });
    for (const seat of SEATS) opened.push(await open(seat, clinic, server.admin, server.address, options.folder));
    const day = await morning(opened, clinic, () => records.head(clinic.clinicId), options);
    const atLock = await liveThrough(day, options.visits);
    options.tell('The day is over; everything is compared.');
    await Promise.all(opened.map((counter) => counter.stop()));
    return await account({ counters: opened, clinic, admin: server.admin, records, serverDataDir: server.dataDir, ...atLock });
  } finally {
    for (const counter of opened) await counter.stop().then(counter.link.close);
    await records.close();
    await server.stop();
  }
}

async function open(
  seat: (typeof SEATS)[number],
  clinic: PlannedClinic,
  admin: Admin,
  serverAddress: string,
  folder: string,
): Promise<Counter> {
  const { name, kind, login } = seat;
  const counterId = clinic.counters.find((counter) => counter.name === name)?.counterId ?? '';
  const { code } = await admin.inClinic(clinic.clinicId)('createEnrolmentCode', { counterId });
  const link = await openCuttableLink(serverAddress);
  const dataDir = join(folder, login);
  return openCounter({
    name,
    kind,
    login,
    module: TERMINAL,
    dataDir,
    code: codeThrough(code, link),
    machineId: `machine of ${login}`,
    link,
    password: PASSWORD,
  });
}

async function morning(
  all: readonly Counter[],
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
    ...{ clinic, reception, room, backOffice, all, tell, head },
    cashiers: [cashier1, cashier2],
    random: new Random(seed),
    patientIds: imported,
    doctorIds: doctors.map(({ id }) => id),
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

/** The visits in five stretches, each with another counter cut off; the last one stays cut off over the lock. */
async function liveThrough(day: Day, visits: number): Promise<{ date: string; atLock: unknown }> {
  const { reception, room, backOffice, cashiers, tell } = day;
  const stretch = share(visits, 5);
  const [first = 0, second = 0, third = 0, fourth = 0, fifth = 0] = stretch;

  tell(`${first} visits with everybody online.`);
  await arrive(day, first);
  await treatAndCollect(day, first);

  tell(`${second} visits check in while the reception is cut off.`);
  reception.link.cut();
  await arrive(day, second);
  await mend(reception);
  await treatAndCollect(day, second);

  tell(`${third} visits are treated while the consulting room is cut off.`);
  await arrive(day, third);
  await waitingAt(room, third);
  room.link.cut();
  await consultWaiting(room, day.random, third);
  await mend(room);
  await collectAll(day, third);

  tell(`${fourth} visits pay while the first cashier and the back office are cut off.`);
  await arrive(day, fourth);
  await treat(day, fourth);
  await readyAt(cashiers, fourth);
  cashiers[0].link.cut();
  backOffice.link.cut();
  await collectShared(day);
  granted(
    await backOffice.client.call.operations.addDoctor({ name: 'Doctor Two', speciality: 'General practice' }),
    'a new doctor, offline',
  );
  await mend(cashiers[0]);
  await mend(backOffice);

  tell(`${fifth} visits pay while the second cashier is cut off, and stays cut off over the lock.`);
  await arrive(day, fifth);
  await treat(day, fifth);
  await readyAt(cashiers, fifth);
  cashiers[1].link.cut();
  await collectShared(day);
  return evening(day);
}

async function evening(day: Day): Promise<{ date: string; atLock: unknown }> {
  const { clinic, reception, backOffice, cashiers, all, tell } = day;
  const connected = all.filter((counter) => counter !== cashiers[1]);
  await closeTill(cashiers[0]);
  await allInStep(connected, day.head);
  const { operations, queries } = backOffice.client.call;
  const { branchId } = clinic;
  const { date } = granted(await queries.dayChecklist({ branchId }), 'the checklist');
  await completePaid(reception, date);
  await allInStep(connected, day.head);
  const unforced = await operations.lockBusinessDay({ branchId, date });
  if (unforced.ok) throw new Error('the day was locked although a terminal is missing');
  const lock = await operations.lockBusinessDay({
    branchId,
    date,
    force: true,
    reason: 'Cashier 2 has had no network since the afternoon',
  });
  const locked = granted(lock, 'the forced lock');
  tell(`${date} is locked without ${locked.missing.join(', ')}.`);
  const atLock = granted(await queries.dayFigures({ branchId, date }), 'the figures at the lock').asClosed ?? locked.figures;

  tell('The second cashier closes and comes back.');
  await closeTill(cashiers[1]);
  await mend(cashiers[1]);
  await allInStep(all, day.head);
  await completePaid(reception, date);
  await allInStep(all, day.head);
  return { date, atLock };
}

async function mend(counter: Counter): Promise<void> {
  counter.link.mend();
  await untilSynced(counter);
}

async function arrive({ reception, random, patientIds, doctorIds }: Day, count: number): Promise<void> {
  for (let arrived = 0; arrived < count; arrived += 1) await checkIn(reception, random, patientIds, doctorIds);
}

async function treatAndCollect(day: Day, count: number): Promise<void> {
  await treat(day, count);
  await collectAll(day, count);
}

async function treat({ room, random }: Day, count: number): Promise<void> {
  let treated = 0;
  await until(`${count} patients are treated`, 120_000, async () => {
    treated += await consultWaiting(room, random, count - treated);
    return treated >= count;
  });
}

async function collectAll(day: Day, count: number): Promise<void> {
  let collected = 0;
  await until(`${count} bills are collected`, 120_000, async () => {
    collected += await collectShared(day);
    return collected >= count;
  });
}

/** The two cashiers share by token, so that no bill is collected twice. */
async function collectShared({ cashiers, random }: Day): Promise<number> {
  let collected = 0;
  for (const [turn, cashier] of cashiers.entries())
    collected += await collectReady(cashier, random, (token) => Number(token.split('-').at(-1)) % 2 === turn, 1000);
  return collected;
}

async function waitingAt(room: Counter, count: number): Promise<void> {
  await until(
    `${count} patients wait at ${room.name}`,
    60_000,
    async () => granted(await room.client.call.queries.doctorQueue({}), 'the queue').length >= count,
  );
}

async function readyAt(cashiers: readonly Counter[], count: number): Promise<void> {
  for (const cashier of cashiers)
    await until(
      `${count} bills wait at ${cashier.name}`,
      60_000,
      async () => granted(await cashier.client.call.queries.billingList({}), 'the list').length >= count,
    );
}

/** `count` in `parts` nearly equal parts. */
function share(count: number, parts: number): number[] {
  return Array.from(
    { length: parts },
    (_, part) => Math.floor((count * (part + 1)) / parts) - Math.floor((count * part) / parts),
  );
}
