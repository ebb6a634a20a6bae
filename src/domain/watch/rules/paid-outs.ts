import { amountOf, countOf, share } from '../facts.ts';
import type { WatchRule } from './watch-rule.ts';

/** Cash paid out of the drawer to somebody who is no patient. Value: share of the cash taken. */
export const paidOuts: WatchRule = {
  name: 'paid-outs',
  unit: 'share',
  threshold: { byDefault: 500, min: 0, max: 10_000 },
  notes: ['paid-out'],
  find: ({ people }) =>
    people.map(({ id, name, tallies }) => {
      const amountMinor = amountOf(tallies, 'paid-out');
      const value = share(amountMinor, amountOf(tallies, 'taken-cash'));
      return { about: 'person', id, name, value, count: countOf(tallies, 'paid-out'), amountMinor };
    }),
};
