import { amountOf, countOf, share } from '../facts.ts';
import type { WatchRule } from './watch-rule.ts';

/** Dues of patients that somebody let go of, and shares of payers. Value: their share of what they billed. */
export const waiversByCashier: WatchRule = {
  name: 'waivers-by-cashier',
  unit: 'share',
  threshold: { byDefault: 100, min: 0, max: 5_000 },
  notes: ['waiver', 'write-off'],
  find: ({ people }) =>
    people.map(({ id, name, tallies }) => {
      const amountMinor = amountOf(tallies, 'waiver', 'write-off');
      const value = share(amountMinor, amountOf(tallies, 'invoiced'));
      return { about: 'person', id, name, value, count: countOf(tallies, 'waiver', 'write-off'), amountMinor };
    }),
};
