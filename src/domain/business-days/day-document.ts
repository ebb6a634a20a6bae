import { z } from 'zod';
import { asKept, type Letterhead, letterhead } from '../documents/letterhead.ts';
import { calendarDate } from '../kernel/calendar.ts';
import { defineQuery } from '../kernel/operation.ts';
import { terminal } from '../terminals/terminal.ts';
import { branchAsked, branchOf } from './branch-asked.ts';
import { lockedFigures } from './business-day.ts';
import { dayId } from './day-keys.ts';
import type { Exception } from './exception.ts';
import { type DayFigures, figuresOfDay } from './figures-of-day.ts';

/** A late entry as a supplement lists it. */
export interface LateEntry extends Pick<Exception, 'kind' | 'number' | 'amountMinor' | 'recordedAtMs' | 'postedDate'> {
  readonly terminalCode: string;
}

/** Everything the papers of a day say: its close, and the supplement to it. From its lock on they are from whoever it was locked for. */
export interface DayDocument extends Omit<DayFigures, 'lateEntries'> {
  readonly letterhead: Letterhead;
  readonly lateEntries: readonly LateEntry[];
}

export const dayDocument = defineQuery({
  name: 'dayDocument',
  roles: ['manager', 'administrator', 'auditor'],
  terminals: ['back-office'],
  input: z.strictObject({ branchId: branchAsked, date: calendarDate }),
  read({ branchId: asked, date }, { reader, place }): DayDocument {
    const branchId = branchOf(asked, place);
    const day = figuresOfDay(branchId, date, { reader });
    const kept = reader.get(lockedFigures, dayId(branchId, date))?.paper;
    const codeOf = (terminalId: string) => reader.get(terminal, terminalId)?.code ?? '';
    return {
      ...day,
      letterhead: kept ? asKept(kept) : letterhead(reader, place.clinicId, branchId),
      lateEntries: day.lateEntries.map(({ kind, number, amountMinor, recordedAtMs, postedDate, terminalId }) => ({
        ...{ kind, number, amountMinor, recordedAtMs, postedDate },
        terminalCode: codeOf(terminalId),
      })),
    };
  },
});
