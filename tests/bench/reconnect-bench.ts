import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { doctor } from '#domain/doctors/doctor.ts';
import { type Child, startChild } from '../../commands/child.ts';
import { startServer } from '../../commands/server-process.ts';
import { openRealClinic, type RealTerminal } from '../fixtures/real-clinic.ts';
import { openBareLog } from './bare-log.ts';
import { bareSync } from './bare-sync.ts';
import { copyFolder } from './copy-folder.ts';
import { median, rounded, timed } from './figures.ts';

const TERMINAL = fileURLToPath(new URL('./terminal-process.ts', import.meta.url));
const ENTRIES = 50_000;
const ROUNDS = 3;
const COPY_BATCH = 1000;

export interface ReconnectFigures {
  readonly entries: number;
  /** Until the server has all of them durable, checked and projected. */
  readonly serverMs: number;
  /** From the same moment until another terminal, online all the while, has folded them. */
  readonly secondTerminalMs: number;
  /** What the two take for a bare hash-chained log of the same entries, without any rule: see `bareSync`. */
  readonly bareServerMs: number;
  readonly bareSecondTerminalMs: number;
  /** `serverMs / bareServerMs` and `secondTerminalMs / bareSecondTerminalMs`, medians of rounds that lie side by side. */
  readonly ratioServer: number;
  readonly ratioSecondTerminal: number;
  /** The same bytes read from one bare SQLite table and put into another, a thousand to a durable transaction. */
  readonly bareCopyMs: number;
}

/**
 * A reception that worked 50,000 entries without network (registrations and check-ins, in turns) is online again. Server,
 * its PostgreSQL and both terminals are processes of their own, talking over TLS on loopback.
 */
export async function reconnectBench(parent: string): Promise<ReconnectFigures> {
  const folder = join(parent, 'reconnect');
  const { port, texts } = await prepare(folder);
  const rounds: Round[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const ours = await reconnect(folder, port, round);
    rounds.push({ ours, bare: await bareRound(folder, texts, round) });
  }
  const copies = [];
  for (let round = 0; round < ROUNDS; round++) copies.push(await copyBare(folder, texts, round));
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  const middle = (of: (round: Round) => number) => median(rounds.map(of));
  return {
    entries: ENTRIES,
    serverMs: rounded(middle(({ ours }) => ours.serverMs)),
    secondTerminalMs: rounded(middle(({ ours }) => ours.secondTerminalMs)),
    bareServerMs: rounded(middle(({ bare }) => bare.serverMs)),
    bareSecondTerminalMs: rounded(middle(({ bare }) => bare.secondTerminalMs)),
    ratioServer: rounded(
      middle(({ ours, bare }) => ours.serverMs / bare.serverMs),
      2,
    ),
    ratioSecondTerminal: rounded(
      middle(({ ours, bare }) => ours.secondTerminalMs / bare.secondTerminalMs),
      2,
    ),
    bareCopyMs: rounded(median(copies)),
  };
}

interface Took {
  readonly serverMs: number;
  readonly secondTerminalMs: number;
}

interface Round {
  readonly ours: Took;
  readonly bare: Took;
}

async function bareRound(folder: string, texts: readonly string[], round: number): Promise<Took> {
  const now = join(folder, `bare-${round}`);
  mkdirSync(now);
  try {
    return await bareSync(now, texts);
  } finally {
    rmSync(now, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Server and terminals as they stand before the network is back; every round begins from a copy. */
async function prepare(folder: string): Promise<{ port: number; texts: readonly string[] }> {
  const clinic = await openRealClinic(join(folder, 'before'));
  const reception = await clinic.enrol('Reception');
  const cashier = await clinic.enrol('Cashier');
  await reception.terminal.syncOnce();
  await cashier.terminal.syncOnce();
  await cashier.terminal.close();
  await workOffline(reception);
  const texts = entriesOf(reception).map((entry) => JSON.stringify(entry));
  await reception.terminal.close();
  const port = Number(new URL(clinic.server.address).port);
  await clinic.server.stop();
  return { port, texts };
}

async function workOffline(reception: RealTerminal): Promise<void> {
  const doctorId = reception.terminal.store.reader.find(doctor, {})[0]?.id;
  for (let index = 0; reception.terminal.store.backlog() < ENTRIES; index++) {
    const phone = `9${String(index).padStart(9, '0')}`;
    const who = { phone, name: `Asha Patient ${index}`, sex: 'female', birthDate: '1980-02-29', doctorId };
    const { patientId } = await reception.done<{ patientId: string }>('registerPatient', who);
    if (reception.terminal.store.backlog() < ENTRIES) await reception.done('checkInPatient', { patientId, doctorId });
  }
}

function entriesOf({ terminal: { store } }: RealTerminal) {
  return store.entriesAfter(store.head().seq - ENTRIES, ENTRIES);
}

async function reconnect(folder: string, port: number, round: number): Promise<Took> {
  const now = join(folder, `round-${round}`);
  copyFolder(join(folder, 'before'), now);
  const server = await startServer(join(now, 'server'), port);
  const terminals: Child<true>[] = [];
  try {
    for (const login of ['reception', 'cashier']) terminals.push(await openProcess(join(now, login)));
    const [reception, cashier] = terminals as [Child<true>, Child<true>];
    const startedMs = performance.timeOrigin + performance.now();
    const [sent, folded] = await Promise.all([sync(reception, ENTRIES, ENTRIES), sync(cashier, 0, ENTRIES)]);
    return { serverMs: sent.heldAtMs - startedMs, secondTerminalMs: folded.foldedAtMs - startedMs };
  } finally {
    for (const terminal of terminals) await terminal.stop();
    await server.stop();
    rmSync(now, { recursive: true, force: true, maxRetries: 5 });
  }
}

function openProcess(dataDir: string): Promise<Child<true>> {
  return startChild(TERMINAL, [dataDir], (message) => (message as { ready?: true }).ready);
}

function sync(terminal: Child<true>, sent: number, folded: number): Promise<{ heldAtMs: number; foldedAtMs: number }> {
  const synced = (message: unknown) => (message as { synced?: { heldAtMs: number; foldedAtMs: number } }).synced;
  return terminal.ask({ sync: { sent, folded } }, synced, 120_000);
}

async function copyBare(folder: string, texts: readonly string[], round: number): Promise<number> {
  const from = openBareLog(folder, `from-${round}.sqlite`);
  from.insertAll(texts);
  const to = openBareLog(folder, `to-${round}.sqlite`);
  const { ms } = await timed(() => {
    const all = from.all();
    for (let at = 0; at < all.length; at += COPY_BATCH) to.insertAll(all.slice(at, at + COPY_BATCH));
  });
  from.close();
  to.close();
  return ms;
}
