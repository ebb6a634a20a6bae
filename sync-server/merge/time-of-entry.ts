import { addDays } from '#domain/kernel/calendar.ts';
import { CLOCK_TOLERANCE_MS } from '#domain/kernel/clock-tolerance.ts';
import type { EntryFacts } from '#domain/kernel/entry-facts.ts';

export interface ClaimedTime {
  readonly recordedAtMs: number;
  readonly businessDate: string;
  /** The latest server time the author had seen when it wrote this, or null. */
  readonly seenAtMs: number | null;
}

export type TimeFound = Pick<EntryFacts, 'postedDate' | 'late' | 'flags'>;

/**
 * What an entry's claims about time are worth when it arrives.
 * @param firstOpenDate the day after the last locked one of its branch; null while none is locked
 * @param today the clinic's date at `nowMs`
 */
export function timeOfEntry(claimed: ClaimedTime, firstOpenDate: string | null, nowMs: number, today: string): TimeFound {
  const { businessDate } = claimed;
  const impossible = isImpossible(claimed, nowMs);
  if (firstOpenDate !== null && businessDate < firstOpenDate)
    return { postedDate: firstOpenDate, late: true, flags: [impossible ? 'clock-suspect' : 'time-unproven'] };
  if (businessDate > addDays(today, 1)) {
    const postedDate = firstOpenDate !== null && firstOpenDate > today ? firstOpenDate : today;
    return { postedDate, late: false, flags: ['clock-suspect'] };
  }
  return { postedDate: businessDate, late: false, flags: impossible ? ['clock-suspect'] : [] };
}

/** Before what its author had already seen, or after its arrival. */
export function isImpossible({ recordedAtMs, seenAtMs }: Pick<ClaimedTime, 'recordedAtMs' | 'seenAtMs'>, nowMs: number): boolean {
  return recordedAtMs > nowMs + CLOCK_TOLERANCE_MS || (seenAtMs !== null && recordedAtMs < seenAtMs - CLOCK_TOLERANCE_MS);
}
