import { type BusinessDay, businessDay } from '../business-days/business-day.ts';
import type { Reader } from '../kernel/record.ts';
import { type Till, till } from './till.ts';

/** The day of a till was locked without it. What came of it after the lock stands in the supplement to that day. */
export interface LockedOver {
  /** Of the till. */
  readonly date: string;
  readonly byName: string;
  readonly atMs: number;
  /** Why the day was locked without it; null where nobody knew that the till was open. */
  readonly reason: string | null;
  /** Of the till; null while it is open. */
  readonly zNumber: number | null;
}

/** The lock that went over a till of this terminal: over the one that is open, or over this person's last one. */
export function lockedOver(reader: Reader, terminalId: string, userId: string): LockedOver | null {
  const [last] = reader.find(till, { terminalId }, { orderBy: 'openedAtMs', descending: true, limit: 1 });
  if (!last || (last.state === 'CLOSED' && last.userId !== userId)) return null;
  // Days are locked in their order: the first lock of this day or a later one is the one that took it along.
  const where = { branchId: last.branchId, date: { from: last.businessDate } };
  const [lock] = reader.find(businessDay, where, { orderBy: 'date', limit: 1 });
  if (!lock || hadItsZ(lock, last)) return null;
  const { lockedByName: byName, lockedAtMs: atMs, reason } = lock;
  return { date: last.businessDate, byName, atMs, reason, zNumber: last.z?.number ?? null };
}

/** Whether the till was closed when the day was locked, as far as was known at the centre. */
function hadItsZ(lock: BusinessDay, { businessDate, terminalId, z }: Till): boolean {
  // A day in which the centre knew of a till is locked by itself.
  if (!z || lock.date !== businessDate) return false;
  return lock.terminals.some((one) => one.terminalId === terminalId && one.zNumbers.includes(z.number));
}
