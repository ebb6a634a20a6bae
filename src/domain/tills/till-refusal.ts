import type { EntryFacts } from '../kernel/entry-facts.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';
import type { Till } from './till.ts';

/** A till lasts a day at most; a longer one could hide which day its money belongs to. */
export const TILL_LASTS_MS = 24 * 60 * 60_000;

/** Why an entry cannot use this till: it must be open, and of this person at this terminal. */
export function tillRefusal(one: Till | undefined, entry: EntryFacts): Refusal | undefined {
  if (one?.state !== 'OPEN') return refuse('no-open-till');
  if (one.terminalId !== entry.terminalId) return refuse('till-of-another-terminal', { terminal: one.terminalCode });
  if (one.userId !== entry.actorId)
    return refuse('till-of-another-cashier', { cashier: one.cashierName, terminal: one.terminalCode });
  return undefined;
}

/** Why nothing can be done with this till: a drawer that waits for the next cashier stays as it was counted. */
export function workingRefusal(one: Till | undefined, entry: EntryFacts): Refusal | undefined {
  const refusal = tillRefusal(one, entry);
  if (refusal || !one?.handover) return refusal;
  return refuse('handover-open', { cashier: one.handover.toName });
}

/** Why money cannot go through this till: it must also be of today. */
export function collectingRefusal(one: Till | undefined, entry: EntryFacts): Refusal | undefined {
  return workingRefusal(one, entry) ?? dayRefusal(one, entry);
}

/** Why this till is not of today. */
export function dayRefusal(one: Till | undefined, entry: EntryFacts): Refusal | undefined {
  if (!one) return undefined;
  if (entry.recordedAtMs - one.sinceMs > TILL_LASTS_MS)
    return refuse('till-too-old', { openedAtMs: one.sinceMs, businessDate: one.businessDate });
  if (entry.businessDate !== one.businessDate)
    return refuse('till-of-another-day', { businessDate: one.businessDate, given: entry.businessDate });
  return undefined;
}
