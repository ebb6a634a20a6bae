import { amountOf, countOf } from '../facts.ts';
import type { WatchRule } from './watch-rule.ts';

/** Money that arrived for a day already locked, or at a time that cannot be or that nothing bears out. Value: how many. */
export const clockAttempts: WatchRule = {
  name: 'clock-attempts',
  unit: 'count',
  threshold: { byDefault: 0, min: 0, max: 1000 },
  notes: ['clock', 'late'],
  find: ({ terminals }) =>
    terminals.map(({ id, name, tallies }) => {
      const count = countOf(tallies, 'clock', 'late');
      return { about: 'terminal', id, name, value: count, count, amountMinor: amountOf(tallies, 'clock', 'late') };
    }),
};
