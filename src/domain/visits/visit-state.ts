import { z } from 'zod';

/** Where a visit stands. PAID is the money gate: nobody is COMPLETED without having passed it. */
export const VISIT_STATES = ['REGISTERED', 'IN_CONSULTATION', 'READY_FOR_BILLING', 'PAID', 'COMPLETED', 'CANCELLED'] as const;
export const visitState = z.enum(VISIT_STATES);
export type VisitState = z.infer<typeof visitState>;

const NEXT: Readonly<Record<VisitState, readonly VisitState[]>> = {
  REGISTERED: ['IN_CONSULTATION', 'CANCELLED'],
  IN_CONSULTATION: ['READY_FOR_BILLING', 'CANCELLED'],
  // Sent again with other lines, as long as no invoice was made of them.
  READY_FOR_BILLING: ['READY_FOR_BILLING', 'PAID'],
  PAID: ['COMPLETED'],
  COMPLETED: [],
  CANCELLED: [],
};

export function mayBecome(from: VisitState, to: VisitState): boolean {
  return NEXT[from].includes(to);
}

const WAY: readonly VisitState[] = ['CANCELLED', 'REGISTERED', 'IN_CONSULTATION', 'READY_FOR_BILLING', 'PAID', 'COMPLETED'];

/**
 * The state after a change that cannot be refused, because it happened. Where two terminals did not know of each other,
 * the further one along the way stands: care given or money taken is not undone by a cancellation elsewhere. COMPLETED is
 * reached from PAID only, whatever arrives.
 */
export function settle(from: VisitState, to: VisitState): VisitState {
  if (mayBecome(from, to)) return to;
  if (to === 'COMPLETED') return from;
  return WAY.indexOf(to) > WAY.indexOf(from) ? to : from;
}
