import { amountOf, countOf, ownOrAll, share } from '../facts.ts';
import type { WatchRule } from './watch-rule.ts';

/** Money that a cashier gave back, each sum once. Value: its share of what they took in, or of all that was where they take nothing. */
export const refundsByCashier: WatchRule = {
  name: 'refunds-by-cashier',
  unit: 'share',
  threshold: { byDefault: 300, min: 0, max: 5_000 },
  notes: ['refund'],
  find: ({ people, all }) =>
    people.map(({ id, name, tallies }) => {
      const amountMinor = amountOf(tallies, 'refund');
      const value = share(amountMinor, ownOrAll(amountOf(tallies, 'taken'), amountOf(all, 'taken')));
      return { about: 'person', id, name, value, count: countOf(tallies, 'refund'), amountMinor };
    }),
};
