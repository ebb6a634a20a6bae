import { z } from 'zod';
import { totalMinor } from '../kernel/money.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';
import type { Tender } from '../payments/tender.ts';
import type { RefundFacts } from './refund-facts.ts';

/** What went back of each tender of a payment or an advance, in their order. Empty while nothing did. */
export const refundedTenders = z.array(totalMinor).max(10);

/** Money that was taken by several tenders, and went back on some of them. */
export interface TakenByTenders {
  readonly patientId: string;
  readonly tenders: readonly Tender[];
  readonly refundedMinor: readonly number[];
}

/** How much can still go back on a tender. */
export function refundable({ tenders, refundedMinor }: TakenByTenders, tenderIndex: number): number {
  const one = tenders[tenderIndex];
  return one ? Math.max(0, one.amountMinor - (refundedMinor[tenderIndex] ?? 0)) : 0;
}

/** Why a refund cannot go back on this money: it is the patient's, came by that tender, and has not gone back yet. */
export function sourceRefusal(
  one: TakenByTenders | undefined,
  asked: Pick<RefundFacts, 'patientId' | 'source' | 'receiptNumber' | 'tender' | 'amountMinor'>,
  printed: string,
): Refusal | undefined {
  if (!one || printed !== asked.receiptNumber) return refuse('refund-source-unknown');
  if (one.patientId !== asked.patientId) return refuse('patient-differs', { number: asked.receiptNumber });
  const { tenderIndex } = asked.source;
  if (one.tenders[tenderIndex]?.kind !== asked.tender) return refuse('refund-tender-differs', { number: asked.receiptNumber });
  const refundableMinor = refundable(one, tenderIndex);
  if (asked.amountMinor <= refundableMinor) return undefined;
  return refuse('exceeds-refundable', { number: asked.receiptNumber, refundableMinor, askedMinor: asked.amountMinor });
}

export function withRefunded({ tenders, refundedMinor }: TakenByTenders, tenderIndex: number, amountMinor: number): number[] {
  return tenders.map((_, at) => (refundedMinor[at] ?? 0) + (at === tenderIndex ? amountMinor : 0));
}
