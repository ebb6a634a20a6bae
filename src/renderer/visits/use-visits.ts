import type { Refusal } from '#domain/kernel/refusal.ts';
import type { VisitListed } from '#domain/visits/unfinished-visits.ts';
import { useRead } from '../app/asking.ts';

export interface VisitsHere {
  /** Of today, and of other dates those who are still here. */
  readonly visits: readonly VisitListed[];
  /** Not finished and left behind by days that are over, those that moved last first. */
  readonly earlier: readonly VisitListed[];
  readonly refusal: Refusal | null;
}

export function useVisitsHere(): VisitsHere {
  const today = useRead('todaysVisits', {});
  const open = useRead('openVisits', {});
  const earlier = (open.data ?? []).filter(({ fromBefore }) => fromBefore);
  return { visits: today.data ?? [], earlier, refusal: today.refusal };
}
