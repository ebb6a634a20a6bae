import { addDays } from '#domain/kernel/calendar.ts';

export interface TrendDay {
  readonly date: string;
  readonly value: number;
}

/** More bars than this say nothing: days are put together. */
const MOST_BARS = 60;

/** Every day of a stretch, those on which nothing was done too. */
export function everyDay(from: string, to: string, values: ReadonlyMap<string, number>): readonly TrendDay[] {
  const days: TrendDay[] = [];
  for (let date = from; date <= to; date = addDays(date, 1)) days.push({ date, value: values.get(date) ?? 0 });
  return days;
}

/** As many days in each bar as it takes; each is named by its first. */
export function putTogether(days: readonly TrendDay[]): readonly TrendDay[] {
  const each = Math.max(1, Math.ceil(days.length / MOST_BARS));
  const bars: TrendDay[] = [];
  for (let at = 0; at < days.length; at += each) {
    const some = days.slice(at, at + each);
    bars.push({ date: some[0]?.date ?? '', value: some.reduce((sum, { value }) => sum + value, 0) });
  }
  return bars;
}
