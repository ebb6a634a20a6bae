import { z } from 'zod';
import { paperNow } from '../documents/letterhead.ts';
import { calendarDate } from '../kernel/calendar.ts';
import { id, maybeTyped } from '../kernel/fields.ts';
import { type Decision, type DecisionContext, defineOperation } from '../kernel/operation.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/refusal.ts';
import { tillIdleClosed } from '../tills/changes.ts';
import { nextZeroZ } from '../tills/idle-day.ts';
import type { Till } from '../tills/till.ts';
import { zSeries } from '../tills/z-series.ts';
import { branchDay } from './branch-day.ts';
import { lockedUntil } from './branch-lock.ts';
import { dateAt } from './business-date.ts';
import { businessDayLocked, dayFiguresLocked } from './changes.ts';
import type { Figures } from './day-figures.ts';
import { dayId } from './day-keys.ts';
import { NO_TOTALS } from './day-totals.ts';
import { beforeBranchRefusal } from './first-day.ts';
import { earliestOpenDay } from './open-days.ts';
import { atLock, isSilent, type TerminalOfDay, terminalsOfDay } from './terminals-of-day.ts';
import { asDayTill, tillsOfDay } from './tills-of-day.ts';
import { unfinishedRefusal } from './unfinished-refusal.ts';
import { countByStanding, visitsOfDay } from './visits-of-day.ts';

const REASON_MIN = 10;

export interface LockedDay {
  readonly date: string;
  readonly incomplete: boolean;
  /** Codes of the terminals that were missing, as whoever locked the day declared. */
  readonly missing: readonly string[];
  readonly figures: Figures;
}

const input = z.strictObject({
  branchId: id,
  date: calendarDate,
  /** Locks though terminals are missing. Needs a reason, and marks the day INCOMPLETE. Without `missing`: the silent ones. */
  force: z.boolean().default(false),
  /** The terminals declared missing, by id; to name one is to force. A lock is forced over no other. */
  missing: z.array(id).max(1000).optional(),
  reason: maybeTyped(300),
});

/** Locks a branch's day for good. What arrives for it later counts in the first open day and is kept in a supplement. */
export const lockBusinessDay = defineOperation({
  name: 'lockBusinessDay',
  roles: ['manager', 'administrator'],
  terminals: ['back-office', 'server'],
  decidedAt: 'central',
  makes: [businessDayLocked, dayFiguresLocked, tillIdleClosed],
  input,
  decide: (asked, context) => {
    const refusal = dateRefusal(asked.branchId, asked.date, context);
    return refusal ?? lock(asked, context);
  },
});

function dateRefusal(branchId: string, date: string, context: DecisionContext): Refusal | undefined {
  const { reader, place, nowMs } = context;
  const before = beforeBranchRefusal(context, branchId, date);
  if (before) return before;
  const today = dateAt(reader, place.clinicId, nowMs);
  if (date > today) return refuse('day-in-future', { date, today });
  const locked = lockedUntil(reader, branchId);
  if (locked !== null && date <= locked) return refuse('day-locked', { date, lockedUntil: locked });
  const earlier = earliestOpenDay(reader, branchId, date);
  return earlier === null ? undefined : refuse('earlier-day-open', { date, earlier });
}

function lock(asked: z.infer<typeof input>, context: DecisionContext): Decision<LockedDay> | Refusal {
  const { branchId, date, force, missing: named = [], reason } = asked;
  const tills = tillsOfDay(context.reader, branchId, date);
  const terminals = terminalsOfDay(context, branchId, date, tills);
  const isForced = force || named.length > 0;
  if (isForced && reason.length < REASON_MIN) return refuse('reason-too-short', { atLeast: REASON_MIN, given: reason.length });
  const declared = declaredMissing(asked, terminals);
  if (isRefusal(declared)) return declared;
  const undeclared = terminals.filter((one) => one.state === 'MISSING' && !declared.has(one.terminalId));
  const refusal = unfinishedRefusal(date, undeclared, tills);
  if (refusal) return refusal;
  const missing = terminals.filter((one) => one.state === 'MISSING');
  const incomplete = missing.length > 0;
  const figures = figuresOf(context, branchId, date, tills);
  const said = { lockedByName: context.actor.name, incomplete, reason: incomplete ? reason : null };
  return {
    changes: [
      businessDayLocked.of({ branchId, date, ...said, terminals: terminals.map(atLock) }),
      dayFiguresLocked.of({ branchId, date, figures, paper: paperNow(context.reader, { ...context.place, branchId }) }),
      ...idleTerminals(terminals, tills).map((one) => idleClosed(context, branchId, date, one)),
    ],
    branchId,
    result: { date, incomplete, missing: missing.map(({ code }) => code), figures },
  };
}

/** Ids of the terminals that are said to be missing. Who forces and names none means those of which nothing can be heard now. */
function declaredMissing(
  { force, missing }: z.infer<typeof input>,
  terminals: readonly TerminalOfDay[],
): ReadonlySet<string> | Refusal {
  if (!missing) return new Set(force ? terminals.filter(isSilent).map(({ terminalId }) => terminalId) : []);
  const foreign = missing.some((named) => !terminals.some(({ terminalId }) => terminalId === named));
  return foreign ? refuse('terminal-not-of-day') : new Set(missing);
}

/** Cashiers' terminals at which no till was opened that day, as far as everything is known of them. */
function idleTerminals(terminals: readonly TerminalOfDay[], tills: readonly Till[]): readonly TerminalOfDay[] {
  const idle = terminals.filter((one) => one.kind === 'cashier' && one.state === 'CLOSED');
  return idle.filter((one) => !tills.some((till) => till.terminalId === one.terminalId));
}

/** Its zero Z: the next of its own, with the perpetual totals as its last Z left them. */
function idleClosed(
  { reader, place }: DecisionContext,
  branchId: string,
  date: string,
  { terminalId, code: terminalCode, seq, hash }: TerminalOfDay,
) {
  const { last: lastZ, grossInMinor, grossOutMinor } = reader.get(zSeries, terminalId) ?? NEVER_CLOSED;
  const said = { branchId, date, terminalId, terminalCode, lastZ, seq, hash, grossInMinor, grossOutMinor };
  return tillIdleClosed.of({
    ...said,
    number: nextZeroZ(reader, terminalId),
    paper: paperNow(reader, { ...place, branchId }),
  });
}

const NEVER_CLOSED = { last: 0, grossInMinor: 0, grossOutMinor: 0 };

function figuresOf({ reader }: DecisionContext, branchId: string, date: string, tills: readonly Till[]): Figures {
  const day = reader.get(branchDay, dayId(branchId, date));
  return {
    totals: day?.totals ?? NO_TOTALS,
    late: day?.late ?? NO_TOTALS,
    tills: tills.map(asDayTill),
    visits: countByStanding(reader, branchId, date, visitsOfDay(reader, branchId, date)),
  };
}
