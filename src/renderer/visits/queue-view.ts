import type { VisitListed } from '#domain/visits/unfinished-visits.ts';
import type { VisitState } from '#domain/visits/visit-state.ts';

/** Which part of the day a queue shows; `earlier` is of the dates before. */
export const QUEUE_VIEWS = ['here', 'paid', 'left', 'all', 'earlier'] as const;
export type QueueView = (typeof QUEUE_VIEWS)[number];

const STATES: Readonly<Record<Exclude<QueueView, 'earlier'>, readonly VisitState[]>> = {
  here: ['REGISTERED', 'IN_CONSULTATION', 'READY_FOR_BILLING', 'PAID'],
  paid: ['PAID'],
  left: ['COMPLETED', 'CANCELLED'],
  all: ['REGISTERED', 'IN_CONSULTATION', 'READY_FOR_BILLING', 'PAID', 'COMPLETED', 'CANCELLED'],
};

export function inView(visits: readonly VisitListed[], view: Exclude<QueueView, 'earlier'>): readonly VisitListed[] {
  return visits.filter(({ state }) => STATES[view].includes(state));
}

export interface DoctorLoad {
  readonly doctorId: string;
  readonly doctorName: string;
  readonly waiting: number;
  readonly withDoctor: number;
}

/** How many wait for each doctor who has a visit today, the busiest first. */
export function doctorLoads(visits: readonly VisitListed[]): readonly DoctorLoad[] {
  const loads = new Map<string, DoctorLoad>();
  for (const { doctorId, doctorName, state } of visits) {
    const load = loads.get(doctorId) ?? { doctorId, doctorName, waiting: 0, withDoctor: 0 };
    loads.set(doctorId, {
      ...load,
      waiting: load.waiting + (state === 'REGISTERED' ? 1 : 0),
      withDoctor: load.withDoctor + (state === 'IN_CONSULTATION' ? 1 : 0),
    });
  }
  return [...loads.values()].sort((a, b) => b.waiting - a.waiting || a.doctorName.localeCompare(b.doctorName));
}
