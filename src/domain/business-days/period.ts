import { z } from 'zod';
import { addDays } from '../kernel/calendar.ts';

/** What is closed as a whole once all its days are locked. */
export const PERIOD_KINDS = ['month', 'financial-year'] as const;
export type PeriodKind = (typeof PERIOD_KINDS)[number];

/** A calendar month, `2026-05`. */
export const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, { message: 'is not a month, e.g. 2026-05' });
/** India's financial year, April to March, as two digits each: `2627` is 2026-27. */
export const financialYearCode = z
  .string()
  .regex(/^\d{4}$/)
  .refine((code) => (Number(code.slice(0, 2)) + 1) % 100 === Number(code.slice(2)), {
    message: 'is not a financial year, e.g. 2627 for April 2026 to March 2027',
  });

export interface Dates {
  readonly from: string;
  readonly to: string;
}

/** First and last day, both in it. */
export function datesOf(kind: PeriodKind, period: string): Dates {
  if (kind === 'month') return { from: `${period}-01`, to: addDays(`${monthAfter(period)}-01`, -1) };
  return { from: `20${period.slice(0, 2)}-04-01`, to: `20${period.slice(2)}-03-31` };
}

function monthAfter(period: string): string {
  const [year = 0, inYear = 0] = period.split('-').map(Number);
  return inYear === 12 ? `${year + 1}-01` : `${year}-${String(inYear + 1).padStart(2, '0')}`;
}

/** A branch's month or year: `<branch id>:month:2026-05`. */
export function periodId(branchId: string, kind: PeriodKind, period: string): string {
  return `${branchId}:${kind}:${period}`;
}
