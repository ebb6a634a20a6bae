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
