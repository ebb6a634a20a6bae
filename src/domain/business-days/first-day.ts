import { branch } from '../clinics/branch.ts';
import { addDays } from '../kernel/calendar.ts';
import type { Place } from '../kernel/operation.ts';
import type { Reader } from '../kernel/record.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';
import { dateAt } from './business-date.ts';
import { earliestOpenDay } from './open-days.ts';

/**
 * Refuses a date that was over before the branch existed: a lock of it would say that a day was looked at which never was.
 * A date that an entry claims, by a clock that was wrong, is one to lock all the same: it would keep the next from being locked.
 */
export function beforeBranchRefusal(
  { reader, place }: { readonly reader: Reader; readonly place: Place },
  branchId: string,
  date: string,
): Refusal | undefined {
  const one = reader.get(branch, branchId);
  if (!one) return refuse('branch-unknown');
  const opened = dateAt(reader, place.clinicId, one.createdAtMs);
  if (date >= opened || earliestOpenDay(reader, branchId, addDays(date, 1)) !== null) return undefined;
  return refuse('day-before-branch', { date, opened });
}
