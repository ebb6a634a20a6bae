import { z } from 'zod';
import { dayId } from '../business-days/day-keys.ts';
import { paper } from '../documents/paper.ts';
import { calendarDate } from '../kernel/calendar.ts';
import { id, instantMs, maybeText, text } from '../kernel/fields.ts';
import { totalMinor } from '../kernel/money.ts';
import { defineRecord, on, type Reader, type RecordType } from '../kernel/record.ts';
import { refuse } from '../kernel/refusal.ts';
import { tillIdleClosed } from './changes.ts';

/**
 * A day on which no till was opened at a cashier's terminal, said at its lock: the zero Z. A terminal alone numbers its Zs,
 * also while it is out of touch; the centre numbers its zero Zs in a series of their own, and each names the Z it follows.
 */
export const idleDayShape = z.object({
  id: text(160),
  branchId: id,
  date: calendarDate,
  terminalId: id,
  terminalCode: text(8),
  /** 1, 2, 3, … at each terminal; null in those said before they were numbered. */
  number: z.number().int().min(1).nullable(),
  /** What it is printed with; null before it was kept. */
  paper: paper.nullable(),
  /** The last Z the terminal had made; 0: none. */
  lastZ: z.number().int().min(0),
  /** Last entry of it that the server held, and its hash. */
  seq: z.number().int().min(0),
  hash: maybeText(64),
  /** Perpetual totals at that Z. */
  grossInMinor: totalMinor,
  grossOutMinor: totalMinor,
  closedAtMs: instantMs,
});
export type IdleDay = z.infer<typeof idleDayShape>;

export const idleDay: RecordType<IdleDay> = defineRecord({
  name: 'idle-day',
  shape: idleDayShape,
  stream: 'management',
  columns: ['branchId', 'date', 'terminalId'],
  indexes: [
    ['branchId', 'date'],
    ['terminalId', 'date'],
  ],
  handlers: [
    on(tillIdleClosed, {
      check: (one) => one && refuse('day-locked', { date: one.date }),
      fold: (one, { number = null, paper: printedWith = null, ...body }, entry, id) =>
        one ?? { ...body, id, number, paper: printedWith, closedAtMs: entry.recordedAtMs },
    }),
  ],
});

export function idleDayId(terminalId: string, date: string): string {
  return dayId(terminalId, date);
}

/** The number of a terminal's next zero Z. Days are locked in order, so the last of them has the last number. */
export function nextZeroZ(reader: Reader, terminalId: string): number {
  const [last] = reader.find(idleDay, { terminalId }, { orderBy: 'date', descending: true, limit: 1 });
  return (last?.number ?? 0) + 1;
}
