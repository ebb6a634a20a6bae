import { z } from 'zod';
import { calendarDate } from '../kernel/calendar.ts';
import { id } from '../kernel/fields.ts';
import { defineQuery, type QueryContext } from '../kernel/operation.ts';
import { TILL_LASTS_MS } from '../tills/till-refusal.ts';
import { OPEN_STATES, type Visit } from '../visits/visit.ts';
import { branchDay } from './branch-day.ts';
import { lockedUntil } from './branch-lock.ts';
import { dateAt } from './business-date.ts';
import { businessDay } from './business-day.ts';
import type { DayTill } from './day-figures.ts';
import { dayId } from './day-keys.ts';
import { type DayTotals, NO_TOTALS } from './day-totals.ts';
import { earliestOpenDay } from './open-days.ts';
import { type TerminalOfDay, terminalsOfDay } from './terminals-of-day.ts';
import { asDayTill, staleTills, tillsOfDay } from './tills-of-day.ts';
import { countByState, visitsOfDay } from './visits-of-day.ts';

const UNPAID_SHOWN = 200;

/** What stands between a branch and the lock of its day. */
export interface DayChecklist {
  readonly branchId: string;
  readonly date: string;
  readonly today: string;
  readonly state: 'OPEN' | 'LOCKED';
  /** Set when it was locked with something missing. */
  readonly incomplete: boolean;
  /** An earlier day that must be locked first. */
  readonly earlierOpen: string | null;
  readonly tills: readonly (DayTill & { readonly tooOld: boolean })[];
  /** Tills of earlier days that were never closed. What they take counts as late. */
  readonly staleTills: readonly DayTill[];
  readonly terminals: readonly TerminalOfDay[];
  readonly visits: Readonly<Record<string, number>>;
  /** Visits that are not paid or cancelled, in the order people came. */
  readonly unpaid: readonly Pick<Visit, 'id' | 'token' | 'patientName' | 'state'>[];
  readonly totals: DayTotals;
  /** Codes of what an unforced lock would be refused for; empty: it can be locked. */
  readonly hindrances: readonly Hindrance[];
}

export type Hindrance = 'day-locked' | 'day-in-future' | 'earlier-day-open' | 'till-open' | 'terminals-missing';

/** A branch's day as the server knows it: the one named, or the first that waits to be locked. */
export const dayChecklist = defineQuery({
  name: 'dayChecklist',
  roles: ['manager', 'administrator'],
  terminals: ['back-office', 'server'],
  readAt: 'central',
  input: z.strictObject({ branchId: id, date: calendarDate.nullable().default(null) }),
  read({ branchId, date: asked }, context): DayChecklist {
    const today = dateAt(context.reader, context.place.clinicId, context.nowMs);
    const date = asked ?? earliestOpenDay(context.reader, branchId, today) ?? today;
    return checklist(branchId, date, today, context);
  },
});

function checklist(branchId: string, date: string, today: string, context: QueryContext): DayChecklist {
  const { reader, nowMs } = context;
  const tills = tillsOfDay(reader, branchId, date);
  const visits = visitsOfDay(reader, branchId, date);
  const locked = lockedUntil(reader, branchId);
  const standing = {
    state: locked !== null && date <= locked ? ('LOCKED' as const) : ('OPEN' as const),
    earlierOpen: earliestOpenDay(reader, branchId, date),
    terminals: terminalsOfDay(context, branchId, date, tills),
  };
  return {
    branchId,
    date,
    today,
    ...standing,
    incomplete: reader.get(businessDay, dayId(branchId, date))?.incomplete ?? false,
    tills: tills.map((one) => ({ ...asDayTill(one), tooOld: one.state === 'OPEN' && nowMs - one.openedAtMs > TILL_LASTS_MS })),
    staleTills: staleTills(reader, branchId, date).map(asDayTill),
    visits: countByState(visits),
    unpaid: visits
      .filter((one) => OPEN_STATES.includes(one.state))
      .slice(0, UNPAID_SHOWN)
      .map(({ id, token, patientName, state }) => ({ id, token, patientName, state })),
    totals: reader.get(branchDay, dayId(branchId, date))?.totals ?? NO_TOTALS,
    hindrances: hindrancesOf({ ...standing, isFuture: date > today }),
  };
}

function hindrancesOf(day: Pick<DayChecklist, 'state' | 'earlierOpen' | 'terminals'> & { isFuture: boolean }): Hindrance[] {
  if (day.state === 'LOCKED') return ['day-locked'];
  const found: Hindrance[] = [];
  if (day.isFuture) found.push('day-in-future');
  if (day.earlierOpen !== null) found.push('earlier-day-open');
  if (day.terminals.some((one) => one.reachable && one.openTills > 0)) found.push('till-open');
  if (day.terminals.some((one) => one.state === 'MISSING' && !(one.reachable && one.openTills > 0)))
    found.push('terminals-missing');
  return found;
}
