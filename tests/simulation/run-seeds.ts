import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { type Child, startChild } from '../../commands/child.ts';
import { Clinic } from './clinic.ts';
import { broken } from './invariants.ts';
import type { SimulatedCentre } from './simulated-centre.ts';
import { workDay } from './simulated-day.ts';

export interface SeedReport {
  readonly seed: number;
  readonly operations: number;
  readonly entries: number;
  readonly faultCounts: Readonly<Record<string, number>>;
  /** What does not hold; empty when the seed passed. */
  readonly faults: readonly string[];
  /** Equal in every run of a seed. */
  readonly trace: string;
  readonly ms: number;
}

export interface Summary {
  readonly seeds: number;
  readonly from: number;
  readonly failed: readonly number[];
  readonly operations: number;
  readonly faults: Readonly<Record<string, number>>;
  readonly ms: number;
}

/** Ctrl-C, as shells count it. Databases would go on without us. */
const INTERRUPTED = 130;

const SEED_PROCESS = fileURLToPath(new URL('./seed-process.ts', import.meta.url));
/** More would only wait for one another's disk. */
const MOST_PROCESSES = 8;
/** A seed takes seconds; one that takes minutes has stopped for good. */
const SEED_MS = 180_000;

/** Runs seeds in as many processes as there are cores, each with a database of its own; every seed is a clinic of its own. */
export async function runSeeds(asked: { seeds: number; from: number; tell: (report: SeedReport) => void }): Promise<Summary> {
  const startedMs = performance.now();
  const reports: SeedReport[] = [];
  const processes: Child<true>[] = [];
  const endAll = () => Promise.all(processes.map((one) => one.stop()));
  const interrupted = (): void => void endAll().finally(() => process.exit(INTERRUPTED));
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  let next = asked.from;
  const work = async (one: Child<true>): Promise<void> => {
    while (next < asked.from + asked.seeds) {
      const seed = next++;
      const report = await one.ask({ seed }, (message) => reportOf(message, seed), SEED_MS);
      reports.push(report);
      asked.tell(report);
    }
  };
  try {
    const cores = Math.min(availableParallelism(), MOST_PROCESSES, asked.seeds);
    const started = Array.from({ length: cores }, async () => {
      const one = await startChild(SEED_PROCESS, [], (message) => (message as { ready?: true }).ready);
      processes.push(one);
      // While one seed waits for the database another goes on.
      await Promise.all([work(one), work(one)]);
    });
    await Promise.all(started);
  } finally {
    process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
    await endAll();
  }
  return summaryOf(asked, reports, performance.now() - startedMs);
}

function reportOf(message: unknown, seed: number): SeedReport | undefined {
  const { report } = message as { report?: SeedReport };
  return report?.seed === seed ? report : undefined;
}

function summaryOf({ seeds, from }: { seeds: number; from: number }, reports: readonly SeedReport[], ms: number): Summary {
  const faults: Record<string, number> = {};
  for (const { faultCounts } of reports)
    for (const [kind, count] of Object.entries(faultCounts)) faults[kind] = (faults[kind] ?? 0) + count;
  const failed = reports.filter((report) => report.faults.length > 0).map(({ seed }) => seed);
  const operations = reports.reduce((sum, report) => sum + report.operations, 0);
  return { seeds, from, failed: failed.sort((a, b) => a - b), operations, faults, ms: Math.round(ms) };
}

export async function runSeed(centre: SimulatedCentre, seed: number): Promise<SeedReport> {
  const startedMs = performance.now();
  const clinic = new Clinic(centre, seed);
  let faults: string[];
  let entries = 0;
  try {
    await clinic.setUp();
    const lock = await workDay(clinic);
    entries = await clinic.position();
    faults = await broken(clinic, lock);
  } catch (error) {
    faults = [...clinic.wrong, error instanceof Error ? (error.stack ?? error.message) : String(error)];
  } finally {
    await clinic.close();
  }
  const operations = clinic.terminals.reduce((sum, terminal) => sum + terminal.operations, 0);
  const trace = clinic.trace.digest('hex');
  return { seed, operations, entries, faultCounts: clinic.faults.counts, faults, trace, ms: performance.now() - startedMs };
}
