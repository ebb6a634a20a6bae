import { amountOf, countOf } from '../facts.ts';
import type { WatchRule } from './watch-rule.ts';

/** Bills that were collected twice: money of a patient that must be given back or stand as their advance. Value: how many. */
export const doubleCollections: WatchRule = {
  name: 'double-collections',
  unit: 'count',
  threshold: { byDefault: 0, min: 0, max: 1000 },
  notes: ['double-collection'],
  find: ({ people }) =>
    people.map(({ id, name, tallies }) => {
      const count = countOf(tallies, 'double-collection');
      return { about: 'person', id, name, value: count, count, amountMinor: amountOf(tallies, 'double-collection') };
    }),
};
