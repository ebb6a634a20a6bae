import { z } from 'zod';
import { paper } from '../documents/paper.ts';
import { calendarDate } from '../kernel/calendar.ts';
import { id, instantMs, text } from '../kernel/fields.ts';
import { defineRecord, on, type RecordType } from '../kernel/record.ts';
import { refuse } from '../kernel/refusal.ts';
import { businessDayLocked, dayFiguresLocked } from './changes.ts';
import { allFigures, figures, terminalAtLock } from './day-figures.ts';

/** A locked day of a branch. A day has no such record while it is open; this one never changes. */
export const businessDayShape = z.object({
  id: text(80),
  branchId: id,
  date: calendarDate,
  state: z.literal('LOCKED'),
  lockedAtMs: instantMs,
  lockedBy: id,
  lockedByName: text(120),
  incomplete: z.boolean(),
  reason: text(300).nullable(),
  terminals: z.array(terminalAtLock),
});
export type BusinessDay = z.infer<typeof businessDayShape>;

export const businessDay: RecordType<BusinessDay> = defineRecord({
  name: 'business-day',
  shape: businessDayShape,
  stream: 'directory',
  columns: ['branchId', 'date'],
  indexes: [['branchId', 'date']],
  handlers: [
    on(businessDayLocked, {
      check: (one) => one && refuse('day-locked', { date: one.date, lockedBy: one.lockedByName, lockedAtMs: one.lockedAtMs }),
      fold: (one, body, entry, id) =>
        one ?? { ...body, id, state: 'LOCKED', lockedAtMs: entry.recordedAtMs, lockedBy: entry.actorId },
    }),
  ],
});

/** The figures a day was locked with. */
export const lockedFiguresShape = z.object({
  id: text(80),
  branchId: id,
  date: calendarDate,
  figures,
  /** What its papers are printed with. */
  paper: paper.optional(),
});
export type LockedFigures = z.infer<typeof lockedFiguresShape>;

export const lockedFigures: RecordType<LockedFigures> = defineRecord({
  name: 'day-figures',
  shape: lockedFiguresShape,
  stream: 'management',
  columns: ['branchId', 'date'],
  indexes: [['branchId', 'date']],
  handlers: [
    on(dayFiguresLocked, {
      check: (one) => one && refuse('day-locked', { date: one.date }),
      fold: (one, { figures: said, ...body }, _entry, id) => one ?? { ...body, id, figures: allFigures(said) },
    }),
  ],
});
