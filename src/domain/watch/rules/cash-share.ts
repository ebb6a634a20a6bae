import { amountOf, countOf, share } from '../facts.ts';
import { TAKING_MONEY } from './taking-money.ts';
import type { WatchRule } from './watch-rule.ts';

/**
 * How much of what a cashier takes is cash, against the branch as a whole. Value: how far it is from the branch's share, up
 * or down: cash that is kept shows as too little of it. Who took nothing, or all there was, is not compared with anybody.
 */
export const cashShare: WatchRule = {
  name: 'cash-share',
  unit: 'share',
  threshold: { byDefault: 2_000, min: 0, max: 10_000 },
  notes: [],
  operations: TAKING_MONEY,
  find({ people, all }) {
    const takenMinor = amountOf(all, 'taken');
    const usual = share(amountOf(all, 'taken-cash'), takenMinor);
    const isOneOfSeveral = (minor: number) => minor > 0 && minor < takenMinor;
    return people
      .filter(({ tallies }) => isOneOfSeveral(amountOf(tallies, 'taken')))
      .map(({ id, name, tallies }) => ({
        about: 'person',
        id,
        name,
        value: Math.abs(share(amountOf(tallies, 'taken-cash'), amountOf(tallies, 'taken')) - usual),
        count: countOf(tallies, 'taken-cash'),
        amountMinor: amountOf(tallies, 'taken-cash'),
      }));
  },
};
