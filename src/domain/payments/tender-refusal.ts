import { type Refusal, refuse } from '../kernel/refusal.ts';
import { type Tender, tendersTotal } from './tender.ts';

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

/** What is said to have been taken is what the tenders add up to. */
export function totalRefusal({ tenders, totalMinor }: { tenders: readonly Tender[]; totalMinor: number }): Refusal | undefined {
  const tendersMinor = tendersTotal(tenders);
  return tendersMinor === totalMinor ? undefined : refuse('totals-differ', { totalMinor, tendersMinor });
}
