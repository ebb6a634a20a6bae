import { amountOf, countOf, share } from '../facts.ts';
import type { WatchRule } from './watch-rule.ts';

/**
 * Bills that a cashier took back: no money moves by it, but what was collected for such a bill may have been kept. Value: their
 * share of what the cashier billed.
 */
export const creditNotesByCashier: WatchRule = {
  name: 'credit-notes-by-cashier',
  unit: 'share',
  threshold: { byDefault: 300, min: 0, max: 5_000 },
  notes: ['credit-note'],
  find: ({ people }) =>
    people.map(({ id, name, tallies }) => {
      const amountMinor = amountOf(tallies, 'credit-note');
      const value = share(amountMinor, amountOf(tallies, 'invoiced'));
      return { about: 'person', id, name, value, count: countOf(tallies, 'credit-note'), amountMinor };
    }),
};
