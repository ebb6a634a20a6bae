import { type Refusal, refuse } from '../kernel/refusal.ts';
import { isUsualReference, LEAST_OF_REFERENCE } from './bank-reference.ts';
import { normalReference } from './claim-changes.ts';
import { type EnteredTender, type Tender, tendersTotal } from './tender.ts';

/** Cash covers its amount, and the change is what it was too much. */
export function tendersRefusal(tenders: readonly Tender[]): Refusal | undefined {
  for (const one of tenders) {
    if (one.kind !== 'cash') continue;
    const { amountMinor, tenderedMinor, changeMinor } = one;
    if (tenderedMinor < amountMinor) return refuse('tendered-too-little', { amountMinor, tenderedMinor });
    if (changeMinor !== tenderedMinor - amountMinor) return refuse('change-wrong', { amountMinor, tenderedMinor, changeMinor });
  }
  return undefined;
}

/**
 * A reference that no statement can have is taken only from somebody who was told so and has read it again. It is asked where
 * money is taken and never checked in a change: what was taken on an odd reference was taken.
 */
export function referencesRefusal(entered: readonly EnteredTender[]): Refusal | undefined {
  for (const one of entered) {
    if (one.kind !== 'upi' && one.kind !== 'bank') continue;
    const { kind, reference, readAgain = false } = one;
    if (isUsualReference(kind, reference)) continue;
    if (normalReference(reference).length < LEAST_OF_REFERENCE) return refuse('reference-too-short', { reference });
    if (!readAgain) return refuse(kind === 'upi' ? 'upi-reference-odd' : 'bank-reference-odd', { reference });
  }
  return undefined;
}

/** What is said to have been taken is what the tenders add up to. */
export function totalRefusal({ tenders, totalMinor }: { tenders: readonly Tender[]; totalMinor: number }): Refusal | undefined {
  const tendersMinor = tendersTotal(tenders);
  return tendersMinor === totalMinor ? undefined : refuse('totals-differ', { totalMinor, tendersMinor });
}
