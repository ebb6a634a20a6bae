import type { WatchRule } from './watch-rule.ts';

/** Somebody was checked in or treated, the day is over, and there is no invoice. Value: days since. */
export const seenNotBilled: WatchRule = {
  name: 'seen-not-billed',
  unit: 'days',
  threshold: { byDefault: 0, min: 0, max: 30 },
  notes: [],
  find: ({ unbilled }) =>
    unbilled.map(({ visit, days, seen }) => ({
      about: 'visit',
      id: visit.id,
      name: `${visit.token} ${visit.patientName}`,
      value: days,
      count: seen ? 1 : 0,
      amountMinor: 0,
      atMs: visit.checkedInAtMs,
    })),
};
