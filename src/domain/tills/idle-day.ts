import { z } from 'zod';
import { dayId } from '../business-days/day-keys.ts';
import { calendarDate } from '../kernel/calendar.ts';
import { id, instantMs, maybeText, text } from '../kernel/fields.ts';
import { totalMinor } from '../kernel/money.ts';
import { defineRecord, on, type RecordType } from '../kernel/record.ts';
import { refuse } from '../kernel/refusal.ts';
import { tillIdleClosed } from './changes.ts';

/**
 * A day on which no till was opened at a cashier's terminal, said at its lock: the zero Z. It takes no number of the
 * terminal's Zs, which only the terminal itself gives.
 */
export const idleDayShape = z.object({
  id: text(160),
  branchId: id,
  date: calendarDate,
  terminalId: id,
  terminalCode: text(8),
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
      fold: (one, body, entry, id) => one ?? { ...body, id, closedAtMs: entry.recordedAtMs },
    }),
  ],
});

export function idleDayId(terminalId: string, date: string): string {
  return dayId(terminalId, date);
}
