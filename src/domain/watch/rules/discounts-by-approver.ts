import { amountOf, countOf } from '../facts.ts';
import type { WatchRule } from './watch-rule.ts';

/** What was taken off bills, or let go of, on somebody's word. Value: the amount. */
export const discountsByApprover: WatchRule = {
  name: 'discounts-by-approver',
  unit: 'amount',
  threshold: { byDefault: 2_500_000, min: 0, max: 1_000_000_000 },
  notes: ['discount', 'waiver'],
  find: ({ approvers }) =>
    approvers.map(({ id, name, tallies }) => {
      const amountMinor = amountOf(tallies, 'discount', 'waiver');
      return { about: 'approver', id, name, value: amountMinor, count: countOf(tallies, 'discount', 'waiver'), amountMinor };
    }),
};
