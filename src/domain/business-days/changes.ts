import { z } from 'zod';
import { paper } from '../documents/paper.ts';
import { calendarDate } from '../kernel/calendar.ts';
import { defineChange, key } from '../kernel/change.ts';
import { id, maybeText, text } from '../kernel/fields.ts';
import { lockedFiguresSaid, terminalAtLock } from './day-figures.ts';
import { dayId } from './day-keys.ts';
import { lockedTotals } from './day-totals.ts';
import { PERIOD_KINDS, periodId } from './period.ts';

/** A branch's day is over for good, and with it every open one before it. Everybody is told. */
export const businessDayLocked = defineChange({
  name: 'business-day.locked.v1',
  stream: 'directory',
  nature: 'authority',
  central: true,
  shape: z.strictObject({
    branchId: id,
    date: calendarDate,
    lockedByName: text(120),
    /** A terminal was missing, or a till open. */
    incomplete: z.boolean(),
    /** Why it was locked all the same; null where nothing was missing. */
    reason: text(300).nullable(),
    terminals: z.array(terminalAtLock).max(1000),
  }),
  touches: (body) => [key('branch-lock', body.branchId), key('business-day', dayId(body.branchId, body.date))],
});

/** What the day came to when it was locked. For management only. */
export const dayFiguresLocked = defineChange({
  name: 'day-figures.locked.v1',
  stream: 'management',
  nature: 'authority',
  central: true,
  shape: z.strictObject({
    branchId: id,
    date: calendarDate,
    figures: lockedFiguresSaid,
    /** What the papers of the day are printed with. Absent in days locked before it was kept. */
    paper: paper.optional(),
  }),
  touches: (body) => [key('day-figures', dayId(body.branchId, body.date))],
});

/** A manager has seen what arrived for a locked day. */
export const supplementAcknowledged = defineChange({
  name: 'supplement.acknowledged.v1',
  stream: 'management',
  nature: 'authority',
  central: true,
  shape: z.strictObject({
    branchId: id,
    businessDate: calendarDate,
    /** How many entries there were to see. */
    entries: z.number().int().min(1),
    byName: text(120),
    note: maybeText(300),
  }),
  touches: (body) => [key('supplement', dayId(body.branchId, body.businessDate))],
});

/** A month or financial year of a branch is closed: every day in it was locked, and its figures stand. */
export const periodLocked = defineChange({
  name: 'period.locked.v1',
  stream: 'management',
  nature: 'authority',
  central: true,
  shape: z.strictObject({
    branchId: id,
    kind: z.enum(PERIOD_KINDS),
    period: text(8),
    from: calendarDate,
    to: calendarDate,
    days: z.number().int().min(0),
    incompleteDays: z.array(calendarDate).max(400),
    totals: lockedTotals,
    late: lockedTotals,
    lockedByName: text(120),
  }),
  touches: (body) => [key('period-lock', periodId(body.branchId, body.kind, body.period))],
  looksAt: (body) => [key('branch-lock', body.branchId)],
});

export const businessDayChanges = [businessDayLocked, dayFiguresLocked, supplementAcknowledged, periodLocked] as const;
