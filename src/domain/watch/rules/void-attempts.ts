import { countOf } from '../facts.ts';
import type { WatchRule } from './watch-rule.ts';

/**
 * What somebody tried to void and was refused: a visit that was billed or that a doctor had begun, a bill without a yes to it.
 * Value: the most on one day.
 */
export const voidAttempts: WatchRule = {
  name: 'void-attempts',
  unit: 'count',
  threshold: { byDefault: 2, min: 0, max: 1000 },
  notes: ['void-attempt'],
  find: ({ people }) =>
    people.map(({ id, name, tallies, days }) => ({
      about: 'person',
      id,
      name,
      value: Math.max(0, ...days.map((day) => countOf(day.tallies, 'void-attempt'))),
      count: countOf(tallies, 'void-attempt'),
      amountMinor: 0,
    })),
};
