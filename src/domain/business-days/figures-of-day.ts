import { z } from 'zod';
import { calendarDate } from '../kernel/calendar.ts';
import { defineQuery, type QueryContext } from '../kernel/operation.ts';
import { type IdleDay, idleDay } from '../tills/idle-day.ts';
import { branchAsked, branchOf } from './branch-asked.ts';
import { branchDay } from './branch-day.ts';
import { lockedUntil } from './branch-lock.ts';
import { type BusinessDay, businessDay, lockedFigures } from './business-day.ts';
import { type ClaimedOfDay, claimedOfDay } from './claimed-of-day.ts';
import type { DayTill, Figures } from './day-figures.ts';
import { dayId } from './day-keys.ts';
import { addTotals, type DayTotals, NO_TOTALS } from './day-totals.ts';
import type { Exception } from './exception.ts';
import { lateEntries } from './late-arrivals.ts';
import { type Supplement, supplement } from './supplement.ts';
import { asDayTill, tillsOfDay } from './tills-of-day.ts';

/** A day both ways: as it was closed, and as it has become known since. */
export interface DayFigures {
  readonly branchId: string;
  readonly date: string;
  readonly state: 'OPEN' | 'LOCKED';
  readonly lock: BusinessDay | null;
  /** Fixed at the lock; null while the day is open, or where it was locked along with a later one. */
  readonly asClosed: Figures | null;
  /** What counts in the day now. Of a locked day, the same as at its lock. */
  readonly posted: DayTotals;
  /** Of that, what came late from earlier days. */
  readonly postedLate: DayTotals;
  /** Of `posted`, what the bank has not confirmed yet. */
  readonly claimed: ClaimedOfDay;
  readonly supplement: Supplement | null;
  /** `posted` and the supplement together. */
  readonly asSinceKnown: DayTotals;
  /** The day's tills as they stand now. */
  readonly tills: readonly DayTill[];
  readonly lateEntries: readonly Exception[];
  /** Cashiers' terminals at which no till was opened, said at the lock. */
  readonly idle: readonly IdleDay[];
}

export const dayFigures = defineQuery({
  name: 'dayFigures',
  roles: ['manager', 'administrator', 'auditor'],
  terminals: ['back-office', 'server'],
  input: z.strictObject({ branchId: branchAsked, date: calendarDate }),
  read: ({ branchId, date }, context): DayFigures => figuresOfDay(branchOf(branchId, context.place), date, context),
});

export function figuresOfDay(branchId: string, date: string, { reader }: Pick<QueryContext, 'reader'>): DayFigures {
  const id = dayId(branchId, date);
  const locked = lockedUntil(reader, branchId);
  const day = reader.get(branchDay, id);
  const after = reader.get(supplement, id) ?? null;
  const posted = day?.totals ?? NO_TOTALS;
  return {
    branchId,
    date,
    state: locked !== null && date <= locked ? 'LOCKED' : 'OPEN',
    lock: reader.get(businessDay, id) ?? null,
    asClosed: reader.get(lockedFigures, id)?.figures ?? null,
    posted,
    postedLate: day?.late ?? NO_TOTALS,
    claimed: claimedOfDay(reader, branchId, date, (day?.late.receivedMinor ?? 0) > 0),
    supplement: after,
    asSinceKnown: after ? addTotals(posted, after.totals) : posted,
    tills: tillsOfDay(reader, branchId, date).map(asDayTill),
    lateEntries: after ? lateEntries(reader, branchId, date) : [],
    idle: reader.find(idleDay, { branchId, date }, { limit: 1000 }),
  };
}
