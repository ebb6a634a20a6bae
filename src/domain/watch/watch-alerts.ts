import { z } from 'zod';
import { branchAsked, branchOf } from '../business-days/branch-asked.ts';
import { branchDate, dateAt } from '../business-days/business-date.ts';
import { addDays } from '../kernel/calendar.ts';
import type { Place } from '../kernel/operation.ts';
import { defineQuery } from '../kernel/operation.ts';
import type { Reader } from '../kernel/record.ts';
import { type AlertsSeen, alertsSeen, type RowSeen, rowsSeen } from './alerts-seen.ts';
import { type AlertRow, alertsSeenId } from './changes.ts';
import { factsWithin, standing, type WatchFacts, worked } from './facts.ts';
import type { Found, Unit } from './rules/watch-rule.ts';
import { WATCH_RULES } from './rules/watch-rules.ts';
import { watchSettings } from './watch-settings.ts';

/** What alerts are about: so many days, as they stood at the end of the last of them. */
export const ALERT_DAYS = 30;
/**
 * An alert stays until somebody has seen it: what stood above its threshold at the end of any of so many days is told, though
 * ordinary work has brought it under it since. Of the day itself, which is not over, only how it stands.
 */
export const UNSEEN_DAYS = 90;
/** What is still above its threshold then is said again. */
const SEEN_LASTS_DAYS = 7;

/** A row above its rule's threshold. */
export interface AlertFound extends Found {
  /** Nobody has seen it, or it has become worse since. */
  readonly news: boolean;
  /** The day at whose end it was worst, where that was not today; null: it is as it stands. */
  readonly on: string | null;
}

/** One rule with something above its threshold. */
export interface RuleAlerts {
  readonly rule: string;
  readonly unit: Unit;
  /** Rows above the threshold, worst first: those that are now, and those that were when nobody looked. */
  readonly rows: readonly AlertFound[];
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
  const { reader, place } = asking;
  const set = reader.get(watchSettings, place.clinicId)?.thresholds ?? {};
  const days = daysLookedBack(asking, branchId);
  return WATCH_RULES.flatMap(({ name: rule, unit, threshold, find }) => {
    const seen = reader.get(alertsSeen, alertsSeenId({ branchId, rule }));
    const before = Map.groupBy(rowsSeen(seen, days[0]?.to ?? ''), ({ id }) => id);
    const above = (facts: WatchFacts) => find(facts).filter(({ value }) => value > (set[rule] ?? threshold.byDefault));
    const rows = toldOf(
      days.map((facts) => ({ on: facts.to, found: above(facts) })),
      unit,
      before,
    );
    if (rows.length === 0) return [];
    return [{ rule, unit, rows, news: rows.filter(({ news }) => news).length, seen: seen ?? null }];
  });
}

/** The days that alerts speak of as they stand, and as they stood at the end of each day before: the latest first. */
function daysLookedBack(asking: Asking, branchId: string): readonly WatchFacts[] {
  const { reader, place, nowMs } = asking;
  const { from, to } = alertDates(asking, branchId);
  const stretch = { branchId, from, to, today: dateAt(reader, place.clinicId, nowMs), nowMs };
  const done = worked(reader, { ...stretch, from: addDays(from, 1 - UNSEEN_DAYS) });
  const now = factsWithin(done, standing(reader, stretch), stretch);
  // What stands open is told as it stands: once it is billed or applied, there is nothing to look at any more.
  const before = Array.from({ length: UNSEEN_DAYS - 1 }, (_, day) =>
    factsWithin(
      done,
      { unbilled: [], appointments: [], advances: [] },
      { ...stretch, from: addDays(from, -1 - day), to: addDays(to, -1 - day) },
    ),
  );
  return [now, ...before];
}

interface FoundOn {
  readonly on: string;
  readonly found: readonly Found[];
}

/**
 * Each person, machine or thing once, worst first: as it was worst of what nobody has seen, otherwise as it stands.
 * @param days the latest first
 */
function toldOf([now, ...before]: readonly FoundOn[], unit: Unit, seen: ReadonlyMap<string, readonly RowSeen[]>): AlertFound[] {
  const told = new Map<string, AlertFound>();
  for (const { on, found } of now ? [now, ...before] : [])
    for (const one of found) {
      const news = isNews(one, on, unit, seen.get(one.id) ?? []);
      const sooner = told.get(one.id);
      if (!news && on !== now?.on) continue;
      told.set(one.id, sooner?.news ? worst(sooner, one, on) : { ...one, news, on: on === now?.on ? null : on });
    }
  return [...told.values()].sort((a, b) => b.value - a.value || b.count - a.count);
}

/** Of what is told once, nothing may be left that is worse than what is then said to have been seen. */
function worst(one: AlertFound, other: Found, on: string): AlertFound {
  const count = Math.max(one.count, other.count);
  return other.value > one.value ? { ...other, count, news: true, on } : { ...one, count };
}

function isNews(row: AlertRow, on: string, unit: Unit, seen: readonly RowSeen[]): boolean {
  return !seen.some((before) => on < addDays(before.to, SEEN_LASTS_DAYS) && !isWorse(row, before, unit));
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
