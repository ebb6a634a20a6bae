import { amountOf, countOf } from '../facts.ts';
import type { WatchRule } from './watch-rule.ts';

/** Terminals that were declared missing at a lock though they had been heard of shortly before. Value: how many. */
export const declaredMissing: WatchRule = {
  name: 'declared-missing',
  unit: 'count',
  threshold: { byDefault: 0, min: 0, max: 100 },
  notes: ['declared-missing'],
  find: ({ people }) =>
    people.map(({ id, name, tallies }) => {
      const count = countOf(tallies, 'declared-missing');
      return { about: 'person', id, name, value: count, count, amountMinor: amountOf(tallies, 'declared-missing') };
    }),
};
