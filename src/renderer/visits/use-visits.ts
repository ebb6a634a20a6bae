import type { Refusal } from '#domain/kernel/refusal.ts';
import type { VisitListed } from '#domain/visits/todays-visits.ts';
import { useRead } from '../app/asking.ts';
import { useTerminalState } from '../app/use-figures.ts';

export interface VisitsHere {
  readonly visits: readonly VisitListed[];
  /** Of earlier dates, those whose patients have not left: a day can turn, or be locked, while people sit there. */
  readonly earlier: readonly VisitListed[];
  readonly refusal: Refusal | null;
}

export function useVisitsHere(): VisitsHere {
  const { businessDate } = useTerminalState();
  const today = useRead('todaysVisits', {});
  const open = useRead('openVisits', {});
  const earlier = (open.data ?? []).filter((one) => businessDate !== null && one.businessDate < businessDate);
  return { visits: today.data ?? [], earlier, refusal: today.refusal };
}
