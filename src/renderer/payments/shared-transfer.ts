import { type Refusal, refuse } from '#domain/kernel/refusal.ts';
import { normalReference } from '#domain/payments/claim-changes.ts';
import type { ReferenceShown } from '#domain/payments/shown-reference.ts';
import type { EnteredTender } from '#domain/payments/tender.ts';

/** A key that bounces or is pressed out of habit answers no question: so long it must have stood there. */
const READ_IN_MS = 400;

export type Answered = { readonly tenders: EnteredTender[] } | { readonly question: Refusal };

/**
 * Asks once, before anything is recorded, about a number that stands on another receipt: one transfer may rightly pay two bills
 * of a family. The next try takes it. One of these for one payment.
 * @param lookFor where the numbers stand already
 * @param nowMs any clock that only goes forward
 */
export function sharedTransfers(
  lookFor: (references: string[]) => Promise<readonly ReferenceShown[]>,
  nowMs: () => number,
): (tenders: readonly EnteredTender[]) => Promise<Answered> {
  const asked: string[] = [];
  let last: { readonly question: Refusal; readonly reference: string; readonly shownAtMs: number } | null = null;
  return async (entered) => {
    if (last && nowMs() - last.shownAtMs < READ_IN_MS && names(entered, last.reference)) return { question: last.question };
    const tenders = entered.map((one) => (isOne(one) && asked.includes(normalReference(one.reference)) ? shared(one) : one));
    const references = tenders.flatMap((one) => (isOne(one) && !one.paysMore ? [one.reference] : []));
    const [shown] = references.length === 0 ? [] : await lookFor(references);
    if (!shown) return { tenders };
    const reference = normalReference(shown.reference);
    asked.push(reference);
    last = { question: refuse('reference-shown', { ...shown }), reference, shownAtMs: nowMs() };
    return { question: last.question };
  };
}

type Claimed = Extract<EnteredTender, { readonly kind: 'upi' | 'bank' }>;

function isOne(one: EnteredTender): one is Claimed {
  return one.kind === 'upi' || one.kind === 'bank';
}

function shared(one: Claimed): Claimed {
  return { ...one, paysMore: true };
}

function names(tenders: readonly EnteredTender[], reference: string): boolean {
  return tenders.some((one) => isOne(one) && normalReference(one.reference) === reference);
}
