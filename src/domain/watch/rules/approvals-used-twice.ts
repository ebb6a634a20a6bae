import type { Found, WatchRule } from './watch-rule.ts';

/**
 * What was done on an approval that was spent: at a counter that had not heard of it, or by a program that was tampered with.
 * Counted by the approvals themselves, whatever else was wrong with the entry. Value: how often.
 */
export const approvalsUsedTwice: WatchRule = {
  name: 'approvals-used-twice',
  unit: 'count',
  threshold: { byDefault: 0, min: 0, max: 100 },
  notes: ['approval-reused', 'flagged'],
  find({ approvers, people }) {
    const byPerson = new Map<string, Found>();
    for (const { amountMinor, usedAgain } of approvers.flatMap(({ decided }) => decided))
      for (const { userId: id } of usedAgain) {
        const before = byPerson.get(id);
        const name = people.find((one) => one.id === id)?.name ?? id;
        const [count, sumMinor] = [(before?.count ?? 0) + 1, (before?.amountMinor ?? 0) + amountMinor];
        byPerson.set(id, { about: 'person', id, name, value: count, count, amountMinor: sumMinor });
      }
    return [...byPerson.values()];
  },
};
