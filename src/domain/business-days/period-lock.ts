import { z } from 'zod';
import { calendarDate } from '../kernel/calendar.ts';
import { id, instantMs, text } from '../kernel/fields.ts';
import { defineRecord, on, type Reader, type RecordType } from '../kernel/record.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';
import { lockedUntil } from './branch-lock.ts';
import { periodLocked } from './changes.ts';
import { allTotals, dayTotals } from './day-totals.ts';
import { datesOf, PERIOD_KINDS, type PeriodKind } from './period.ts';

/** A month or financial year that is closed. Its figures never change; what arrives later counts in an open day. */
export const periodLockShape = z.object({
  id: text(120),
  branchId: id,
  kind: z.enum(PERIOD_KINDS),
  period: text(8),
  from: calendarDate,
  to: calendarDate,
  /** Days on which something happened. */
  days: z.number().int().min(0),
  /** Of those, the ones locked with something missing. */
  incompleteDays: z.array(calendarDate),
  totals: dayTotals,
  /** Of that, what came late from earlier days. */
  late: dayTotals,
  lockedAtMs: instantMs,
  lockedBy: id,
  lockedByName: text(120),
});
export type PeriodLock = z.infer<typeof periodLockShape>;

export const periodLock: RecordType<PeriodLock> = defineRecord({
  name: 'period-lock',
  shape: periodLockShape,
  stream: 'management',
  columns: ['branchId', 'kind', 'period'],
  indexes: [['branchId', 'kind', 'period']],
  handlers: [
    on(periodLocked, {
      check: (one, body, _entry, reader) =>
        one
          ? refuse('period-locked', { period: one.period, lockedBy: one.lockedByName, lockedAtMs: one.lockedAtMs })
          : daysOpenRefusal(reader, body.branchId, body.kind, body.period),
      fold: (one, { totals, late, ...body }, entry, id) =>
        one ?? {
          ...body,
          id,
          totals: allTotals(totals),
          late: allTotals(late),
          lockedAtMs: entry.recordedAtMs,
          lockedBy: entry.actorId,
        },
    }),
  ],
});

/** Every day of it must be locked, to the last one. */
export function daysOpenRefusal(reader: Reader, branchId: string, kind: PeriodKind, period: string): Refusal | undefined {
  const { to } = datesOf(kind, period);
  const locked = lockedUntil(reader, branchId);
  return locked !== null && locked >= to ? undefined : refuse('period-days-open', { period, to, lockedUntil: locked });
}
