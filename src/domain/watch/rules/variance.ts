import { amountOf, countOf } from '../facts.ts';
import type { WatchRule } from './watch-rule.ts';

/** Cash that was missing or too much when tills were counted. Value: each day’s difference, added up whatever its sign. */
export const variance: WatchRule = {
  name: 'variance',
  unit: 'amount',
  threshold: { byDefault: 50_000, min: 0, max: 100_000_000 },
  notes: ['variance', 'handover-difference', 'forced-close'],
  find: ({ people }) =>
    people.map(({ id, name, tallies, days }) => ({
      about: 'person',
      id,
      name,
      value: days.reduce((sum, day) => sum + Math.abs(amountOf(day.tallies, 'variance')), 0),
      count: countOf(tallies, 'variance'),
      amountMinor: amountOf(tallies, 'variance'),
    })),
};
