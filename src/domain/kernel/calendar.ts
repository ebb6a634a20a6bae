import { z } from 'zod';

/** A calendar date, YYYY-MM-DD, that exists. Not an instant. */
export const calendarDate = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .refine((date) => !Number.isNaN(Date.parse(`${date}T00:00:00Z`)) && toDate(Date.parse(`${date}T00:00:00Z`)) === date, {
    message: 'is not a date of the calendar',
  });

const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * The calendar date at an instant in a time zone, where the day starts at `cutOffMinutes` after midnight.
 * @param timeZone IANA name, e.g. `Asia/Kolkata`
 */
export function dateIn(timeZone: string, atMs: number, cutOffMinutes = 0): string {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
    formats.set(timeZone, format);
  }
  return format.format(atMs - cutOffMinutes * 60_000);
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** What the clocks of a time zone show at an instant: the calendar's date, and minutes after midnight. */
export function clockIn(timeZone: string, atMs: number): { readonly date: string; readonly minute: number } {
  let clock = clocks.get(timeZone);
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
    clocks.set(timeZone, clock);
  }
  const [hour = '0', minute = '0'] = clock.format(atMs).split(':');
  return { date: dateIn(timeZone, atMs), minute: Number(hour) * 60 + Number(minute) };
}

/**
 * The instant at which the clocks of a time zone show a date and a time, UTC ms. Where they are set forward over that time, as
 * much later as they are set; where they show it twice, the first.
 * @param minute after midnight
 */
export function instantAt(timeZone: string, date: string, minute: number): number {
  const asUtc = Date.parse(`${date}T00:00:00Z`) + minute * 60_000;
  const ahead = (atMs: number) => {
    const shown = clockIn(timeZone, atMs);
    return Date.parse(`${shown.date}T00:00:00Z`) + shown.minute * 60_000 - Math.floor(atMs / 60_000) * 60_000;
  };
  const [before, after] = [asUtc - ahead(asUtc - DAY_MS), asUtc - ahead(asUtc + DAY_MS)];
  const shows = (atMs: number) => ahead(atMs) === asUtc - atMs;
  return [Math.min(before, after), Math.max(before, after)].find(shows) ?? before;
}

const DAY_MS = 86_400_000;

export function addDays(date: string, days: number): string {
  const day = Number(date.slice(8)) + days;
  // Every month has these days. Asked for each entry that is placed, and nearly always answered here.
  if (day >= 1 && day <= 28) return `${date.slice(0, 8)}${String(day).padStart(2, '0')}`;
  return toDate(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000);
}

function toDate(utcMs: number): string {
  return new Date(utcMs).toISOString().slice(0, 10);
}

/** India's financial year of a date, April to March, as two digits each: 2026-05-01 → `2627`. */
export function financialYear(date: string): string {
  const year = Number(date.slice(0, 4)) - (date.slice(5, 7) < '04' ? 1 : 0);
  return `${String(year % 100).padStart(2, '0')}${String((year + 1) % 100).padStart(2, '0')}`;
}
