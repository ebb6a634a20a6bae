import type { PaperLanguage } from '#domain/kernel/paper-kinds.ts';
import { amountInWords } from './amount-in-words.ts';
import type { Letterhead } from './documents.ts';

/** Writes money, dates and times as the clinic's people read them. */
export interface Figures {
  money(amountMinor: number): string;
  /** Written out; null where the currency's words are not known. */
  inWords(amountMinor: number): string | null;
  /** 1800 basis points as `18%`. */
  rate(basisPoints: number): string;
  date(calendarDate: string): string;
  time(atMs: number): string;
  dateAndTime(atMs: number): string;
}

const LOCALES: Readonly<Record<PaperLanguage, string>> = { en: 'en-IN', hi: 'hi-IN' };

export function figuresFor({ currency, timeZone }: Pick<Letterhead, 'currency' | 'timeZone'>, language: PaperLanguage): Figures {
  const locale = LOCALES[language];
  const amount = new Intl.NumberFormat(locale, { style: 'currency', currency });
  const digits = amount.resolvedOptions().maximumFractionDigits ?? 2;
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 });
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone });
  const both = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  return {
    money: (amountMinor) => printable(amount.format(amountMinor / 10 ** digits)),
    inWords: (amountMinor) => amountInWords(amountMinor, currency, language),
    rate: (basisPoints) => printable(percent.format(basisPoints / 10_000)),
    date: (calendarDate) => printable(date.format(Date.parse(`${calendarDate}T00:00:00Z`))),
    time: (atMs) => printable(time.format(atMs)),
    dateAndTime: (atMs) => printable(both.format(atMs)),
  };
}

/** The document font has no narrow or figure spaces, which some locales put between number and unit. */
function printable(text: string): string {
  return text.replace(/[\u2000-\u200a\u202f]/g, ' ');
}
