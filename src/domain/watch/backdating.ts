import type { EntryFacts } from '../kernel/entry-facts.ts';
import type { Doing } from './doing.ts';
import { oddities } from './oddities.ts';

/** What people are refused who want something to hold for days that are over. */
export const BACKDATING: readonly string[] = ['begins-in-past', 'ends-in-past'];

/** A price or a rate, of what, and why. */
interface About {
  /** The service or tax code. */
  readonly subjectId: string;
  readonly reason: string;
}

/**
 * A price or rate that holds, or no longer holds, from a day on that was over when the entry was heard of: before the first day
 * that it can count in. A terminal whose clock was set back says it in time by its own date; the lock says otherwise.
 */
export function heldFrom(entry: EntryFacts, from: string, { subjectId, reason }: About): readonly Doing[] {
  const odd = oddTimes(entry, subjectId).filter(({ kind }) => kind === 'clock');
  if (from >= entry.postedDate) return odd;
  const detail = reason === '' ? from : `${from}: ${reason}`;
  return [{ kind: 'backdated', amountMinor: 0, subjectId, detail }, ...odd];
}

/** Late, or at an impossible or unprovable time, where no money is meant. */
export function oddTimes(entry: EntryFacts, subjectId: string): readonly Doing[] {
  return oddities(entry, { amountMinor: 0, subjectId }).filter(({ kind }) => kind === 'late' || kind === 'clock');
}

/**
 * The day that what an entry does is noted under: the one it says. What it says of days that were over is noted when it was
 * heard of, where management looks.
 */
export function noteDate(doings: readonly Pick<Doing, 'kind'>[], { businessDate, postedDate }: EntryFacts): string {
  return doings.some(({ kind }) => kind === 'backdated') ? postedDate : businessDate;
}
