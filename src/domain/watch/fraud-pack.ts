import { z } from 'zod';
import { branchAsked, branchOf } from '../business-days/branch-asked.ts';
import { dateAt } from '../business-days/business-date.ts';
import { addDays, calendarDate } from '../kernel/calendar.ts';
import { defineQuery } from '../kernel/operation.ts';
import { type ClosedCount, differencesOf } from '../tills/variance-trend.ts';
import type { PersonDay } from './day-tally.ts';
import type { NotedKind } from './doing.ts';
import { amountOf, type Summed, share, type WatchFacts, watchFacts } from './facts.ts';
import type { Found, Unit, WatchRule } from './rules/watch-rule.ts';
import { WATCH_RULES } from './rules/watch-rules.ts';
import { watchSettings } from './watch-settings.ts';

/** Rows of one rule that are shown; the rest is counted. */
const ROWS_SHOWN = 100;
/** A financial year and some days. */
const LONGEST_DAYS = 400;

export interface RuleFound {
  readonly name: string;
  readonly unit: Unit;
  readonly threshold: { readonly value: number; readonly byDefault: number; readonly min: number; readonly max: number };
  readonly notes: readonly NotedKind[];
  /** Where there are no notes: the operations whose entries of these days its rows lead to; empty: all about the row. */
  readonly operations: readonly string[];
  /** The greatest value. */
  readonly worst: number;
  /** Rows above the threshold. */
  readonly alerts: number;
  /** Worst first. Rows with nothing in them are left out. */
  readonly rows: readonly (Found & { readonly alert: boolean })[];
  readonly rowsInAll: number;
}

/** One day of the branch, for the charts. */
export interface WatchDay {
  readonly date: string;
  readonly takenMinor: number;
  /** Hundredths of a percent; null on a day on which nothing was taken. */
  readonly cashShare: number | null;
  readonly discountMinor: number;
  readonly refundMinor: number;
}

/** A day's counts of closed tills and of drawers that were handed over, what was missing apart from what was too much: the one does not make good for the other. */
export interface CountedDay {
  readonly date: string;
  /** Negative or 0. */
  readonly shortMinor: number;
  readonly overMinor: number;
}

/** How the counts of one cashier came out, by day. */
export interface CashierCounts {
  readonly userId: string;
  readonly name: string;
  readonly days: readonly CountedDay[];
}

export interface FraudPack {
  readonly branchId: string;
  readonly from: string;
  readonly to: string;
  readonly rules: readonly RuleFound[];
  readonly days: readonly WatchDay[];
  /** All tills together. */
  readonly countedDays: readonly CountedDay[];
  /** Those of whose counts one did not agree, most missing first. */
  readonly cashiers: readonly CashierCounts[];
  /** When and by whom thresholds were last set; null: never. */
  readonly settings: { readonly changedAtMs: number; readonly changedBy: string } | null;
}

/** What nobody should be able to hide, rule by rule, over a stretch of days. */
export const fraudPack = defineQuery({
  name: 'fraudPack',
  roles: ['manager', 'administrator', 'auditor'],
  terminals: ['back-office'],
  input: z
    .strictObject({ branchId: branchAsked, from: calendarDate, to: calendarDate })
    .refine(({ from, to }) => from <= to && to <= addDays(from, LONGEST_DAYS), {
      message: 'is not a stretch of 400 days at most',
    }),
  read({ branchId: asked, from, to }, { reader, place, nowMs }): FraudPack {
    const branchId = branchOf(asked, place);
    const facts = watchFacts(reader, { branchId, from, to, today: dateAt(reader, place.clinicId, nowMs), nowMs });
    const set = reader.get(watchSettings, place.clinicId);
    const settings = set ? { changedAtMs: set.changedAtMs, changedBy: set.changedBy } : null;
    const rules = WATCH_RULES.map((rule) => applied(rule, set?.thresholds[rule.name], rule.find(facts)));
    const counted = {
      countedDays: countedDays(facts.counts.flatMap(({ counts }) => counts)),
      cashiers: cashiersOf(facts.counts),
    };
    return { branchId, from, to, rules, days: daysOf(facts.people), ...counted, settings };
  },
});

function applied(
  { name, unit, threshold, notes, operations = [] }: WatchRule,
  set: number | undefined,
  found: readonly Found[],
): RuleFound {
  const value = set ?? threshold.byDefault;
  const rows = found
    .filter((one) => one.value > 0 || one.count > 0)
    .map((one) => ({ ...one, alert: one.value > value }))
    .sort((a, b) => b.value - a.value || b.count - a.count || (a.name < b.name ? -1 : 1));
  return {
    ...{ name, unit, notes, operations, threshold: { ...threshold, value } },
    worst: rows[0]?.value ?? 0,
    alerts: rows.filter(({ alert }) => alert).length,
    rows: rows.slice(0, ROWS_SHOWN),
    rowsInAll: rows.length,
  };
}

function cashiersOf(counts: WatchFacts['counts']): readonly CashierCounts[] {
  return counts
    .filter(({ shortages, overages }) => shortages + overages > 0)
    .map(({ userId, cashierName: name, counts: theirs }) => ({ userId, name, days: countedDays(theirs) }));
}

/** Days on which a count did not agree, in their order. */
function countedDays(counts: readonly ClosedCount[]): readonly CountedDay[] {
  const days = new Map<string, { shortMinor: number; overMinor: number }>();
  for (const one of counts)
    for (const differenceMinor of differencesOf(one)) {
      const sums = days.get(one.businessDate) ?? { shortMinor: 0, overMinor: 0 };
      sums.shortMinor += Math.min(0, differenceMinor);
      sums.overMinor += Math.max(0, differenceMinor);
      days.set(one.businessDate, sums);
    }
  return [...days].sort(([one], [other]) => (one < other ? -1 : 1)).map(([date, sums]) => ({ date, ...sums }));
}

function daysOf(people: readonly Summed<PersonDay>[]): readonly WatchDay[] {
  const days = new Map<string, { takenMinor: number; cashMinor: number; discountMinor: number; refundMinor: number }>();
  for (const { days: theirs } of people)
    for (const { date, tallies } of theirs) {
      const sums = days.get(date) ?? { takenMinor: 0, cashMinor: 0, discountMinor: 0, refundMinor: 0 };
      sums.takenMinor += amountOf(tallies, 'taken');
      sums.cashMinor += amountOf(tallies, 'taken-cash');
      sums.discountMinor += amountOf(tallies, 'discount', 'waiver');
      sums.refundMinor += amountOf(tallies, 'refund');
      days.set(date, sums);
    }
  return [...days]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([date, { cashMinor, ...sums }]) => ({
      date,
      ...sums,
      cashShare: sums.takenMinor === 0 ? null : share(cashMinor, sums.takenMinor),
    }));
}
