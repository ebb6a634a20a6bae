import { z } from 'zod';
import { type EventTender, type MoneyEvent, moneyEvents } from '../exports/money-events.ts';
import { type Invoice, invoice } from '../invoices/invoice.ts';
import { calendarDate } from '../kernel/calendar.ts';
import { everyBetween } from '../kernel/every-between.ts';
import { defineQuery } from '../kernel/operation.ts';
import type { Reader } from '../kernel/record.ts';
import { user } from '../staff/user.ts';
import { terminal } from '../terminals/terminal.ts';
import { type TillMovement, tillMovement } from '../tills/till-movement.ts';
import { branchAsked, branchOf } from './branch-asked.ts';
import { exception } from './exception.ts';

/**
 * Which lines belong to a day. `as-closed`: what happened on it and was known at its lock. `as-since-known`: that, and what
 * arrived later. `as-posted`: what counts in it, with what arrived late from earlier days.
 */
export const DAY_BOOK_VIEWS = ['as-closed', 'as-since-known', 'as-posted'] as const;
export type DayBookView = (typeof DAY_BOOK_VIEWS)[number];

export interface DayBookLine {
  readonly kind: MoneyEvent['kind'] | TillMovement['kind'];
  /** The date on the paper. */
  readonly businessDate: string;
  /** The day it counts in. */
  readonly postedDate: string;
  readonly late: boolean;
  readonly atMs: number;
  readonly number: string;
  /** The document it is about, or the reason of a movement of cash. */
  readonly reference: string;
  /** The patient, or who got cash that left the drawer. */
  readonly patientName: string;
  readonly terminalCode: string;
  readonly byName: string;
  readonly amountMinor: number;
  readonly tenders: readonly EventTender[];
}

export interface DayBook {
  readonly date: string;
  readonly view: DayBookView;
  /** In the order of time; the first so many. */
  readonly lines: readonly DayBookLine[];
  readonly lineCount: number;
  /** Amounts by kind, over all lines. */
  readonly sums: Readonly<Partial<Record<DayBookLine['kind'], number>>>;
}

const SHOWN = 2000;

/** A day of a branch, line by line. */
export const dayBook = defineQuery({
  name: 'dayBook',
  roles: ['manager', 'administrator', 'auditor'],
  terminals: ['back-office', 'server'],
  input: z.strictObject({ branchId: branchAsked, date: calendarDate, view: z.enum(DAY_BOOK_VIEWS).default('as-since-known') }),
  read({ branchId: asked, date, view }, { reader, place }): DayBook {
    const branchId = branchOf(asked, place);
    const all = datesAsked(reader, branchId, date, view).flatMap((one) => linesOf(reader, branchId, one));
    const lines = all.filter((one) => belongs(one, date, view)).sort((a, b) => a.atMs - b.atMs);
    return { date, view, lines: lines.slice(0, SHOWN), lineCount: lines.length, sums: sumsOf(lines) };
  },
});

/** The business dates of which something may belong to the day. */
function datesAsked(reader: Reader, branchId: string, date: string, view: DayBookView): readonly string[] {
  if (view !== 'as-posted') return [date];
  const cameLate = reader.find(exception, { branchId, postedDate: date, late: true }, { orderBy: 'businessDate', limit: 1000 });
  return [...new Set([...cameLate.map(({ businessDate }) => businessDate), date])];
}

function belongs({ businessDate, postedDate }: DayBookLine, date: string, view: DayBookView): boolean {
  switch (view) {
    case 'as-closed':
      return businessDate === date && postedDate === date;
    case 'as-since-known':
      return businessDate === date;
    case 'as-posted':
      return postedDate === date;
    default:
      return view satisfies never;
  }
}

function linesOf(reader: Reader, branchId: string, date: string): readonly DayBookLine[] {
  const codeOf = (terminalId: string | null) => (terminalId === null ? '' : (reader.get(terminal, terminalId)?.code ?? ''));
  const issuers = issuersOf(reader, branchId, date);
  const events = [...moneyEvents(reader, { branchId, from: date, to: date })].map((one): DayBookLine => {
    const { kind, date: businessDate, postedDate, atMs, number, reference, patientName, byName, amountMinor, tenders } = one;
    const who = { patientName, byName: byName || (issuers.get(number) ?? '') };
    const said = { kind, atMs, number, reference, ...who, amountMinor, tenders };
    return { ...said, ...dated(businessDate, postedDate), terminalCode: codeOf(one.terminalId) };
  });
  const inDay = { where: { branchId, businessDate: date }, field: 'recordedAtMs', from: 0, to: Number.MAX_SAFE_INTEGER } as const;
  const movements = [...everyBetween(reader, tillMovement, inDay)].map((one): DayBookLine => {
    const { kind, recordedAtMs: atMs, slip, reason: reference, payee, cashierName: byName, amountMinor } = one;
    const said = { kind, atMs, number: slip ?? '', reference, patientName: payee ?? '', byName, amountMinor, tenders: [] };
    return { ...said, ...dated(one.businessDate, one.postedDate), terminalCode: codeOf(one.terminalId) };
  });
  return [...events, ...movements];
}

/** Who issued each invoice of a day, by its number. */
function issuersOf(reader: Reader, branchId: string, date: string): ReadonlyMap<string, string> {
  const issued = everyBetween(reader, invoice, { where: { branchId }, field: 'businessDate', from: date, to: date });
  const nameOf = ({ issuedBy, issuedByName }: Invoice) => issuedByName ?? reader.get(user, issuedBy)?.name ?? '';
  return new Map([...issued].map((one) => [one.number, nameOf(one)]));
}

function dated(businessDate: string, postedDate: string) {
  return { businessDate, postedDate, late: postedDate !== businessDate };
}

function sumsOf(lines: readonly DayBookLine[]): DayBook['sums'] {
  const sums: Partial<Record<DayBookLine['kind'], number>> = {};
  for (const { kind, amountMinor } of lines) sums[kind] = (sums[kind] ?? 0) + amountMinor;
  return sums;
}
