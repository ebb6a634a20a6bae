import { rmSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { addDays } from '#domain/kernel/calendar.ts';
import type { QueryContext } from '#domain/kernel/operation.ts';
import { queries } from '#domain/registry.ts';
import type { FraudPack } from '#domain/watch/fraud-pack.ts';
import type { Terminal } from '#main/terminal.ts';
import { enrolmentCodeText, newEnrolmentSecret } from '#protocol/enrolment-code.ts';
import { granted } from '../../commands/counter-client.ts';
import { openTerminal } from '../fixtures/real-clinic.ts';
import { dayCloseReads } from './day-close-reads.ts';
import { median, rounded, sampled } from './figures.ts';
import { ImaginedYear } from './imagined-year.ts';

const ENTRIES = 300_000;
const ROUNDS = 7;

export interface WatchFigures {
  readonly entries: number;
  /** All rules over the year. */
  readonly fraudPackMs: number;
  /** The single entries behind one row of it. */
  readonly notesMs: number;
  /** Of the rows a manager sees. */
  readonly alerts: number;
  /** Rules that the imagined year has nothing for; they read nothing. */
  readonly silentRules: readonly string[];
  /** What the back office looks at all the time: the alerts that nobody has seen. */
  readonly alertsMs: number;
  /** All that the day close shows, in all its parts. */
  readonly dayCloseMs: number;
  /** The same, read by read. */
  readonly dayCloseReadsMs: Readonly<Record<string, number>>;
  /** Processes that wanted a core in the last minute (1-minute load average), of `cores`. */
  readonly load: number;
  readonly cores: number;
}

/** A back office with a year's entries: the fraud pack over all of it and the day close, in the store. */
export async function watchBench(parent: string): Promise<WatchFigures> {
  const dataDir = join(parent, 'watch');
  const year = new ImaginedYear(ENTRIES, 'back-office');
  const terminal = await openTerminal(dataDir, { transportFor: () => year.link() });
  try {
    const secret = newEnrolmentSecret(year.clinicId);
    granted(await terminal.enrol(enrolmentCodeText({ address: 'https://127.0.0.1:9', fingerprint: null, secret })), 'enrol');
    const position = terminal.store.position();
    if (position !== ENTRIES) throw new Error(`the terminal took ${position} of ${ENTRIES} entries`);
    return await measured(terminal, year);
  } finally {
    await terminal.close();
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function measured({ store }: Terminal, year: ImaginedYear): Promise<WatchFigures> {
  const { nowMs, contacts } = year;
  const to = new Date(nowMs).toISOString().slice(0, 10);
  const context: QueryContext = { ...year.manager, reader: store.reader, nowMs, businessDate: to, contacts };
  const branchId = context.place.branchId ?? '';
  const dates = { branchId, from: addDays(to, -400), to };
  const pack = queries.fraudPack.read(dates, context);
  const packMs = await sampled(ROUNDS, () => queries.fraudPack.read(dates, context));
  const alertsMs = await sampled(ROUNDS, () => queries.watchAlerts.read({ branchId }, context));
  const userId = pack.rules.find(({ name }) => name === 'reprints')?.rows[0]?.id ?? null;
  const asked = queries.watchNotes.input.parse({ ...dates, kinds: ['reprint'], userId });
  const notesMs = await sampled(ROUNDS, () => queries.watchNotes.read(asked, context));
  return {
    entries: ENTRIES,
    fraudPackMs: rounded(median(packMs), 1),
    notesMs: rounded(median(notesMs), 1),
    alerts: pack.rules.reduce((sum, { alerts }) => sum + alerts, 0),
    silentRules: silent(pack),
    alertsMs: rounded(median(alertsMs), 1),
    ...(await dayClose(branchId, to, context)),
    load: rounded(loadavg()[0] ?? 0, 1),
    cores: availableParallelism(),
  };
}

/** A rule that finds nothing in the imagined year is measured reading nothing. */
function silent({ rules }: FraudPack): readonly string[] {
  return rules.filter(({ rows }) => rows.length === 0).map(({ name }) => name);
}

async function dayClose(
  branchId: string,
  today: string,
  context: QueryContext,
): Promise<Pick<WatchFigures, 'dayCloseMs' | 'dayCloseReadsMs'>> {
  const reads = Object.entries(dayCloseReads(branchId, today));
  const allMs = await sampled(ROUNDS, () => reads.map(([, read]) => read(context)));
  const dayCloseReadsMs: Record<string, number> = {};
  for (const [name, read] of reads) dayCloseReadsMs[name] = rounded(median(await sampled(ROUNDS, () => read(context))), 1);
  return { dayCloseMs: rounded(median(allMs), 1), dayCloseReadsMs };
}
