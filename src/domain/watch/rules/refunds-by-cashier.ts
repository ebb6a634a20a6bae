import { amountOf, countOf, share } from '../facts.ts';
import type { WatchRule } from './watch-rule.ts';

/** Money that a cashier gave back, each sum once. Value: its share of what they took in. */
export const refundsByCashier: WatchRule = {
  name: 'refunds-by-cashier',
  unit: 'share',
  threshold: { byDefault: 300, min: 0, max: 5_000 },
  notes: ['refund'],
  find: ({ people }) =>
    people.map(({ id, name, tallies }) => {
      const amountMinor = amountOf(tallies, 'refund');
      const value = share(amountMinor, amountOf(tallies, 'taken'));
      return { about: 'person', id, name, value, count: countOf(tallies, 'refund'), amountMinor };
    }),
};
