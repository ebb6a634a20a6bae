import { z } from 'zod';
import { APPROVAL_LASTS_MS, type Approval, approval } from '../approvals/approval.ts';
import { type AskedTill, askedTill } from '../approvals/asked-till.ts';
import { calendarDate } from '../kernel/calendar.ts';
import { id } from '../kernel/fields.ts';
import { sum } from '../kernel/money.ts';
import { defineQuery, type QueryContext } from '../kernel/operation.ts';
import { claimsOf } from '../payments/unconfirmed-tenders.ts';
import type { Till } from '../tills/till.ts';
import { TILL_LASTS_MS } from '../tills/till-refusal.ts';
import { OPEN_STATES, type Visit } from '../visits/visit.ts';
import { type Billed, billsOfDay } from '../visits/visit-standing.ts';
import { branchDay } from './branch-day.ts';
import { lockedUntil } from './branch-lock.ts';
import { branchDate, dateAt } from './business-date.ts';
import { businessDay } from './business-day.ts';
import { type ClaimedOfDay, claimedOfDay } from './claimed-of-day.ts';
import type { DayTill } from './day-figures.ts';
import { dayId } from './day-keys.ts';
import { type DayTotals, NO_TOTALS } from './day-totals.ts';
import { beforeBranchRefusal } from './first-day.ts';
import { earliestOpenDay } from './open-days.ts';
import { isSilent, type TerminalOfDay, terminalsOfDay } from './terminals-of-day.ts';
import { asDayTill, staleTills, tillsOfDay } from './tills-of-day.ts';
import { countByStanding, visitsOfDay } from './visits-of-day.ts';

const UNPAID_SHOWN = 200;
const WAITING_SHOWN = 200;

/** What stands between a branch and the lock of its day. */
export interface DayChecklist {
  readonly branchId: string;
  readonly date: string;
  /** The branch's business date, as headers show it. */
  readonly today: string;
  /** The calendar's date. To lock it is to end the day early. */
  readonly calendarToday: string;
  readonly state: 'OPEN' | 'LOCKED';
  /** Set when it was locked with something missing. */
  readonly incomplete: boolean;
  /** An earlier day that must be locked first. */
  readonly earlierOpen: string | null;
  readonly tills: readonly (DayTill & { readonly tooOld: boolean })[];
  /** Tills of earlier days that were never closed. What they take counts as late. */
  readonly staleTills: readonly DayTill[];
  readonly terminals: readonly TerminalOfDay[];
  /** By where they stand (`VISIT_STANDINGS`). */
  readonly visits: Readonly<Record<string, number>>;
  /** Visits that are not paid or cancelled, in the order people came. */
  readonly unpaid: readonly (Pick<Visit, 'id' | 'token' | 'patientName'> & Billed)[];
  readonly totals: DayTotals;
  /** Of the totals, what the bank has not confirmed yet. */
  readonly claimed: ClaimedOfDay;
  /** What waits for a manager's yes. */
  readonly pendingApprovals: readonly (Pick<Approval, 'id' | 'kind' | 'requesterName' | 'amountMinor' | 'requestedAtMs'> & {
    /** Whose till is to be closed; null where none is. */
    readonly till: AskedTill | null;
  })[];
  /** Drawers that were offered to the next cashier and not taken yet. */
  readonly openHandovers: readonly {
    readonly tillId: string;
    readonly terminalId: string;
    readonly terminalCode: string;
    readonly cashierName: string;
    readonly toName: string;
  }[];
  /** UPI money and transfers of this branch that the bank has not confirmed, of any day up to this one. */
  readonly unconfirmedTenders: { readonly count: number; readonly amountMinor: number };
  /** Codes of what is better settled first, though it does not keep the day from being locked. */
  readonly warnings: readonly Warning[];
  /** Codes of what an unforced lock would be refused for; empty: it can be locked. */
  readonly hindrances: readonly Hindrance[];
}

export type Warning =
  | 'visits-unpaid'
  | 'approvals-pending'
  | 'handovers-open'
  | 'tenders-unconfirmed'
  | 'stale-tills'
  /** What was complete when it was last heard of, that day, and cannot be heard now. */
  | 'terminals-silent';
export type Hindrance =
  | 'day-locked'
  | 'day-before-branch'
  | 'day-in-future'
  /** It is the business date since the day before was locked, and the calendar has not come to it. */
  | 'day-just-begun'
  | 'earlier-day-open'
  | 'till-open'
  | 'handover-not-taken'
  | 'terminals-missing';

/** A branch's day as the server knows it: the one named, or the first that waits to be locked. */
export const dayChecklist = defineQuery({
  name: 'dayChecklist',
  roles: ['manager', 'administrator'],
  terminals: ['back-office', 'server'],
  readAt: 'central',
  input: z.strictObject({ branchId: id, date: calendarDate.nullable().default(null) }),
  read({ branchId, date: asked }, context): DayChecklist {
    const { reader, place, nowMs } = context;
    const today = branchDate(reader, place.clinicId, branchId, nowMs);
    const date = asked ?? earliestOpenDay(reader, branchId, today) ?? today;
    const calendarToday = dateAt(reader, place.clinicId, nowMs);
    const list = checklist(branchId, date, { today, calendarToday }, context);
    const hasJustBegun = date === today && today > calendarToday;
    return hasJustBegun ? { ...list, hindrances: ['day-just-begun', ...list.hindrances] } : list;
  },
});

type Dates = Pick<DayChecklist, 'today' | 'calendarToday'>;

function checklist(branchId: string, date: string, dates: Dates, context: QueryContext): DayChecklist {
  const { reader, nowMs } = context;
  const tills = tillsOfDay(reader, branchId, date);
  const visits = visitsOfDay(reader, branchId, date);
  const locked = lockedUntil(reader, branchId);
  const standing = {
    state: locked !== null && date <= locked ? ('LOCKED' as const) : ('OPEN' as const),
    earlierOpen: earliestOpenDay(reader, branchId, date),
    terminals: terminalsOfDay(context, branchId, date, tills),
  };
  const waiting = waitingOf(context, branchId, date, tills);
  const stale = staleTills(reader, branchId, date).map(asDayTill);
  const day = reader.get(branchDay, dayId(branchId, date));
  const billOf = billsOfDay(reader, branchId, date);
  const unpaid = visits.filter((one) => OPEN_STATES.includes(one.state));
  return {
    branchId,
    date,
    ...dates,
    ...standing,
    ...waiting,
    warnings: warningsOf({ ...waiting, ...standing, staleTills: stale, unpaid }),
    incomplete: reader.get(businessDay, dayId(branchId, date))?.incomplete ?? false,
    tills: tills.map((one) => ({ ...asDayTill(one), tooOld: one.state === 'OPEN' && nowMs - one.openedAtMs > TILL_LASTS_MS })),
    staleTills: stale,
    visits: countByStanding(reader, branchId, date, visits),
    unpaid: unpaid.slice(0, UNPAID_SHOWN).map((one) => {
      const { id, token, patientName, state, invoiceId } = one;
      return { id, token, patientName, state, invoiceId, bill: billOf(one) };
    }),
    totals: day?.totals ?? NO_TOTALS,
    claimed: claimedOfDay(reader, branchId, date, (day?.late.receivedMinor ?? 0) > 0),
    hindrances: beforeBranchRefusal(context, branchId, date)
      ? ['day-before-branch']
      : hindrancesOf({ ...standing, ...waiting, isFuture: date > dates.today }),
  };
}

type Waiting = Pick<DayChecklist, 'pendingApprovals' | 'openHandovers' | 'unconfirmedTenders'>;

function waitingOf({ reader, nowMs }: QueryContext, branchId: string, date: string, tills: readonly Till[]): Waiting {
  const asked = { branchId, state: 'REQUESTED', requestedAtMs: { from: nowMs - APPROVAL_LASTS_MS } };
  const claims = claimsOf(reader, branchId).filter(({ businessDate }) => businessDate <= date);
  return {
    pendingApprovals: reader.find(approval, asked, { orderBy: 'requestedAtMs', limit: WAITING_SHOWN }).map((one) => {
      const { id, kind, requesterName, amountMinor, requestedAtMs } = one;
      return { id, kind, requesterName, amountMinor, requestedAtMs, till: askedTill(reader, one) };
    }),
    openHandovers: tills.flatMap(({ id: tillId, state, terminalId, terminalCode, cashierName, handover }) =>
      state === 'OPEN' && handover ? [{ tillId, terminalId, terminalCode, cashierName, toName: handover.toName }] : [],
    ),
    unconfirmedTenders: { count: claims.length, amountMinor: sum(claims.map(({ amountMinor }) => amountMinor)) },
  };
}

type Unsettled = Waiting &
  Pick<DayChecklist, 'terminals'> & { readonly staleTills: readonly unknown[]; readonly unpaid: readonly unknown[] };

function warningsOf(day: Unsettled): Warning[] {
  const found: Warning[] = [];
  if (day.unpaid.length > 0) found.push('visits-unpaid');
  if (day.pendingApprovals.length > 0) found.push('approvals-pending');
  // Where somebody can see to it, it does stand in the way of the lock.
  const isAway = (id: string) => day.terminals.some((one) => one.terminalId === id && isSilent(one));
  if (day.openHandovers.some(({ terminalId }) => isAway(terminalId))) found.push('handovers-open');
  if (day.unconfirmedTenders.count > 0) found.push('tenders-unconfirmed');
  if (day.staleTills.length > 0) found.push('stale-tills');
  if (day.terminals.some(({ mayHaveMore }) => mayHaveMore)) found.push('terminals-silent');
  return found;
}

type Standing = Pick<DayChecklist, 'state' | 'earlierOpen' | 'terminals' | 'openHandovers'> & { readonly isFuture: boolean };

function hindrancesOf(day: Standing): Hindrance[] {
  if (day.state === 'LOCKED') return ['day-locked'];
  const handoversAt = ({ terminalId }: TerminalOfDay) => day.openHandovers.filter((one) => one.terminalId === terminalId);
  const found: Hindrance[] = [];
  if (day.isFuture) found.push('day-in-future');
  if (day.earlierOpen !== null) found.push('earlier-day-open');
  const within = day.terminals.filter((one) => !isSilent(one) && one.openTills > 0);
  if (within.some((one) => one.openTills > handoversAt(one).length)) found.push('till-open');
  if (within.some((one) => handoversAt(one).length > 0)) found.push('handover-not-taken');
  if (day.terminals.some((one) => one.state === 'MISSING' && !within.includes(one))) found.push('terminals-missing');
  return found;
}
