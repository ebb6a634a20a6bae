import { amountOf, countOf, ownOrAll, share } from '../facts.ts';
import type { WatchRule } from './watch-rule.ts';

/** Less tells nothing, minor units: one small debt let go is a large share of a quiet day. */
const LEAST_MINOR = 100_000;

/**
 * Dues of patients that somebody let go of, and shares of payers. Value: their share of what the person billed, or of all that was
 * billed where they bill nothing, as a manager does.
 */
export const waiversByCashier: WatchRule = {
  name: 'waivers-by-cashier',
  unit: 'share',
  threshold: { byDefault: 100, min: 0, max: 5_000 },
  notes: ['waiver', 'write-off'],
  find: ({ people, all }) =>
    people.map(({ id, name, tallies }) => {
      const amountMinor = amountOf(tallies, 'waiver', 'write-off');
      const row = { about: 'person' as const, id, name, count: countOf(tallies, 'waiver', 'write-off'), amountMinor };
      if (amountMinor < LEAST_MINOR) return { ...row, value: 0, tooFew: true };
      return { ...row, value: share(amountMinor, ownOrAll(amountOf(tallies, 'invoiced'), amountOf(all, 'invoiced'))) };
    }),
};
