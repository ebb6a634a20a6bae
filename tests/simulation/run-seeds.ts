import { Clinic } from './clinic.ts';
import { broken } from './invariants.ts';
import { openCentre, type SimulatedCentre } from './simulated-centre.ts';
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

/** Ctrl-C, as shells count it. The database would go on without us. */
const INTERRUPTED = 130;

/** Seeds that are worked at the same time: while one waits for the database another goes on. */
const AT_ONCE = 4;

/** Runs seeds in one database, each as a clinic of its own with a time of its own. */
export async function runSeeds(asked: { seeds: number; from: number; tell: (report: SeedReport) => void }): Promise<Summary> {
  const startedMs = performance.now();
  const reports: SeedReport[] = [];
  const centre = await openCentre();
  let stopping = false;
  const interrupted = (): void => {
    stopping = true;
    void centre.close().finally(() => process.exit(INTERRUPTED));
  };
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  let next = asked.from;
  const work = async (): Promise<void> => {
    while (next < asked.from + asked.seeds) {
      const report = await runSeed(centre, next++);
      if (stopping) return;
      reports.push(report);
      asked.tell(report);
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  } finally {
    process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
    await centre.close();
  }
  return summaryOf(asked, reports, performance.now() - startedMs);
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
