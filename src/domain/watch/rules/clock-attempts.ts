import { amountOf, countOf } from '../facts.ts';
import type { WatchRule } from './watch-rule.ts';

/**
 * Money, estimates, prices and approvals that arrived for a day already locked, or at a time that cannot be or that nothing
 * bears out; prices and rates that hold from a day that was over, and tries to set one. Value: how many.
 */
const KINDS = ['clock', 'late', 'backdated', 'backdating'] as const;

export const clockAttempts: WatchRule = {
  name: 'clock-attempts',
  unit: 'count',
  threshold: { byDefault: 0, min: 0, max: 1000 },
  notes: KINDS,
  find: ({ terminals }) =>
    terminals.map(({ id, name, tallies }) => {
      const count = countOf(tallies, ...KINDS);
      return { about: 'terminal', id, name, value: count, count, amountMinor: amountOf(tallies, ...KINDS) };
    }),
};
