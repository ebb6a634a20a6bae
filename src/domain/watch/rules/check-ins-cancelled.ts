import { countOf, ownOrAll, share } from '../facts.ts';
import type { WatchRule } from './watch-rule.ts';

/** Fewer tell nothing: people leave, and are checked in for the wrong doctor. */
const LEAST = 5;

/**
 * Whoever was here and was taken off the list before a doctor had begun: gone home, or seen off the books. Value: their share of
 * what the person checked in, or of all check-ins where they check in nobody.
 */
export const checkInsCancelled: WatchRule = {
  name: 'check-ins-cancelled',
  unit: 'share',
  threshold: { byDefault: 500, min: 0, max: 5_000 },
  notes: ['check-in-cancelled'],
  find: ({ people, all }) =>
    people.map(({ id, name, tallies }) => {
      const count = countOf(tallies, 'check-in-cancelled');
      const row = { about: 'person' as const, id, name, count, amountMinor: 0 };
      if (count < LEAST) return { ...row, value: 0, tooFew: true };
      return { ...row, value: share(count, ownOrAll(countOf(tallies, 'checked-in'), countOf(all, 'checked-in'))) };
    }),
};
