import { sum } from '../../kernel/money.ts';
import type { Found, WatchRule } from './watch-rule.ts';

/**
 * Cash that went out of a drawer that should not have held it: money taken and not entered, a float that was not counted, or
 * somebody who tries what a blind count must not know. Value: how often.
 */
export const drawerOverdrawn: WatchRule = {
  name: 'drawer-overdrawn',
  unit: 'count',
  threshold: { byDefault: 0, min: 0, max: 100 },
  notes: ['paid-out', 'safe-drop', 'refund'],
  find({ tills }) {
    const byPerson = new Map<string, Found>();
    for (const { userId: id, cashierName: name, overdrawn } of tills) {
      if (overdrawn.length === 0) continue;
      const count = (byPerson.get(id)?.count ?? 0) + overdrawn.length;
      const amountMinor = (byPerson.get(id)?.amountMinor ?? 0) + sum(overdrawn.map(({ byMinor }) => byMinor));
      byPerson.set(id, { about: 'person', id, name, value: count, count, amountMinor, atMs: overdrawn.at(-1)?.atMs });
    }
    return [...byPerson.values()];
  },
};
