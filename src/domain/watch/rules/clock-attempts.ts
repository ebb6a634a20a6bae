import { countOf } from '../facts.ts';
import type { WatchRule } from './watch-rule.ts';

/**
 * Money, estimates, prices and approvals that arrived for a day already locked, or at a time that cannot be or that nothing
 * bears out; prices and rates that hold from a day that was over, and tries to set one. Value: how many, without those that came
 * late because the day was locked over the terminal, which are counted and said. No amount: what was paid out, missing, set
 * and agreed to does not add up.
 */
const KINDS = ['clock', 'late', 'backdated', 'backdating'] as const;

export const clockAttempts: WatchRule = {
  name: 'clock-attempts',
  unit: 'count',
  threshold: { byDefault: 0, min: 0, max: 1000 },
  notes: KINDS,
  find: ({ terminals, lockedOver }) =>
    terminals.map(({ id, name, tallies, days }) => {
      const count = countOf(tallies, ...KINDS);
      const later = days.filter((day) => lockedOver.has(`${id} ${day.date}`) && countOf(day.tallies, 'late') > 0);
      const value = later.reduce((left, day) => left - countOf(day.tallies, 'late'), count);
      const row = { about: 'terminal' as const, id, name, value, count, amountMinor: 0 };
      return later.length === 0 ? row : { ...row, cameLater: later.map(({ date }) => date) };
    }),
};
