import { MAX_AMOUNT_MINOR } from '#domain/kernel/money.ts';

/** How this clinic writes money and time, in a window's language. Pure: everything comes in. */
export interface Figures {
  readonly currency: string;
  /** Digits after the point in the currency: 2 for rupees. */
  readonly digits: number;
  /** `₹1,25,000.50` */
  money(minor: number): string;
  /** Without the currency's sign, for columns: `1,25,000.50`. */
  amount(minor: number): string;
  /** As typed into a field: `125000.50`. */
  typedAmount(minor: number): string;
  /** Minor units of what was typed (`1,250`, `₹ 12.5`); undefined where it is not an amount. */
  parseAmount(text: string): number | undefined;
  /** What is wrong with what was typed; undefined where it is an amount within the limits. */
  amountFault(text: string, limits?: AmountLimits): AmountFault | undefined;
  count(value: number): string;
  /** `18 %` of hundredths of a percent. */
  percent(basisPoints: number): string;
  /** A business date: `21 Nov 2026`. */
  date(date: string): string;
  /** The same with the day of the week: `Sat, 21 Nov`. */
  day(date: string): string;
  /** Where there is little room: `21 Nov`. */
  shortDay(date: string): string;
  /** The month of a business date: `November 2026`. */
  month(date: string): string;
  /** The clinic's wall clock: `14:05`. */
  time(atMs: number): string;
  dateTime(atMs: number): string;
  /** A length of time, in the largest unit that says enough: `3 min`, `2 hr`. */
  lasting(ms: number): string;
}

export interface FiguresOf {
  /** BCP 47, e.g. `en-IN`. */
  readonly locale: string;
  /** ISO 4217. */
  readonly currency: string;
  /** IANA. */
  readonly timeZone: string;
}

export function figuresFor({ locale, currency, timeZone }: FiguresOf): Figures {
  const money = new Intl.NumberFormat(locale, { style: 'currency', currency });
  const digits = money.resolvedOptions().maximumFractionDigits ?? 2;
  const amount = new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const count = new Intl.NumberFormat(locale);
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 });
  // A business date is no instant: it is written as it stands, whatever the time zone.
  const date = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' });
  const day = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', weekday: 'short', day: 'numeric', month: 'short' });
  const shortDay = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', day: 'numeric', month: 'short' });
  const month = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', month: 'long', year: 'numeric' });
  const time = new Intl.DateTimeFormat(locale, { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const dateTime = new Intl.DateTimeFormat(locale, {
    timeZone,
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const scale = 10 ** digits;
  return {
    currency,
    digits,
    money: (minor) => money.format(minor / scale),
    amount: (minor) => amount.format(minor / scale),
    typedAmount: (minor) => (minor / scale).toFixed(digits),
    parseAmount: (text) => parseAmount(text, digits),
    amountFault: (text, limits) => amountFault(text, digits, limits),
    count: (value) => count.format(value),
    percent: (basisPoints) => percent.format(basisPoints / 10_000),
    date: (one) => date.format(Date.parse(`${one}T00:00:00Z`)),
    day: (one) => day.format(Date.parse(`${one}T00:00:00Z`)),
    shortDay: (one) => shortDay.format(Date.parse(`${one}T00:00:00Z`)),
    month: (one) => month.format(Date.parse(`${one}T00:00:00Z`)),
    time: (atMs) => time.format(atMs),
    dateTime: (atMs) => dateTime.format(atMs),
    lasting: (ms) => lasting(locale, ms),
  };
}

/** What keeps a typed text from being an amount that is wanted. */
export type AmountFault = 'empty' | 'unreadable' | 'negative' | 'decimals' | 'zero' | 'too-large';

/** What a field takes; minor units. */
export interface AmountLimits {
  /** 0 is an answer too. */
  readonly zero?: boolean;
  /** The most there may be here; without it, the most an amount can be anywhere. */
  readonly mostMinor?: number;
}

/** An amount as people type it: grouping commas, spaces and a currency sign are let pass, a minus and a third decimal are not. */
export function parseAmount(text: string, digits: number): number | undefined {
  const { whole, fraction, fault } = readTyped(text, digits);
  if (fault !== undefined) return undefined;
  const minor = Number(whole) * 10 ** digits + Number(fraction.padEnd(digits, '0'));
  return minor > MAX_AMOUNT_MINOR ? undefined : minor;
}

/** What is wrong with what was typed; undefined where it is an amount within the limits. */
export function amountFault(
  text: string,
  digits: number,
  { zero = false, mostMinor = MAX_AMOUNT_MINOR }: AmountLimits = {},
): AmountFault | undefined {
  const { fault } = readTyped(text, digits);
  if (fault !== undefined) return fault;
  const minor = parseAmount(text, digits);
  if (minor === undefined || minor > mostMinor) return 'too-large';
  return minor === 0 && !zero ? 'zero' : undefined;
}

function readTyped(text: string, digits: number): { whole: string; fraction: string; fault?: AmountFault } {
  const bare = text.replace(/[\s,₹$€£]/g, '');
  const [, sign = '', whole = '', fraction = ''] = /^([-−]?)(\d*)(?:\.(\d*))?$/.exec(bare) ?? [];
  const read = { whole, fraction };
  if (bare === '') return { ...read, fault: 'empty' };
  if (whole === '' && fraction === '') return { ...read, fault: 'unreadable' };
  if (sign !== '') return { ...read, fault: 'negative' };
  return fraction.length > digits ? { ...read, fault: 'decimals' } : read;
}

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const;

function lasting(locale: string, ms: number): string {
  const [unit, size] = UNITS.find(([, one]) => ms >= one) ?? UNITS[3];
  const format = new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' });
  return format.format(Math.max(0, Math.floor(ms / size)));
}
