import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Standing } from '../../../tests/fixtures/domain.ts';
import { OfflineTerminal } from '../../../tests/fixtures/offline-terminal.ts';
import { card, cash, countOf, type PayingClinic, payingClinic, upi } from '../../../tests/fixtures/paying-clinic.ts';
import { documentSeries } from '../documents/document-series.ts';
import { invoice } from '../invoices/invoice.ts';
import { sum } from '../kernel/money.ts';
import { SUBSCRIPTIONS } from '../kernel/roles.ts';
import { type Payment, payment } from '../payments/payment.ts';
import { addTenders, NO_TAKINGS, type Takings, takingsTotal } from '../payments/tender.ts';
import { operations, records } from '../registry.ts';
import { till } from '../tills/till.ts';
import { visit } from '../visits/visit.ts';
import { branchDay } from './branch-day.ts';
import { lockedUntil } from './branch-lock.ts';
import { dateAt } from './business-date.ts';
import { lockedFigures } from './business-day.ts';
import type { Figures } from './day-figures.ts';
import { exception } from './exception.ts';
import { figuresOfDay } from './figures-of-day.ts';
import { supplement } from './supplement.ts';

const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('visit' as const), services: fc.integer({ min: 1, max: 3 }) }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constant('collect' as const), at: fc.nat(1), which: fc.nat(9), split: fc.nat(2) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('reprint' as const), at: fc.nat(1), which: fc.nat(9) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('close' as const), at: fc.nat(1), shortMinor: fc.nat(1000) }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('sync' as const), at: fc.nat(1) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 12 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('lock' as const) }) },
);
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

/** Two cashiers who are heard now and then, a server, and a manager who locks days whoever is missing. */
class History {
  readonly clinic: PayingClinic = payingClinic();
  readonly terminals: readonly [OfflineTerminal, OfflineTerminal];
  /** Every locked day's figures, as they were at its lock. */
  readonly atLock = new Map<string, Figures>();
  readonly flags: string[] = [];
  #attempts = 0;

  constructor() {
    const { world, cashier, otherCashier } = this.clinic;
    this.terminals = [new OfflineTerminal(world, cashier), new OfflineTerminal(world, otherCashier)];
  }

  run(one: Step): void {
    const { world, services, readyVisit } = this.clinic;
    switch (one.do) {
      case 'visit':
        world.businessDate = dateAt(world.records, 'clinic', world.nowMs);
        readyVisit(...[services.filling, services.whitening, services.scaling].slice(0, one.services));
        return;
      case 'collect':
        this.#collect(this.#at(one.at), one.which, one.split);
        return;
      case 'reprint':
        this.#reprint(this.#at(one.at), one.which);
        return;
      case 'close':
        this.#at(one.at).do('closeTill', { counts: countOf(100_000 - one.shortMinor * 100) });
        return;
      case 'sync':
        this.sync(this.#at(one.at));
        return;
      case 'wait':
        world.nowMs += one.hours * 3_600_000;
        return;
      case 'lock':
        this.#lock();
        return;
      default:
        one satisfies never;
    }
  }

  sync(terminal: OfflineTerminal): void {
    this.flags.push(...terminal.sync().flat());
  }

  #at(which: number): OfflineTerminal {
    return which === 0 ? this.terminals[0] : this.terminals[1];
  }

  /** Bills and collects one of the visits that this terminal believes are waiting. A refusal is an answer too. */
  #collect(terminal: OfflineTerminal, which: number, split: number): void {
    terminal.do('openTill', { openingFloatMinor: 100_000 });
    const waiting = terminal.world.records.find(visit, { state: 'READY_FOR_BILLING' }, { orderBy: 'readyAtMs' });
    const one = waiting[which % Math.max(1, waiting.length)];
    if (!one) return;
    terminal.do('issueInvoice', { visitId: one.id });
    const invoiceId = terminal.world.records.get(visit, one.id)?.invoiceId ?? '';
    const due = terminal.world.records.get(invoice, invoiceId)?.totalMinor ?? 0;
    const tenders = [[cash(due, due + 500)], [card(due)], [cash(10_000), upi(due - 10_000)]][split];
    this.#attempts += 1;
    const attempt = { invoiceId, tenders, attemptId: `attempt-${this.#attempts}` };
    const answer = terminal.do('recordPayment', attempt);
    // Pressed twice: the same receipt, nothing taken again.
    if (typeof answer === 'object') expect(terminal.do('recordPayment', attempt)).toEqual({ ...answer, recordedBefore: true });
  }

  #reprint(terminal: OfflineTerminal, which: number): void {
    const known = terminal.world.records.find(payment, {}).filter((one) => one.terminalId === terminal.who.place.terminalId);
    const one = known[which % Math.max(1, known.length)];
    if (one) terminal.do('reprintReceipt', { paymentId: one.id });
  }

  #lock(): void {
    const { world, backOffice, branchId } = this.clinic;
    const date = dateAt(world.records, 'clinic', world.nowMs);
    for (const day of [earlier(world.records.find(branchDay, { branchId }, { orderBy: 'date' }), date), date]) {
      const locked = lockedUntil(world.records, branchId);
      if (day === undefined || (locked !== null && day <= locked)) continue;
      const force = { force: true, reason: 'the manager goes home' };
      const answer = world.try(backOffice, operations.lockBusinessDay as never, { branchId, date: day, ...force });
      if ('result' in answer) this.atLock.set(day, (answer.result as { figures: Figures }).figures);
    }
  }
}

function earlier(days: readonly { date: string }[], than: string): string | undefined {
  return days.map(({ date }) => date).find((date) => date < than);
}

function takingsOf(payments: readonly Payment[]): Required<Takings> {
  return payments.reduce((sums, one) => addTenders(sums, one.tenders), NO_TAKINGS);
}

const EXPECTED_FLAGS = ['already-paid', 'visit-state', 'visit-invoiced', 'visit-not-ready', 'time-unproven'];

describe('whatever the counters do, and whenever they are heard', { timeout: 60_000 }, () => {
  const histories = fc.array(step, { minLength: 40, maxLength: 120, size: 'max' });
  const all = { limit: 1000 };

  function worked(steps: readonly Step[]): History {
    const history = new History();
    for (const one of steps) history.run(one);
    for (const terminal of [...history.terminals, ...history.terminals]) history.sync(terminal);
    return history;
  }

  it('a locked day keeps its figures, and the supplement makes up the difference', () => {
    fc.assert(
      fc.property(histories, (steps) => {
        const { clinic, atLock } = worked(steps);
        const { world, branchId } = clinic;
        const payments = world.records.find(payment, {}, all);
        for (const [date, figures] of atLock) {
          expect(world.get(lockedFigures, `${branchId}:${date}`).figures).toEqual(figures);
          const day = figuresOfDay(branchId, date, world.contextOf(clinic.backOffice));
          expect(day.posted).toEqual(figures.totals);
          const since = world.records.get(supplement, `${branchId}:${date}`);
          expect(day.asSinceKnown.receivedMinor).toBe(figures.totals.receivedMinor + (since?.totals.receivedMinor ?? 0));
        }
        for (const { date, totals, late } of world.records.find(branchDay, { branchId }, all)) {
          expect(totals.takings).toEqual(takingsOf(payments.filter(({ postedDate }) => postedDate === date)));
          const since = world.records.get(supplement, `${branchId}:${date}`)?.totals.receivedMinor ?? 0;
          const happened = takingsTotal(takingsOf(payments.filter(({ businessDate }) => businessDate === date)));
          expect(totals.receivedMinor - late.receivedMinor + since).toBe(happened);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('every rupee is on an invoice, in a till and in a Z, and what was taken twice is said', () => {
    fc.assert(
      fc.property(histories, (steps) => {
        const { world } = worked(steps).clinic;
        const payments = world.records.find(payment, {}, all);
        const invoices = world.records.find(invoice, {}, all);
        const tills = world.records.find(till, {}, all);
        const received = sum(payments.map(({ totalMinor }) => totalMinor));
        expect(takingsTotal(takingsOf(payments))).toBe(received);
        expect(sum(invoices.map(({ paidMinor }) => paidMinor))).toBe(received);
        expect(sum(tills.map(({ takings }) => takingsTotal(takings)))).toBe(received);
        const owed = new Map(invoices.filter(({ paidMinor }) => paidMinor > 0).map((one) => [one.visitId, one.totalMinor]));
        const overpaid = sum(invoices.map(({ overpaidMinor }) => overpaidMinor));
        expect(received - overpaid).toBe(sum(owed.values()));
        const doubled = world.records.find(exception, { doubleCollection: true }, all);
        expect(sum(doubled.map(({ amountMinor }) => amountMinor))).toBe(overpaid);
        for (const visitId of owed.keys()) expect(world.get(visit, visitId).state).toBe('PAID');
      }),
      { numRuns: 60 },
    );
  });

  it('numbers have no gaps, and the Zs of a terminal follow each other in entries and totals', () => {
    fc.assert(
      fc.property(histories, (steps) => {
        const { clinic, flags } = worked(steps);
        const { world, cashier, otherCashier } = clinic;
        expect(flags.filter((flag) => !EXPECTED_FLAGS.includes(flag))).toEqual([]);
        for (const { place } of [cashier, otherCashier] satisfies Standing[]) {
          const { terminalId } = place;
          const sequences = (numbers: readonly string[]) =>
            numbers.map((number) => Number(number.slice(-6))).sort((a, b) => a - b);
          const invoices = sequences(
            world.records.find(invoice, {}, all).flatMap((one) => (one.terminalId === terminalId ? one.number : [])),
          );
          const receipts = sequences(
            world.records.find(payment, {}, all).flatMap((one) => (one.terminalId === terminalId ? one.receiptNumber : [])),
          );
          expect(invoices).toEqual(invoices.map((_, index) => index + 1));
          expect(receipts).toEqual(receipts.map((_, index) => index + 1));
          expect(world.records.get(documentSeries, `${terminalId}:receipt:2627`)?.last ?? 0).toBe(receipts.length);
          const zs = world.records.find(till, { terminalId }, all).flatMap(({ z }) => z ?? []);
          let [coveredSeq, grossInMinor] = [0, 0];
          for (const [index, z] of zs.sort((a, b) => a.number - b.number).entries()) {
            expect([z.number, z.firstSeq]).toEqual([index + 1, coveredSeq + 1]);
            expect(z.grossInMinor - grossInMinor).toBe(takingsTotal(z.takings));
            [coveredSeq, grossInMinor] = [z.lastSeq, z.grossInMinor];
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('every terminal’s records come out as the server’s', () => {
    fc.assert(
      fc.property(histories, (steps) => {
        const { clinic, terminals } = worked(steps);
        for (const type of records.filter(({ stream }) => SUBSCRIPTIONS.cashier.includes(stream)))
          for (const { world } of terminals)
            expect(world.records.find(type as never, {}, all)).toEqual(clinic.world.records.find(type as never, {}, all));
      }),
      { numRuns: 30 },
    );
  });
});
