import { TAKING_MONEY } from './taking-money.ts';
import type { WatchRule } from './watch-rule.ts';

const MINUTE_MS = 60_000;

/** Money taken while a terminal had heard nothing of the server for long. Value: the longest, in minutes. */
export const offlineWork: WatchRule = {
  name: 'offline-work',
  unit: 'minutes',
  threshold: { byDefault: 480, min: 10, max: 10_080 },
  notes: [],
  operations: TAKING_MONEY,
  find: ({ terminals }) =>
    terminals.map(({ id, name, days }) => ({
      about: 'terminal',
      id,
      name,
      value: Math.floor(Math.max(0, ...days.map((day) => day.longestAloneMs)) / MINUTE_MS),
      count: days.reduce((count, day) => count + day.takenAlone, 0),
      amountMinor: days.reduce((amount, day) => amount + day.takenAloneMinor, 0),
    })),
};
