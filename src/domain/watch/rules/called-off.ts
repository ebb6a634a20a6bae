import { countOf, ownOrAll, share } from '../facts.ts';
import type { WatchRule } from './watch-rule.ts';

/** Fewer tell nothing: on some days everybody is ill. */
const LEAST = 10;
const KINDS = ['no-show', 'appointment-cancelled', 'appointment-moved'] as const;

/**
 * Appointments that somebody called off or moved on their day or later, or said not to have come to. Value: their share of those
 * and of what the person checked in, or of all check-ins where they check in nobody.
 */
export const calledOff: WatchRule = {
  name: 'called-off',
  unit: 'share',
  threshold: { byDefault: 3_000, min: 0, max: 9_000 },
  notes: KINDS,
  find: ({ people, all }) =>
    people.map(({ id, name, tallies }) => {
      const count = countOf(tallies, ...KINDS);
      const row = { about: 'person' as const, id, name, count, amountMinor: 0 };
      if (count < LEAST) return { ...row, value: 0, tooFew: true };
      const checkedIn = ownOrAll(countOf(tallies, 'checked-in'), countOf(all, 'checked-in'));
      return { ...row, value: share(count, count + checkedIn) };
    }),
};
