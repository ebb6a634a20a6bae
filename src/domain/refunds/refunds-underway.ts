import { sum } from '../kernel/money.ts';
import type { QueryContext } from '../kernel/operation.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';
import type { RefundFacts, RefundSource } from './refund-facts.ts';
import { askedRefunds } from './refunds-to-pay.ts';

export type Underway = Pick<RefundFacts, 'source' | 'amountMinor'>;

/** Refunds to a patient that wait for a yes, or for the money after it. */
export function refundsUnderway(
  context: Pick<QueryContext, 'reader' | 'place' | 'nowMs'>,
  patientId: string,
): readonly Underway[] {
  return askedRefunds(context).filter((one) => one.patientId === patientId);
}

/** What of them goes back on this tender. Minor units. */
export function underwayOn(underway: readonly Underway[], source: RefundSource): number {
  return sum(underway.filter((one) => isSame(one.source, source)).map(({ amountMinor }) => amountMinor));
}

/** Why no more can be asked for: what others are to give back is not there twice, neither of the tender nor of the advance. */
export function underwayRefusal(
  underway: readonly Underway[],
  { source, amountMinor: askedMinor, number }: Underway & { readonly number: string },
  { refundableMinor, advanceMinor }: { readonly refundableMinor: number; readonly advanceMinor: number },
): Refusal | undefined {
  const onTender = underwayOn(underway, source);
  const inAll = sum(underway.map(({ amountMinor }) => amountMinor));
  const leftMinor = Math.max(0, Math.min(refundableMinor - onTender, advanceMinor - inAll));
  if (inAll === 0 || askedMinor <= leftMinor) return undefined;
  return refuse('refund-underway', { number, underwayMinor: inAll, leftMinor, askedMinor });
}

function isSame(one: RefundSource, other: RefundSource): boolean {
  return one.kind === other.kind && one.id === other.id && one.tenderIndex === other.tenderIndex;
}
