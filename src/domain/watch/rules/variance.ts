import { sum } from '../../kernel/money.ts';
import type { CashierVariance } from '../../tills/variance-trend.ts';
import type { WatchRule } from './watch-rule.ts';

/**
 * Cash that was missing or too much when a cashier's tills were counted, whoever closed them, and when the next cashier
 * counted what they handed over. Value: each day's difference and each handover's, added up whatever their signs.
 */
export const variance: WatchRule = {
  name: 'variance',
  unit: 'amount',
  threshold: { byDefault: 50_000, min: 0, max: 100_000_000 },
  notes: ['variance', 'handover-difference', 'forced-close'],
  find: ({ counts }) =>
    counts.map(({ userId: id, cashierName: name, shortages, overages, varianceMinor: amountMinor, counts: theirs }) => {
      const handedOver = theirs.flatMap(({ handoverDifferenceMinor: difference }) => (difference ? [difference] : []));
      const value = sum([...differencesByDay(theirs), ...handedOver].map(Math.abs));
      return { about: 'person', id, name, value, count: shortages + overages, amountMinor };
    }),
};

function differencesByDay(counts: CashierVariance['counts']): readonly number[] {
  const days = new Map<string, number>();
  for (const { businessDate, varianceMinor } of counts) days.set(businessDate, (days.get(businessDate) ?? 0) + varianceMinor);
  return [...days.values()];
}
