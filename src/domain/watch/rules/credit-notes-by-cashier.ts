import { amountOf, countOf, ownOrAll, share } from '../facts.ts';
import type { WatchRule } from './watch-rule.ts';

/**
 * Bills that a cashier took back: no money moves by it, but what was collected for such a bill may have been kept. Value: their
 * share of what the cashier billed, or of all that was billed where they bill nothing.
 */
export const creditNotesByCashier: WatchRule = {
  name: 'credit-notes-by-cashier',
  unit: 'share',
  threshold: { byDefault: 300, min: 0, max: 5_000 },
  notes: ['credit-note'],
  find: ({ people, all }) =>
    people.map(({ id, name, tallies }) => {
      const amountMinor = amountOf(tallies, 'credit-note');
      const value = share(amountMinor, ownOrAll(amountOf(tallies, 'invoiced'), amountOf(all, 'invoiced')));
      return { about: 'person', id, name, value, count: countOf(tallies, 'credit-note'), amountMinor };
    }),
};
