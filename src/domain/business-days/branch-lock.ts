import { z } from 'zod';
import { addDays, calendarDate } from '../kernel/calendar.ts';
import { id } from '../kernel/fields.ts';
import { defineRecord, on, type Reader, type RecordType } from '../kernel/record.ts';
import { refuse } from '../kernel/refusal.ts';
import { businessDayLocked } from './changes.ts';

/** How far a branch's days are locked: this one and every one before it. */
export const branchLockShape = z.object({ id, lockedUntil: calendarDate });
export type BranchLock = z.infer<typeof branchLockShape>;

export const branchLock: RecordType<BranchLock> = defineRecord({
  name: 'branch-lock',
  shape: branchLockShape,
  stream: 'directory',
  handlers: [
    on(businessDayLocked, {
      check: (lock, body) =>
        lock && body.date <= lock.lockedUntil
          ? refuse('day-locked', { date: body.date, lockedUntil: lock.lockedUntil })
          : undefined,
      fold: (lock, body) => ({
        id: body.branchId,
        lockedUntil: lock && lock.lockedUntil > body.date ? lock.lockedUntil : body.date,
      }),
    }),
  ],
});

/** Null while no day of the branch is locked. */
export function lockedUntil(reader: Reader, branchId: string): string | null {
  return reader.get(branchLock, branchId)?.lockedUntil ?? null;
}

/** The day after the last locked one: where late entries count. Null while none is locked. */
export function firstOpenDate(reader: Reader, branchId: string): string | null {
  const locked = lockedUntil(reader, branchId);
  return locked === null ? null : addDays(locked, 1);
}
