import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { smallClinic } from '../../../tests/fixtures/domain.ts';
import type { Change } from '../kernel/change.ts';
import {
  visitCancelled,
  visitCompleted,
  visitConsultationStarted,
  visitInvoiced,
  visitPaid,
  visitSentToBilling,
} from './changes.ts';
import { visit } from './visit.ts';
import { mayBecome, settle, VISIT_STATES, type VisitState } from './visit-state.ts';

const state = fc.constantFrom(...VISIT_STATES);

describe('the states of a visit', () => {
  it('follow one another in one way only', () => {
    const ways = VISIT_STATES.flatMap((from) => VISIT_STATES.filter((to) => mayBecome(from, to)).map((to) => `${from} ${to}`));
    expect(ways).toEqual([
      'REGISTERED IN_CONSULTATION',
      'REGISTERED CANCELLED',
      'IN_CONSULTATION READY_FOR_BILLING',
      'IN_CONSULTATION CANCELLED',
      'READY_FOR_BILLING READY_FOR_BILLING',
      'READY_FOR_BILLING PAID',
      'PAID COMPLETED',
    ]);
  });

  it('settle as asked where that may be', () => {
    fc.assert(fc.property(state, state, (from, to) => !mayBecome(from, to) || settle(from, to) === to));
  });

  it('never lose money taken, and pass the money gate only by PAID, whatever arrives in whatever order', () => {
    fc.assert(
      fc.property(fc.array(state, { maxLength: 30 }), (asked) => {
        let now: VisitState = 'REGISTERED';
        let paid = false;
        for (const to of asked) {
          now = settle(now, to);
          paid ||= to === 'PAID';
          if (now === 'COMPLETED' && !paid) return false;
          if (paid && now !== 'PAID' && now !== 'COMPLETED') return false;
        }
        return true;
      }),
    );
  });
});

/** Every change a visit can undergo, as some terminal may have made it, knowing the others or not. */
function changeOf(kind: number, visitId: string, doctorId: string, serviceId: string, invoice: number): Change {
  const keys = { visitId, patientId: 'patient' };
  const invoiceId = `invoice-${invoice}`;
  const line = { lineId: `line-${invoice}`, serviceId, quantity: 1, tooth: null };
  switch (kind) {
    case 0:
      return visitConsultationStarted.of({ ...keys, doctorId });
    case 1:
      return visitSentToBilling.of({ ...keys, doctorId, lines: [line] });
    case 2:
      return visitInvoiced.of({ ...keys, invoiceId });
    case 3:
      return visitPaid.of({ ...keys, invoiceId });
    case 4:
      return visitCompleted.of(keys);
    default:
      return visitCancelled.of({ ...keys, from: 'REGISTERED', reason: 'left' });
  }
}

describe('a visit that several terminals write without knowing of each other', () => {
  it('stays whole: lines stand once invoiced, the first invoice stands, COMPLETED only after PAID', () => {
    const step = fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 1, max: 3 }));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 15 }), (steps) => {
        const { world, reception, doctorId, services } = smallClinic();
        const born = { phone: '9876543210', name: 'A', sex: 'female', ageYears: 30, doctorId };
        const { patientId } = world.done(reception, 'registerPatient', born);
        const { visitId } = world.done(reception, 'checkInPatient', { patientId, doctorId });
        let before = world.get(visit, visitId);
        for (const [kind, invoice] of steps) {
          const change = changeOf(kind, visitId, doctorId, services.filling, invoice);
          world.fold([change], world.entryOf(reception));
          const after = world.get(visit, visitId);
          if (before.invoiceId) expect([after.invoiceId, after.lines]).toEqual([before.invoiceId, before.lines]);
          if (after.state === 'COMPLETED') expect(['PAID', 'COMPLETED']).toContain(before.state);
          if (before.state === 'PAID') expect(['PAID', 'COMPLETED']).toContain(after.state);
          expect(after.cancelReason === null || after.state !== 'REGISTERED').toBe(true);
          before = after;
        }
      }),
      { numRuns: 60 },
    );
  });
});
