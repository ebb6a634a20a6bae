import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { addDays } from '#domain/kernel/calendar.ts';
import { isRefusal } from '#domain/kernel/refusal.ts';
import { queries } from '#domain/registry.ts';
import type { Terminal } from '#main/terminal.ts';
import { enrolmentCodeText, newEnrolmentSecret } from '#protocol/enrolment-code.ts';
import { granted } from '../../commands/counter-client.ts';
import { openTerminal } from '../fixtures/real-clinic.ts';
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
}

/** A back office with a year's entries: the fraud pack over all of it, in the store. */
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
  const context = { ...year.manager, reader: store.reader, nowMs: year.nowMs, businessDate: '', contacts: [] };
  const to = new Date(year.nowMs).toISOString().slice(0, 10);
  const dates = { branchId: context.place.branchId, from: addDays(to, -400), to };
  const pack = queries.fraudPack.read(dates, context);
  const packMs = await sampled(ROUNDS, () => queries.fraudPack.read(dates, context));
  const asked = queries.watchNotes.input.parse({ ...dates, kinds: ['reprint'], userId: year.manager.actor.userId });
  const worst = pack.rules.find(({ name }) => name === 'reprints')?.rows[0]?.id ?? asked.userId;
  const notesMs = await sampled(ROUNDS, () => queries.watchNotes.read({ ...asked, userId: worst }, context));
  if (isRefusal(pack) || pack.days.length < 2) throw new Error('the fraud pack is empty');
  return {
    entries: ENTRIES,
    fraudPackMs: rounded(median(packMs), 1),
    notesMs: rounded(median(notesMs), 1),
    alerts: pack.rules.reduce((sum, { alerts }) => sum + alerts, 0),
  };
}
