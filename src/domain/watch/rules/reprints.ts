import { countOf, share } from '../facts.ts';
import type { WatchRule } from './watch-rule.ts';

/** Receipts printed once more: a duplicate can be shown for a payment that was never made. Value: share of all receipts. */
export const reprints: WatchRule = {
  name: 'reprints',
  unit: 'share',
  threshold: { byDefault: 500, min: 0, max: 5_000 },
  notes: ['reprint'],
  find: ({ people }) =>
    people.map(({ id, name, tallies }) => {
      const count = countOf(tallies, 'reprint');
      return { about: 'person', id, name, value: share(count, countOf(tallies, 'taken')), count, amountMinor: 0 };
    }),
};
