import type { CountedDay } from '#domain/watch/fraud-pack.ts';
import { everyDay, putTogether } from './trend-days.ts';

/** A day, or as many as one bar holds, named by its first. */
export type CountedBar = CountedDay;

/** Bars of a stretch: what was missing and what was too much are put together apart from each other. */
export function countedBars(from: string, to: string, days: readonly CountedDay[]): readonly CountedBar[] {
  const bars = (of: 'shortMinor' | 'overMinor') =>
    putTogether(everyDay(from, to, new Map(days.map((day) => [day.date, day[of]]))));
  const over = bars('overMinor');
  return bars('shortMinor').map(({ date, value }, at) => ({ date, shortMinor: value, overMinor: over[at]?.value ?? 0 }));
}
