import { addDays } from '#domain/kernel/calendar.ts';
import type { Refusal } from '#domain/kernel/refusal.ts';
import type { VisitListed } from '#domain/visits/todays-visits.ts';
import { useRead } from '../app/asking.ts';
import { useTerminalState } from '../app/use-figures.ts';
import { inView } from './queue-view.ts';

export interface VisitsHere {
  readonly visits: readonly VisitListed[];
  /** Of the date before, those whose patients have not left: a day can turn, or be locked, while people sit there. */
  readonly earlier: readonly VisitListed[];
  readonly refusal: Refusal | null;
}

export function useVisitsHere(): VisitsHere {
  const { businessDate } = useTerminalState();
  const today = useRead('todaysVisits', {});
  const before = useRead('todaysVisits', { date: addDays(businessDate ?? '1970-01-02', -1) }, { when: businessDate !== null });
  return { visits: today.data ?? [], earlier: inView(before.data ?? [], 'here'), refusal: today.refusal };
}
