import { describe, expect, it } from 'vitest';
import type { VisitListed } from '#domain/visits/unfinished-visits.ts';
import { VISIT_STATES, type VisitState } from '#domain/visits/visit-state.ts';
import { doctorLoads, inView } from './queue-view.ts';

function visit(id: string, state: VisitState, doctorName: string): VisitListed {
  return { id, state, doctorId: doctorName, doctorName } as VisitListed;
}

describe('the queue', () => {
  const all = VISIT_STATES.map((state) => visit(state, state, 'Rao'));

  it('shows who is here, and who has left, and nobody twice', () => {
    const here = inView(all, 'here').map(({ state }) => state);
    const left = inView(all, 'left').map(({ state }) => state);
    expect(here).toContain('PAID');
    expect([...here, ...left].sort()).toEqual([...VISIT_STATES].sort());
  });

  it('says how many wait for whom, the busiest first', () => {
    const loads = doctorLoads([
      visit('1', 'REGISTERED', 'Rao'),
      visit('2', 'REGISTERED', 'Iyer'),
      visit('3', 'REGISTERED', 'Iyer'),
      visit('4', 'IN_CONSULTATION', 'Rao'),
      visit('5', 'PAID', 'Sen'),
    ]);
    expect(loads.map(({ doctorName, waiting, withDoctor }) => [doctorName, waiting, withDoctor])).toEqual([
      ['Iyer', 2, 0],
      ['Rao', 1, 1],
      ['Sen', 0, 0],
    ]);
  });
});
