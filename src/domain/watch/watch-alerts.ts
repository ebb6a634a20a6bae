import { z } from 'zod';
import { branchAsked, branchOf } from '../business-days/branch-asked.ts';
import { branchDate, dateAt } from '../business-days/business-date.ts';
import { addDays } from '../kernel/calendar.ts';
import type { Place } from '../kernel/operation.ts';
import { defineQuery } from '../kernel/operation.ts';
import type { Reader } from '../kernel/record.ts';
import { type AlertsSeen, alertsSeen } from './alerts-seen.ts';
import { type AlertRow, alertsSeenId } from './changes.ts';
import { watchFacts } from './facts.ts';
import type { Found, Unit } from './rules/watch-rule.ts';
import { WATCH_RULES } from './rules/watch-rules.ts';
import { watchSettings } from './watch-settings.ts';

/** How far back alerts speak by themselves; further back is looked at in the fraud pack. */
export const ALERT_DAYS = 30;
/** What is still above its threshold then is said again. */
const SEEN_LASTS_MS = 7 * 86_400_000;

/** One rule with something above its threshold. */
export interface RuleAlerts {
  readonly rule: string;
  readonly unit: Unit;
  /** Rows above the threshold, worst first. */
  readonly rows: readonly (Found & { readonly news: boolean })[];
  /** Of those, the ones that nobody has seen, or that have become worse since. */
  readonly news: number;
  readonly seen: Pick<AlertsSeen, 'seenByName' | 'seenAtMs' | 'from' | 'to'> | null;
}

/** The alerts of a branch's last days, rule by rule, with what a manager has not seen yet: shown without being asked for. */
export const watchAlerts = defineQuery({
  name: 'watchAlerts',
  roles: ['manager', 'administrator', 'auditor'],
  terminals: ['back-office'],
  input: z.strictObject({ branchId: branchAsked }),
  read: ({ branchId }, context): readonly RuleAlerts[] => alertsOf(context, branchOf(branchId, context.place)),
});

interface Asking {
  readonly reader: Reader;
  readonly place: Pick<Place, 'clinicId'>;
  readonly nowMs: number;
}

/** The days that alerts speak of, up to the one the branch works in: after a lock that is ahead of the calendar. */
export function alertDates({ reader, place, nowMs }: Asking, branchId: string): { readonly from: string; readonly to: string } {
  const to = branchDate(reader, place.clinicId, branchId, nowMs);
  return { from: addDays(to, 1 - ALERT_DAYS), to };
}

export function alertsOf(asking: Asking, branchId: string): readonly RuleAlerts[] {
  const { reader, place, nowMs } = asking;
  const today = dateAt(reader, place.clinicId, nowMs);
  const facts = watchFacts(reader, { branchId, ...alertDates(asking, branchId), today, nowMs });
  const set = reader.get(watchSettings, place.clinicId)?.thresholds ?? {};
  return WATCH_RULES.flatMap(({ name: rule, unit, threshold, find }) => {
    const over = find(facts).filter(({ value }) => value > (set[rule] ?? threshold.byDefault));
    if (over.length === 0) return [];
    const seen = reader.get(alertsSeen, alertsSeenId({ branchId, rule })) ?? null;
    const rows = over
      .sort((a, b) => b.value - a.value || b.count - a.count)
      .map((one) => ({ ...one, news: isNews(one, unit, seen, nowMs) }));
    return [{ rule, unit, rows, news: rows.filter(({ news }) => news).length, seen }];
  });
}

function isNews(row: AlertRow, unit: Unit, seen: AlertsSeen | null, nowMs: number): boolean {
  const before = seen?.rows.find(({ id }) => id === row.id);
  if (!seen || !before || nowMs - seen.seenAtMs > SEEN_LASTS_MS) return true;
  return isWorse(row, before, unit);
}

/** Shares and sums waver as days come and go, and what is counted in days grows by itself: they must be worse by something. */
function isWorse(now: AlertRow, before: AlertRow, unit: Unit): boolean {
  switch (unit) {
    case 'share':
      return now.value >= before.value + 100;
    case 'amount':
      return now.value > before.value * 1.1;
    case 'count':
    case 'minutes':
      return now.value > before.value || now.count > before.count;
    case 'days':
      return false;
    default:
      return unit satisfies never;
  }
}
