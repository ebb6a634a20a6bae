import type { Approval } from '../../approvals/approval.ts';
import { sum } from '../../kernel/money.ts';
import { LESSENING } from '../meanings.ts';
import type { WatchRule } from './watch-rule.ts';

const AGREED: readonly Approval['state'][] = ['APPROVED', 'SPENT'];

/** What was taken off bills, or let go of, on somebody's word. Value: the amount. */
export const discountsByApprover: WatchRule = {
  name: 'discounts-by-approver',
  unit: 'amount',
  threshold: { byDefault: 2_500_000, min: 0, max: 1_000_000_000 },
  notes: ['approved-less'],
  find: ({ approvers }) =>
    approvers.map(({ id, name, decided }) => {
      const agreed = decided.filter(({ kind, state }) => LESSENING.includes(kind) && AGREED.includes(state));
      const amountMinor = sum(agreed.map((one) => one.amountMinor));
      return { about: 'approver', id, name, value: amountMinor, count: agreed.length, amountMinor };
    }),
};
