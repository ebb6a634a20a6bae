import { z } from 'zod';
import { calendarDate, financialYear } from '../kernel/calendar.ts';
import { defineQuery } from '../kernel/operation.ts';
import type { Reader } from '../kernel/record.ts';
import { branchAsked, branchOf } from './branch-asked.ts';
import { branchDay } from './branch-day.ts';
import { branchDate } from './business-date.ts';
import { figuresOfPeriod } from './lock-period.ts';
import { earliestOpenDay } from './open-days.ts';
import { type PeriodKind, periodId } from './period.ts';
import { daysOpenRefusal, type PeriodLock, periodLock } from './period-lock.ts';

export interface PeriodListed extends Pick<PeriodLock, 'kind' | 'period' | 'from' | 'to' | 'totals' | 'days' | 'incompleteDays'> {
  readonly state: 'OPEN' | 'LOCKED';
  /** Every day in it is locked, so that it can be. */
  readonly ready: boolean;
  /** Where the period is over and days keep it open: the first of them to lock, which takes idle days before it along. */
  readonly nextToLock: string | null;
  readonly lockedAtMs: number | null;
  readonly lockedByName: string | null;
}

/** A branch's months, latest first, and financial years since its first day; closed ones as they were closed. */
export const periodsList = defineQuery({
  name: 'periodsList',
  roles: ['manager', 'administrator', 'auditor'],
  terminals: ['back-office', 'server'],
  input: z.strictObject({ branchId: branchAsked, from: calendarDate.nullable().default(null) }),
  read({ branchId: asked, from }, { reader, place, nowMs }): readonly PeriodListed[] {
    const branchId = branchOf(asked, place);
    const today = branchDate(reader, place.clinicId, branchId, nowMs);
    const first = from ?? reader.find(branchDay, { branchId }, { orderBy: 'date', limit: 1 })[0]?.date ?? today;
    const months = monthsBetween(first.slice(0, 7), today.slice(0, 7)).slice(0, MONTHS_SHOWN);
    const years = [...new Set(months.map((one) => financialYear(`${one}-01`)))];
    return [
      ...years.map((one) => listed(reader, { branchId, today }, 'financial-year', one)),
      ...months.map((one) => listed(reader, { branchId, today }, 'month', one)),
    ];
  },
});

const MONTHS_SHOWN = 36;

/** Latest first. */
function monthsBetween(first: string, last: string): string[] {
  const months: string[] = [];
  let [year = 0, inYear = 0] = last.split('-').map(Number);
  for (let one = last; one >= first && months.length < MONTHS_SHOWN; one = `${year}-${String(inYear).padStart(2, '0')}`) {
    months.push(one);
    [year, inYear] = inYear === 1 ? [year - 1, 12] : [year, inYear - 1];
  }
  return months;
}

interface Standing {
  readonly branchId: string;
  /** Its business date. */
  readonly today: string;
}

function listed(reader: Reader, { branchId, today }: Standing, kind: PeriodKind, period: string): PeriodListed {
  const lock = reader.get(periodLock, periodId(branchId, kind, period));
  const { from, to, totals, days, incompleteDays } = lock ?? figuresOfPeriod(reader, branchId, kind, period);
  const ready = !lock && daysOpenRefusal(reader, branchId, kind, period) === undefined;
  const isOver = to < today;
  return {
    kind,
    period,
    ...{ from, to, totals, days },
    incompleteDays: [...incompleteDays],
    state: lock ? 'LOCKED' : 'OPEN',
    ready,
    nextToLock: !lock && !ready && isOver ? (earliestOpenDay(reader, branchId, today) ?? today) : null,
    lockedAtMs: lock?.lockedAtMs ?? null,
    lockedByName: lock?.lockedByName ?? null,
  };
}
