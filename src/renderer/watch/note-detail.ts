import { calendarDate } from '#domain/kernel/calendar.ts';
import type { Figures } from '../app/figures.ts';

/** What a note says beside its kind, with dates as people read them. */
export function noteDetail(detail: string, { date }: Pick<Figures, 'date'>): string {
  return detail.replace(/\b\d{4}-\d{2}-\d{2}\b/g, (said) => (calendarDate.safeParse(said).success ? date(said) : said));
}
