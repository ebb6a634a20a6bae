import { amountOf, countOf, share } from '../facts.ts';
import type { WatchRule } from './watch-rule.ts';

/** What a cashier took off bills. Value: its share of what they billed and took off. */
export const discountsByCashier: WatchRule = {
  name: 'discounts-by-cashier',
  unit: 'share',
  threshold: { byDefault: 500, min: 0, max: 5_000 },
  notes: ['discount'],
  find: ({ people }) =>
    people.map(({ id, name, tallies }) => {
      const amountMinor = amountOf(tallies, 'discount');
      const value = share(amountMinor, amountOf(tallies, 'invoiced') + amountMinor);
      return { about: 'person', id, name, value, count: countOf(tallies, 'discount'), amountMinor };
    }),
};
