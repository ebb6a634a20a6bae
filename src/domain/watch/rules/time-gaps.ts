import { TAKING_MONEY } from './taking-money.ts';
import type { WatchRule } from './watch-rule.ts';

/** What opens a till, and what gives a document a number: the gaps lie between these. */
const NUMBERING = [...['openTill', 'acceptHandover', 'issueInvoice', 'issueCreditNote', 'payRefund'], ...TAKING_MONEY];

const MINUTE_MS = 60_000;

/**
 * A till was open and gave no number for long: work may have gone past it. A document that says it is older than the one
 * numbered before it counts as the longest gap there is. Value: minutes.
 */
export const timeGaps: WatchRule = {
  name: 'time-gaps',
  unit: 'minutes',
  threshold: { byDefault: 180, min: 10, max: 1440 },
  notes: [],
  operations: NUMBERING,
  find: ({ terminals }) =>
    terminals.map(({ id, name, days }) => {
      const worst = days.reduce<(typeof days)[number] | undefined>(
        (most, day) => (day.longestGapMs > (most?.longestGapMs ?? 0) ? day : most),
        undefined,
      );
      const backwards = days.reduce((count, day) => count + day.backwards, 0);
      const minutes = Math.floor((worst?.longestGapMs ?? 0) / MINUTE_MS);
      const value = backwards > 0 ? Math.max(minutes, 1441) : minutes;
      return { about: 'terminal', id, name, value, count: backwards, amountMinor: 0, atMs: worst?.longestGapFromMs ?? null };
    }),
};
