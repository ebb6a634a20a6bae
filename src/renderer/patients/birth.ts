import type { Patient } from '#domain/patients/patient.ts';

/** What is known of somebody's age. */
export type Birth = Pick<Patient, 'birthDate' | 'ageYears' | 'ageAsOf'>;

export interface Age {
  readonly years: number;
  /** Whole months, where there is not yet a year. */
  readonly months: number | null;
}

/** How old somebody is on a date; undefined where nothing is known. An age without a birth date grows by whole years. */
export function ageOn(birth: Birth, date: string): Age | undefined {
  if (birth.birthDate !== null) {
    const months = monthsBetween(birth.birthDate, date);
    return { years: Math.max(0, Math.floor(months / 12)), months: months < 12 ? Math.max(0, months) : null };
  }
  if (birth.ageYears === null) return undefined;
  const since = birth.ageAsOf === null ? 0 : Math.max(0, Math.floor(monthsBetween(birth.ageAsOf, date) / 12));
  return { years: birth.ageYears + since, months: null };
}

function monthsBetween(from: string, to: string): number {
  const [fromYear = 0, fromMonth = 0, fromDay = 0] = from.split('-').map(Number);
  const [toYear = 0, toMonth = 0, toDay = 0] = to.split('-').map(Number);
  return (toYear - fromYear) * 12 + (toMonth - fromMonth) - (toDay < fromDay ? 1 : 0);
}

export interface TypedBirth {
  readonly birthDate: string | null;
  readonly ageYears: number | null;
}

/** Why what was typed is nobody's age or birth date. */
export type BirthProblem = 'missing' | 'unreadable' | 'no-such-date' | 'future' | 'too-old' | 'age-too-high';

export const OLDEST_YEARS = 130;

/** As `readBirth`; undefined where it is neither. */
export function parseBirth(typed: string, today: string): TypedBirth | undefined {
  const read = readBirth(typed, today);
  return typeof read === 'string' ? undefined : read;
}

/** What is wrong with it; null where nothing is. */
export function birthProblem(typed: string, today: string): BirthProblem | null {
  const read = readBirth(typed, today);
  return typeof read === 'string' ? read : null;
}

/**
 * Reads one field that takes either: `34` is an age, `4/3/1990`, `04-03-90` or `1990-03-04` a birth date, day first as
 * India writes it. A year of two digits is the latest one that is not after today's.
 * @param today the business date, YYYY-MM-DD
 */
function readBirth(typed: string, today: string): TypedBirth | BirthProblem {
  const text = typed.trim();
  if (text === '') return 'missing';
  if (/^\d{1,3}$/.test(text)) {
    const ageYears = Number(text);
    return ageYears <= OLDEST_YEARS ? { birthDate: null, ageYears } : 'age-too-high';
  }
  const parts = dateParts(text, today);
  if (!parts) return 'unreadable';
  const birthDate = calendar(...parts);
  if (birthDate === undefined) return 'no-such-date';
  if (birthDate > today) return 'future';
  return monthsBetween(birthDate, today) >= (OLDEST_YEARS + 1) * 12 ? 'too-old' : { birthDate, ageYears: null };
}

/** Year, month and day as they were typed, whether or not the calendar has such a day. */
function dateParts(text: string, today: string): [year: number, month: number, day: number] | undefined {
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text);
  if (iso) return [Number(iso[1]), Number(iso[2]), Number(iso[3])];
  const spoken = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})$/.exec(text);
  const together = /^(\d{2})(\d{2})(\d{4})$/.exec(text);
  const [, day, month, year = ''] = spoken ?? together ?? [];
  return day === undefined || month === undefined ? undefined : [fullYear(year, today), Number(month), Number(day)];
}

function fullYear(year: string, today: string): number {
  if (year.length === 4) return Number(year);
  const century = Math.floor(Number(today.slice(0, 4)) / 100) * 100;
  const full = century + Number(year);
  return full > Number(today.slice(0, 4)) ? full - 100 : full;
}

function calendar(year: number, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(2000, month - 1, day));
  // Years below 100 would be taken for 1900 and on.
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  return date.toISOString().slice(0, 10);
}
