import { z } from 'zod';
import { calendarDate } from '../kernel/calendar.ts';
import type { EntryFacts } from '../kernel/entry-facts.ts';
import { id, instantMs, text } from '../kernel/fields.ts';
import { defineRecord, type Handler, on, type RecordType } from '../kernel/record.ts';
import { noteDate } from './backdating.ts';
import { addDoings, type Doing, tallies } from './doing.ts';
import { MEANINGS } from './meanings.ts';

/** What is counted by day: `<branch id>:<date>:<id>`. The date is the one the entry says, whenever it arrived (see `noteDate`). */
function dayOf(entry: EntryFacts, doings: readonly Doing[], of: string): string {
  return `${entry.branchId ?? ''}:${noteDate(doings, entry)}:${of}`;
}

const day = { id: text(200), branchId: id, date: calendarDate, tallies };

/** What one person did on one day in one branch. */
export const personDayShape = z.object({ ...day, userId: id });
export type PersonDay = z.infer<typeof personDayShape>;

export const personDay: RecordType<PersonDay> = defineRecord({
  name: 'person-day',
  shape: personDayShape,
  stream: 'management',
  columns: ['branchId', 'date'],
  indexes: [['branchId', 'date']],
  handlers: added<PersonDay>(
    (_doings, entry) => [entry.actorId],
    (one, doings, entry, id) => ({
      ...begun(one, doings, entry, id),
      userId: entry.actorId,
      tallies: addDoings(one?.tallies ?? {}, doings),
    }),
  ),
});

/** From so long without word from the server, what is done counts as done alone. */
export const ALONE_FROM_MS = 60 * 60_000;

/** What one machine did on one day, in what rhythm, and how long it had worked alone. */
export const terminalDayShape = z.object({
  ...day,
  terminalId: id,
  /** When it last gave a number to a document that day, since its till was opened. */
  lastDocumentAtMs: instantMs.nullable(),
  /** The longest time between two numbered documents of one open till, and when it began. */
  longestGapMs: z.number().int().min(0),
  longestGapFromMs: instantMs.nullable(),
  /** Documents that say they are older than the one numbered before them. */
  backwards: z.number().int().min(0),
  /** The longest time since the server's last word when money was moved. */
  longestAloneMs: z.number().int().min(0),
  /** Money taken an hour and more after the server's last word. */
  takenAloneMinor: z.number().int().min(0),
  takenAlone: z.number().int().min(0),
});
export type TerminalDay = z.infer<typeof terminalDayShape>;

export const terminalDay: RecordType<TerminalDay> = defineRecord({
  name: 'terminal-day',
  shape: terminalDayShape,
  stream: 'management',
  columns: ['branchId', 'date'],
  indexes: [['branchId', 'date']],
  handlers: added<TerminalDay>(
    (_doings, entry) => [entry.terminalId],
    (one, doings, entry, id) => {
      const before = one ?? { ...NOTHING_YET, ...begun(undefined, doings, entry, id), terminalId: entry.terminalId, tallies: {} };
      const after = { ...before, tallies: addDoings(before.tallies, doings) };
      return { ...after, ...rhythm(before, doings, entry), ...alone(before, doings, entry) };
    },
  ),
});

const NOTHING_YET = {
  lastDocumentAtMs: null,
  longestGapMs: 0,
  longestGapFromMs: null,
  backwards: 0,
  longestAloneMs: 0,
  takenAloneMinor: 0,
  takenAlone: 0,
};

function begun(
  one: { id: string; branchId: string; date: string } | undefined,
  doings: readonly Doing[],
  entry: EntryFacts,
  id: string,
) {
  return one ?? { id, branchId: entry.branchId ?? '', date: noteDate(doings, entry) };
}

function rhythm(before: TerminalDay, doings: readonly Doing[], entry: EntryFacts): Partial<TerminalDay> {
  if (doings.some(({ kind }) => kind === 'till-opened')) return { lastDocumentAtMs: null };
  if (entry.documentNumber === null || doings.some(({ kind }) => kind === 'reprint')) return {};
  const last = before.lastDocumentAtMs;
  if (last !== null && entry.recordedAtMs < last) return { backwards: before.backwards + 1 };
  const gapMs = last === null ? 0 : entry.recordedAtMs - last;
  const longest = gapMs > before.longestGapMs ? { longestGapMs: gapMs, longestGapFromMs: last } : {};
  return { ...longest, lastDocumentAtMs: entry.recordedAtMs };
}

function alone(before: TerminalDay, doings: readonly Doing[], entry: EntryFacts): Partial<TerminalDay> {
  const taken = doings.find(({ kind }) => kind === 'taken');
  const aloneMs = entry.recordedAtMs - (entry.seenAtMs ?? entry.recordedAtMs);
  if (!taken || aloneMs <= 0) return {};
  const longestAloneMs = Math.max(before.longestAloneMs, aloneMs);
  if (aloneMs < ALONE_FROM_MS) return { longestAloneMs };
  return { longestAloneMs, takenAlone: before.takenAlone + 1, takenAloneMinor: before.takenAloneMinor + taken.amountMinor };
}

/** A handler for every change that means something here, each folding into the days of `whose` ids. */
function added<Day extends { readonly id: string }>(
  whose: (doings: readonly Doing[], entry: EntryFacts) => readonly string[],
  fold: (one: Day | undefined, doings: readonly Doing[], entry: EntryFacts, id: string) => Day,
): Handler<Day>[] {
  return MEANINGS.map(({ change, read }) =>
    on<Day, never>(change, {
      tallies: (body, entry) => {
        const doings = read(body, entry);
        return doings.length === 0 ? [] : whose(doings, entry).map((of) => dayOf(entry, doings, of));
      },
      fold: (one, body, entry, id) => fold(one, read(body, entry), entry, id),
    }),
  );
}
