import type { WatchRule } from './watch-rule.ts';

const DAY_MS = 86_400_000;

/** Money of patients that has settled no bill and was not given back. Value: days since it was taken. */
export const unappliedAdvances: WatchRule = {
  name: 'unapplied-advances',
  unit: 'days',
  threshold: { byDefault: 90, min: 0, max: 1000 },
  notes: [],
  find: ({ advances, nowMs }) =>
    advances.map(({ id, number, patientName, leftMinor, receivedAtMs }) => ({
      about: 'advance',
      id,
      name: `${number} ${patientName}`,
      value: Math.max(0, Math.floor((nowMs - receivedAtMs) / DAY_MS)),
      count: 1,
      amountMinor: leftMinor,
      atMs: receivedAtMs,
    })),
};
