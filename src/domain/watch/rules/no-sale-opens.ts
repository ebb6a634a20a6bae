import { countOf } from '../facts.ts';
import type { WatchRule } from './watch-rule.ts';

/** The drawer opened though nothing was sold. Value: the most on one day. */
export const noSaleOpens: WatchRule = {
  name: 'no-sale-opens',
  unit: 'count',
  threshold: { byDefault: 3, min: 0, max: 100 },
  notes: ['no-sale'],
  find: ({ people }) =>
    people.map(({ id, name, tallies, days }) => ({
      about: 'person',
      id,
      name,
      value: Math.max(0, ...days.map((day) => countOf(day.tallies, 'no-sale'))),
      count: countOf(tallies, 'no-sale'),
      amountMinor: 0,
    })),
};
