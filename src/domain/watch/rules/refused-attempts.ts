import { countOf } from '../facts.ts';
import type { WatchRule } from './watch-rule.ts';

/** What somebody tried about money and was refused. Value: the most on one day. */
export const refusedAttempts: WatchRule = {
  name: 'refused-attempts',
  unit: 'count',
  threshold: { byDefault: 10, min: 0, max: 1000 },
  notes: ['attempt'],
  find: ({ people }) =>
    people.map(({ id, name, tallies, days }) => ({
      about: 'person',
      id,
      name,
      value: Math.max(0, ...days.map((day) => countOf(day.tallies, 'attempt'))),
      count: countOf(tallies, 'attempt'),
      amountMinor: 0,
    })),
};
