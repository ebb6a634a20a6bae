import { z } from 'zod';
import { defineQuery } from '../kernel/operation.ts';
import type { Reader } from '../kernel/record.ts';
import { branchAsked, branchOf } from './branch-asked.ts';
import { branchDay } from './branch-day.ts';
import { lockedUntil } from './branch-lock.ts';
import { branchDate, dateAt } from './business-date.ts';
import { businessDay } from './business-day.ts';
import { dayId } from './day-keys.ts';
import { addTotals, type DayTotals, NO_TOTALS } from './day-totals.ts';
import { supplement } from './supplement.ts';

export interface DayListed {
  readonly date: string;
  readonly state: 'OPEN' | 'LOCKED';
  readonly incomplete: boolean;
  readonly lockedAtMs: number | null;
  readonly lockedByName: string | null;
  /** What counts in the day; fixed once it is locked. */
  readonly totals: DayTotals;
  /** With what arrived after the lock. */
  readonly asSinceKnown: DayTotals;
  readonly lateEntries: number;
  /** Late entries that no manager has seen. */
  readonly waiting: number;
}

/** A branch's days on which something happened, latest first, today and the business date among them. */
export const daysList = defineQuery({
  name: 'daysList',
  roles: ['manager', 'administrator', 'auditor'],
  terminals: ['back-office', 'server'],
  input: z.strictObject({ branchId: branchAsked, limit: z.number().int().min(1).max(400).default(31) }),
  read({ branchId: asked, limit }, { reader, place, nowMs }): readonly DayListed[] {
    const branchId = branchOf(asked, place);
    const latest = { orderBy: 'date', descending: true, limit } as const;
    const dates = [
      dateAt(reader, place.clinicId, nowMs),
      branchDate(reader, place.clinicId, branchId, nowMs),
      ...reader.find(branchDay, { branchId }, latest).map((one) => one.date),
      ...reader.find(businessDay, { branchId }, latest).map((one) => one.date),
    ];
    const last = [...new Set(dates)].sort().reverse().slice(0, limit);
    return last.map((date) => listed(reader, branchId, date));
  },
});

function listed(reader: Reader, branchId: string, date: string): DayListed {
  const lock = reader.get(businessDay, dayId(branchId, date));
  const after = reader.get(supplement, dayId(branchId, date));
  const totals = reader.get(branchDay, dayId(branchId, date))?.totals ?? NO_TOTALS;
  const locked = lockedUntil(reader, branchId);
  return {
    date,
    state: locked !== null && date <= locked ? 'LOCKED' : 'OPEN',
    incomplete: lock?.incomplete ?? false,
    lockedAtMs: lock?.lockedAtMs ?? null,
    lockedByName: lock?.lockedByName ?? null,
    totals,
    asSinceKnown: after ? addTotals(totals, after.totals) : totals,
    lateEntries: after?.entries ?? 0,
    waiting: after?.waiting ?? 0,
  };
}
