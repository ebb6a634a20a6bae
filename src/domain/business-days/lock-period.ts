import { z } from 'zod';
import { everyBetween } from '../kernel/every-between.ts';
import { id } from '../kernel/fields.ts';
import { type Decision, type DecisionContext, defineOperation } from '../kernel/operation.ts';
import type { Reader } from '../kernel/record.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';
import { branchDay } from './branch-day.ts';
import { businessDay } from './business-day.ts';
import { periodLocked } from './changes.ts';
import { addTotals, type DayTotals, NO_TOTALS } from './day-totals.ts';
import { beforeBranchRefusal } from './first-day.ts';
import { type Dates, datesOf, financialYearCode, month, type PeriodKind, periodId } from './period.ts';
import { daysOpenRefusal, periodLock } from './period-lock.ts';

export interface PeriodFigures extends Dates {
  readonly totals: DayTotals;
  readonly late: DayTotals;
  /** Days on which something happened. */
  readonly days: number;
  readonly incompleteDays: readonly string[];
}

const where = {
  roles: ['manager', 'administrator'],
  terminals: ['back-office', 'server'],
  decidedAt: 'central',
  makes: [periodLocked],
} as const;

/** Closes a month of a branch whose days are all locked, and fixes its figures. */
export const lockMonth = defineOperation({
  ...where,
  name: 'lockMonth',
  input: z.strictObject({ branchId: id, month }),
  decide: (asked, context) => lock(asked.branchId, 'month', asked.month, context),
});

/** Closes a financial year of a branch whose days are all locked, and fixes its figures. */
export const lockFinancialYear = defineOperation({
  ...where,
  name: 'lockFinancialYear',
  input: z.strictObject({ branchId: id, financialYear: financialYearCode }),
  decide: (asked, context) => lock(asked.branchId, 'financial-year', asked.financialYear, context),
});

function lock(branchId: string, kind: PeriodKind, period: string, context: DecisionContext): Decision<PeriodFigures> | Refusal {
  const { reader, actor } = context;
  const tooEarly = beforeBranchRefusal(context, branchId, datesOf(kind, period).to);
  if (tooEarly) return tooEarly;
  const before = reader.get(periodLock, periodId(branchId, kind, period));
  if (before) return refuse('period-locked', { period, lockedBy: before.lockedByName, lockedAtMs: before.lockedAtMs });
  const open = daysOpenRefusal(reader, branchId, kind, period);
  if (open) return open;
  const figures = figuresOfPeriod(reader, branchId, kind, period);
  const { incompleteDays, ...said } = figures;
  const body = { branchId, kind, period, ...said, incompleteDays: [...incompleteDays], lockedByName: actor.name };
  return { changes: [periodLocked.of(body)], branchId, result: figures };
}

/** What the days of a period come to now; once they are all locked, for good. */
export function figuresOfPeriod(reader: Reader, branchId: string, kind: PeriodKind, period: string): PeriodFigures {
  const dates = datesOf(kind, period);
  const days = [...everyBetween(reader, branchDay, { where: { branchId }, field: 'date', ...dates })];
  const locks = [...everyBetween(reader, businessDay, { where: { branchId }, field: 'date', ...dates })];
  return {
    ...dates,
    totals: days.map(({ totals }) => totals).reduce(addTotals, NO_TOTALS),
    late: days.map(({ late }) => late).reduce(addTotals, NO_TOTALS),
    days: days.length,
    incompleteDays: locks.filter(({ incomplete }) => incomplete).map(({ date }) => date),
  };
}
