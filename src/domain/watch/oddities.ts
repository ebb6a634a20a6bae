import type { EntryFacts } from '../kernel/entry-facts.ts';
import type { Doing, DoingKind } from './doing.ts';

/** Flags that speak of time: a clock that cannot be right, or one that nothing bears out. */
const CLOCK_FLAGS: readonly string[] = ['clock-suspect', 'time-unproven'];
/** Flags that have a rule of their own. */
const OWN_KINDS: Readonly<Record<string, DoingKind>> = {
  'already-paid': 'double-collection',
  'price-differs': 'price-differs',
  'approval-spent': 'approval-reused',
};

/** What the server found odd about an entry of money. Asked of the one change of an entry that carries its money. */
export function oddities(
  { late, flags }: EntryFacts,
  about: Pick<Doing, 'amountMinor' | 'subjectId' | 'patientName'>,
): readonly Doing[] {
  const found: Doing[] = late ? [{ kind: 'late', ...about }] : [];
  for (const flag of flags) {
    // What arrives after the lock has nothing to bear out its time: said once, as late.
    if (late && flag === 'time-unproven') continue;
    const kind = CLOCK_FLAGS.includes(flag) ? 'clock' : (OWN_KINDS[flag] ?? 'flagged');
    found.push({ kind, ...about, detail: flag });
  }
  return found;
}
