import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { patient } from '#domain/patients/patient.ts';
import type { ReadableStore } from '#main/store/terminal-store.ts';
import { startChild } from '../../commands/child.ts';
import { connectCounter, granted } from '../../commands/counter-client.ts';
import { MACHINE, openRealClinic, PASSWORD, type RealTerminal } from '../fixtures/real-clinic.ts';
import { median, percentile, rounded, sampled } from './figures.ts';
import { imaginedPatient, typed } from './imagined-patients.ts';

const SHELL = fileURLToPath(new URL('../../commands/terminal.ts', import.meta.url));
const PATIENTS = 200_000;
/** As many as one import takes. */
const ROWS = 100;
const ROUNDS = 5;
const SEARCHES = 60;
const SHOWN = 20;

export interface SearchFigures {
  readonly patients: number;
  readonly storeP99Us: number;
  readonly windowP99Ms: number;
}

/**
 * Looking for patients as one types, a search at every key from the first: names, phone numbers and patient numbers, among
 * 200,000. At the store, and over the browser shell's WebSocket to a terminal in a process of its own.
 */
export async function searchBench(parent: string): Promise<SearchFigures> {
  const folder = join(parent, 'search');
  const clinic = await openRealClinic(folder);
  try {
    const office = await clinic.enrol('Back office');
    await importPatients(office);
    const storeP99Us = await searchStore(office.terminal.store);
    await office.terminal.close();
    const windowP99Ms = await searchWindow(office.dataDir);
    return { patients: PATIENTS, storeP99Us, windowP99Ms };
  } finally {
    await clinic.server.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function importPatients(office: RealTerminal): Promise<void> {
  for (let first = 0; first < PATIENTS; first += ROWS) {
    const rows = Array.from({ length: ROWS }, (_, index) => ({ row: index + 2, ...imaginedPatient(first + index) }));
    await office.done('importPatients', { rows });
  }
}

async function searchStore({ reader }: ReadableStore): Promise<number> {
  const rounds: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const texts = textsOf(round);
    const samples = await sampled(texts.length, (index) => reader.search(patient, texts[index] ?? '', SHOWN));
    rounds.push(percentile(samples, 0.99));
  }
  return rounded(1000 * median(rounds));
}

/** The window's part: the same searches through session, query and WebSocket, answered as a screen gets them. */
async function searchWindow(dataDir: string): Promise<number> {
  const linkOf = (message: unknown) => (message as { ready?: boolean; link?: string }).link;
  const shell = await startChild(SHELL, ['--data', dataDir, '--no-open'], linkOf, { COUNTERFOIL_MACHINE_ID: MACHINE });
  const counter = await connectCounter(shell.ready);
  try {
    granted(await counter.call.session.login({ login: 'manager', password: PASSWORD }), 'login');
    const rounds: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const texts = textsOf(round);
      const search = async (index: number) =>
        granted(await counter.call.queries.patientSearch({ text: texts[index] ?? '', limit: SHOWN }), 'patientSearch');
      rounds.push(percentile(await sampled(texts.length, search), 0.99));
    }
    return rounded(median(rounds), 1);
  } finally {
    counter.close();
    await shell.stop();
  }
}

/** What is in the field after each key, one search after another; another set in every round. */
function textsOf(round: number): string[] {
  return Array.from({ length: SEARCHES }, (_, index) => typed((round * SEARCHES + index) * 2_741)).flat();
}
