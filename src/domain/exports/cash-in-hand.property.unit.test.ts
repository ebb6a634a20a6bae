import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { approved } from '../../../tests/fixtures/approvals.ts';
import type { Standing } from '../../../tests/fixtures/domain.ts';
import { bank, cash, countOf, type PayingClinic, payingClinic, upi } from '../../../tests/fixtures/paying-clinic.ts';
import { invoice } from '../invoices/invoice.ts';
import { addDays } from '../kernel/calendar.ts';
import { sum } from '../kernel/money.ts';
import type { operations } from '../registry.ts';
import { openTillHere } from '../tills/open-till-here.ts';
import { expectedCash, till } from '../tills/till.ts';
import { visit } from '../visits/visit.ts';
import { type Voucher, vouchers } from './vouchers.ts';

const amountMinor = fc.integer({ min: 1, max: 400 }).map((rupees) => rupees * 100);
const at = fc.nat(1);
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('sell' as const), at, split: fc.nat(2) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('move' as const), at, how: fc.nat(6), amountMinor }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('give-back' as const), at, amountMinor }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('hand-over' as const), differs: fc.integer({ min: -3, max: 3 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('close' as const), at, differs: fc.integer({ min: -5, max: 5 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('next-day' as const) }) },
);
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

const MOVES = [
  ...(['change-money', 'float-added', 'returned', 'other'] as const).map((category) => ['payIn', { category }] as const),
  ...(['wages', 'other'] as const).map((category) => ['payOut', { category, payee: 'Somebody' }] as const),
  ['dropCash', {}] as const,
] as const;

/** Two drawers, the first of which two cashiers share. What the rules refuse does not happen. */
class Drawers {
  readonly clinic: PayingClinic = payingClinic();

  run(one: Step): void {
    const { world } = this.clinic;
    world.nowMs += 1000;
    switch (one.do) {
      case 'sell':
        this.#sell(this.#open(one.at), one.split);
        return;
      case 'move':
        this.#move(this.#open(one.at), one.how, one.amountMinor);
        return;
      case 'give-back':
        this.#giveBack(this.#open(one.at), one.amountMinor);
        return;
      case 'hand-over':
        this.#handOver(this.#open(0), one.differs * 100);
        return;
      case 'close':
        this.close(one.at, one.differs * 100);
        return;
      case 'next-day':
        this.close(0, 0);
        this.close(1, 0);
        world.nowMs += 86_400_000;
        world.businessDate = addDays(world.businessDate, 1);
        return;
      default:
        one satisfies never;
    }
  }

  close(which: number, differsMinor: number): void {
    const open = this.#openTill(which);
    if (open) this.clinic.closeTill(this.#cashierOf(open), countOf(Math.max(0, expectedCash(open) + differsMinor)));
  }

  #openTill(which: number) {
    const { world, cashier, otherCashier } = this.clinic;
    return openTillHere(world.records, (which === 0 ? cashier : otherCashier).place);
  }

  #cashierOf({ userId }: { userId: string }): Standing {
    const { cashier, colleague, otherCashier } = this.clinic;
    return [cashier, colleague, otherCashier].find(({ actor }) => actor.userId === userId) ?? cashier;
  }

  /** Whoever has that drawer open; it is opened where nobody has. */
  #open(which: number): Standing {
    const open = this.#openTill(which);
    if (open) return this.#cashierOf(open);
    const who = which === 0 ? this.clinic.cashier : this.clinic.otherCashier;
    this.clinic.openTill(who, 30_000);
    return who;
  }

  #sell(who: Standing, split: number): void {
    const { world, services, readyVisit, bill, pay } = this.clinic;
    const bought = bill(who, readyVisit(services.scaling));
    const due = world.get(invoice, bought).totalMinor;
    pay(who, bought, ...([[cash(due)], [cash(10_000), upi(due - 10_000)], [bank(due)]][split] ?? []));
  }

  #move(who: Standing, how: number, amountMinor: number): void {
    const [name, more] = MOVES[how] ?? MOVES[0];
    const asked = { amountMinor, reason: 'as asked', attemptId: `attempt-${this.clinic.world.newId()}`, ...more };
    const open = this.#openTill(who === this.clinic.otherCashier ? 1 : 0);
    if (name === 'payIn' || (open && expectedCash(open) >= amountMinor)) this.#done(who, name, asked);
  }

  #giveBack(who: Standing, amountMinor: number): void {
    const { world, services, readyVisit, backOffice } = this.clinic;
    const { patientId } = world.get(visit, readyVisit(services.filling));
    const deposit = { patientId, tenders: [cash(amountMinor)], attemptId: `attempt-${world.newId()}` };
    const { advanceId } = world.done(who, 'receiveAdvance', deposit);
    const source = { kind: 'advance' as const, id: advanceId, tenderIndex: 0 };
    const { approvalId } = world.done(who, 'requestRefund', { source, amountMinor, reason: 'moved away' });
    approved(world, approvalId, backOffice);
    this.#done(who, 'payRefund', { approvalId });
  }

  #handOver(from: Standing, differsMinor: number): void {
    const { world, cashier, colleague } = this.clinic;
    const to = from === cashier ? colleague : cashier;
    const open = this.#openTill(0);
    const countedMinor = open ? expectedCash(open) : 0;
    world.done(from, 'offerHandover', { toUserId: to.actor.userId, counts: countOf(countedMinor) });
    const counts = countOf(Math.max(0, countedMinor + differsMinor));
    if (world.done(to, 'acceptHandover', { counts }).outcome === 'count-again') world.done(to, 'acceptHandover', { counts });
  }

  #done(who: Standing, name: keyof typeof operations, input: unknown): void {
    this.clinic.world.done(who, name, input);
  }
}

const inDrawers = (of: readonly Voucher[]) =>
  sum(of.flatMap(({ postings }) => postings).map((one) => (one.account === 'Cash in drawers' ? one.amountMinor : 0)));

describe('whatever drawers go through', { timeout: 60_000 }, () => {
  it('the journal balances, and each till comes to what its Z expected, counted, and then to nothing', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 10, maxLength: 40 }), (steps) => {
        const drawers = new Drawers();
        for (const one of steps) drawers.run(one);
        const { world, branchId } = drawers.clinic;
        const asked = { branchId, from: '2026-05-01', to: world.businessDate };
        const open = world.records.find(till, { branchId, state: 'OPEN' });
        const all = [...vouchers(world.records, asked)];
        expect(inDrawers(all)).toBe(sum(open.map(expectedCash)));
        for (const { postings } of all) expect(sum(postings.map((one) => one.amountMinor))).toBe(0);
        for (const { z, terminalCode } of world.records.find(till, { branchId, state: 'CLOSED' }, { limit: 1000 })) {
          const ofTill = all.filter((one) => one.till === `${terminalCode} Z ${z?.number}`);
          const before = ofTill.filter(({ reference }) => reference !== `Z ${z?.number}`);
          const counted = ofTill.filter(({ narration }) => narration === 'Counted otherwise than expected');
          expect([inDrawers(before), inDrawers([...before, ...counted]), inDrawers(ofTill)]).toEqual([
            ...[z?.expectedMinor, z?.countedMinor, 0],
          ]);
        }
      }),
      { numRuns: 25 },
    );
  });
});
