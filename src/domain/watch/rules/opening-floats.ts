import { sum } from '../../kernel/money.ts';
import type { WatchRule } from './watch-rule.ts';

/**
 * Floats that were not what the cashier before said stays in the drawer: cash that went between two tills. Value: the
 * differences of one day and the next, added up whatever their sign.
 */
export const openingFloats: WatchRule = {
  name: 'opening-floats',
  unit: 'amount',
  threshold: { byDefault: 0, min: 0, max: 100_000_000 },
  notes: [],
  operations: ['openTill'],
  find({ floats }) {
    const differing = floats.filter(({ said, differenceMinor }) => said && differenceMinor !== 0);
    const people = new Map(differing.map(({ userId, cashierName }) => [userId, cashierName]));
    return [...people].map(([id, name]) => {
      const theirs = differing.filter(({ userId }) => userId === id).map(({ differenceMinor }) => differenceMinor);
      return { about: 'person', id, name, value: sum(theirs.map(Math.abs)), count: theirs.length, amountMinor: sum(theirs) };
    });
  },
};
