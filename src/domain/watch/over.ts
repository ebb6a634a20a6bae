import { addDays } from '../kernel/calendar.ts';
import type { Stretch } from './facts.ts';

/** A stretch of days, with what is known of how far they are over. */
export interface Over extends Stretch {
  /** A day is over with its lock, in the evening already. */
  readonly lockedUntil: string | null;
}

/** The last day of the stretch that is over or locked. */
export function lastOver({ to, today, lockedUntil }: Over): string {
  const yesterday = addDays(today, -1);
  const last = lockedUntil !== null && lockedUntil > yesterday ? lockedUntil : yesterday;
  return to < last ? to : last;
}

/** Calendar days since; at least 1 once the day is locked, though the calendar may not have turned. */
export function daysSince(date: string, { today, lockedUntil }: Over): number {
  const atLeast = lockedUntil !== null && date <= lockedUntil ? 1 : 0;
  return Math.max(atLeast, Math.round((Date.parse(today) - Date.parse(date)) / 86_400_000));
}
