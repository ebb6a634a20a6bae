import { amountOf, countOf, ownOrAll, share } from '../facts.ts';
import type { WatchRule } from './watch-rule.ts';

/** What a cashier put on an insurer or employer, which no patient pays and no drawer holds. Value: its share of what they billed. */
export const payersByCashier: WatchRule = {
  name: 'payers-by-cashier',
  unit: 'share',
  threshold: { byDefault: 2_000, min: 0, max: 10_000 },
  notes: ['on-payer'],
  find: ({ people, all }) =>
    people
      .filter(({ tallies }) => countOf(tallies, 'on-payer') > 0)
      .map(({ id, name, tallies }) => {
        const amountMinor = amountOf(tallies, 'on-payer');
        const value = share(amountMinor, ownOrAll(amountOf(tallies, 'invoiced'), amountOf(all, 'invoiced')));
        return { about: 'person', id, name, value, count: countOf(tallies, 'on-payer'), amountMinor };
      }),
};
