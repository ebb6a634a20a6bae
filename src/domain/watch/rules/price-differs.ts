import { amountOf, countOf } from '../facts.ts';
import type { WatchRule } from './watch-rule.ts';

/**
 * Lines billed at another price than the price list's, and bills at prices that an estimate promised when the list said so
 * and that are not the list's any more; by who billed them. Value: how many.
 */
export const priceDiffers: WatchRule = {
  name: 'price-differs',
  unit: 'count',
  threshold: { byDefault: 0, min: 0, max: 1000 },
  notes: ['price-differs', 'promised-price'],
  find: ({ people }) =>
    people.map(({ id, name, tallies }) => ({
      about: 'person',
      id,
      name,
      value: countOf(tallies, 'price-differs', 'promised-price'),
      count: countOf(tallies, 'price-differs', 'promised-price'),
      amountMinor: amountOf(tallies, 'price-differs', 'promised-price'),
    })),
};
