import { amountOf, countOf } from '../facts.ts';
import type { WatchRule } from './watch-rule.ts';

/** Lines billed at another price than the price list's, by who billed them. Value: how many. */
export const priceDiffers: WatchRule = {
  name: 'price-differs',
  unit: 'count',
  threshold: { byDefault: 0, min: 0, max: 1000 },
  notes: ['price-differs'],
  find: ({ people }) =>
    people.map(({ id, name, tallies }) => ({
      about: 'person',
      id,
      name,
      value: countOf(tallies, 'price-differs'),
      count: countOf(tallies, 'price-differs'),
      amountMinor: amountOf(tallies, 'price-differs'),
    })),
};
