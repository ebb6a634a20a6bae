import { share } from '../facts.ts';
import type { WatchRule } from './watch-rule.ts';

/** Approvals given over the requester's own session: a password that others may have seen or know. Value: share of all. */
export const stepUps: WatchRule = {
  name: 'step-ups',
  unit: 'share',
  threshold: { byDefault: 5_000, min: 0, max: 10_000 },
  notes: ['step-up'],
  find: ({ approvers }) =>
    approvers.map(({ id, name, decided }) => {
      const count = decided.filter(({ sameSession }) => sameSession).length;
      return { about: 'approver', id, name, value: share(count, decided.length), count, amountMinor: 0 };
    }),
};
