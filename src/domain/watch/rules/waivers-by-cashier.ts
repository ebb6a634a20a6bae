import { amountOf, countOf, share } from '../facts.ts';
import type { WatchRule } from './watch-rule.ts';

/** Dues that a cashier let go of. Value: their share of what the cashier billed. */
export const waiversByCashier: WatchRule = {
  name: 'waivers-by-cashier',
  unit: 'share',
  threshold: { byDefault: 100, min: 0, max: 5_000 },
  notes: ['waiver'],
  find: ({ people }) =>
    people.map(({ id, name, tallies }) => {
      const amountMinor = amountOf(tallies, 'waiver');
      const value = share(amountMinor, amountOf(tallies, 'invoiced'));
      return { about: 'person', id, name, value, count: countOf(tallies, 'waiver'), amountMinor };
    }),
};
