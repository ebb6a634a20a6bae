import { promisedBy } from '../estimates/estimate.ts';
import { sum } from '../kernel/money.ts';
import type { Reader } from '../kernel/record.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/refusal.ts';
import { type Advance, advance } from './advance.ts';
import type { PlanEstimate } from './changes.ts';

/** A plan of treatment with what a patient has prepaid for it. Minor units. */
export interface PrepaidPlan extends PlanEstimate {
  /** Of what is prepaid, what no bill has been settled with. */
  readonly leftMinor: number;
}

/** What an advance was, less what was given back of it. */
function keptOf({ amountMinor, refundedMinor }: Advance): number {
  return amountMinor - sum(refundedMinor);
}

function advancesOf(reader: Reader, patientId: string): readonly Advance[] {
  return reader.find(advance, { patientId }, { orderBy: 'receivedAtMs', limit: 1000 });
}

/** The plans that a patient has prepaid, oldest first. */
export function plansOf(reader: Reader, patientId: string): readonly PrepaidPlan[] {
  const plans = new Map<string, PrepaidPlan>();
  for (const one of advancesOf(reader, patientId)) {
    if (!one.estimate) continue;
    const before = plans.get(one.estimate.estimateId);
    plans.set(one.estimate.estimateId, {
      ...one.estimate,
      prepaidMinor: (before?.prepaidMinor ?? 0) + keptOf(one),
      leftMinor: (before?.leftMinor ?? 0) + Math.max(0, one.leftMinor),
    });
  }
  return [...plans.values()];
}

/** The estimate that so much is prepaid for: the patient's own, still promised, and not prepaid beyond its price. */
export function planPaid(
  reader: Reader,
  { estimateId, patientId, date }: { estimateId: string; patientId: string; date: string },
  amountMinor: number,
): PlanEstimate | Refusal {
  const promised = promisedBy(reader, estimateId, patientId, date);
  if (isRefusal(promised)) return promised;
  const { number, totalMinor } = promised;
  const beforeMinor = plansOf(reader, patientId).find((one) => one.estimateId === estimateId)?.prepaidMinor ?? 0;
  const leftMinor = Math.max(0, totalMinor - beforeMinor);
  if (amountMinor > leftMinor) return refuse('exceeds-estimate', { number, leftMinor, givenMinor: amountMinor });
  return { estimateId, number, totalMinor, prepaidMinor: beforeMinor + amountMinor };
}
