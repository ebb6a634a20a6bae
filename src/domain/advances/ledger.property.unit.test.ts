import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decisionOn } from '../../../tests/fixtures/approvals.ts';
import { OfflineTerminal } from '../../../tests/fixtures/offline-terminal.ts';
import { bank, card, cash, type PayingClinic, payingClinic, upi } from '../../../tests/fixtures/paying-clinic.ts';
import { approval } from '../approvals/approval.ts';
import { balanceDue, excessOf, type Invoice, invoice, owedOn } from '../invoices/invoice.ts';
import { sum } from '../kernel/money.ts';
import { SUBSCRIPTIONS } from '../kernel/roles.ts';
import { payment } from '../payments/payment.ts';
import { refund } from '../refunds/refund.ts';
import { records } from '../registry.ts';
import { visit } from '../visits/visit.ts';
import { advance } from './advance.ts';
import { patientAccount } from './patient-account.ts';

const at = fc.nat(1);
const which = fc.nat(5);
const share = fc.integer({ min: 1, max: 100 });
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('visit' as const) }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('pay' as const), at, which, share, how: fc.nat(3) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('deposit' as const), at, which, share, how: fc.nat(3) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('apply' as const), at, which, share }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('refund' as const), at, which, share }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('waive' as const), at, which, share }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('credit' as const), at, which, reopens: fc.boolean() }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('sync' as const), at }) },
);
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

const ALL = { limit: 1000 };

/** Two cashiers who hear of each other now and then, and settle the bills of the same patients. */
class History {
  readonly clinic: PayingClinic = payingClinic();
  readonly terminals: readonly [OfflineTerminal, OfflineTerminal];
  #attempts = 0;

  constructor() {
    const { world, cashier, otherCashier } = this.clinic;
    this.terminals = [new OfflineTerminal(world, cashier), new OfflineTerminal(world, otherCashier)];
  }

  run(one: Step): void {
    if (one.do === 'visit') {
      this.clinic.readyVisit(this.clinic.services.filling);
      return;
    }
    const terminal = one.at === 0 ? this.terminals[0] : this.terminals[1];
    if (one.do === 'sync') {
      terminal.sync();
      return;
    }
    terminal.do('openTill', { openingFloatMinor: 100_000 });
    const bill = this.#billAt(terminal, one.which);
    if (!bill) return;
    switch (one.do) {
      case 'pay':
        this.#pay(terminal, bill, one.share, one.how);
        return;
      case 'deposit':
        terminal.do('receiveAdvance', {
          patientId: bill.patientId,
          tenders: [this.#tender(one.how, one.share * 1000)],
          ...this.#attempt(),
        });
        return;
      case 'apply':
        terminal.do('applyAdvance', { invoiceId: bill.id, amountMinor: one.share * 1000, ...this.#attempt() });
        return;
      case 'refund':
        this.#refund(terminal, bill.patientId, one.share);
        return;
      case 'waive':
        this.#waive(terminal, bill, one.share);
        return;
      case 'credit':
        this.#credit(terminal, bill, one.reopens);
        return;
      default:
        one satisfies never;
    }
  }

  #attempt() {
    this.#attempts += 1;
    return { attemptId: `attempt-${this.#attempts}` };
  }

  #tender(how: number, amountMinor: number) {
    return [cash, card, upi, bank][how]?.(amountMinor);
  }

  /** A bill this terminal knows, made now where the visit has none. */
  #billAt(terminal: OfflineTerminal, which: number): Invoice | undefined {
    const visits = terminal.world.records.find(visit, { state: { in: ['READY_FOR_BILLING', 'PAID'] } }, ALL);
    const one = visits[which % Math.max(1, visits.length)];
    if (!one) return undefined;
    if (!one.invoiceId) terminal.do('issueInvoice', { visitId: one.id });
    const { invoiceId } = terminal.world.get(visit, one.id);
    return invoiceId ? terminal.world.records.get(invoice, invoiceId) : undefined;
  }

  #pay(terminal: OfflineTerminal, bill: Invoice, share: number, how: number): void {
    const due = balanceDue(bill);
    const held = sum(terminal.world.records.find(patientAccount, { patientId: bill.patientId }).map((one) => one.advanceMinor));
    const applyAdvanceMinor = share % 2 === 0 ? Math.max(0, Math.min(held, due - 100)) : 0;
    const amountMinor = Math.ceil(((due - applyAdvanceMinor) * Math.min(share * 2, 100)) / 100);
    const attempt = { invoiceId: bill.id, tenders: [this.#tender(how, amountMinor)], part: true, applyAdvanceMinor };
    const asked = { ...attempt, ...this.#attempt() };
    const answer = terminal.do('recordPayment', asked);
    if (typeof answer === 'object') expect(terminal.do('recordPayment', asked)).toMatchObject({ recordedBefore: true });
  }

  #refund(terminal: OfflineTerminal, patientId: string, share: number): void {
    const paid = terminal.world.records.find(payment, { patientId }, ALL)[0];
    const held = terminal.world.records.find(advance, { patientId, tillId: { from: '' } }, ALL)[0];
    const from = held ?? paid;
    if (!from) return;
    const source = { kind: held ? 'advance' : 'payment', id: from.id, tenderIndex: 0 };
    const asked = terminal.do('requestRefund', { source, amountMinor: share * 500, reason: 'moved away' });
    const approvalId = this.#agreed(terminal, asked);
    if (approvalId) terminal.do('payRefund', { approvalId, reference: 'REF' });
  }

  #waive(terminal: OfflineTerminal, { id: invoiceId }: Invoice, share: number): void {
    const what = { invoiceId, amountMinor: share * 500, reason: 'cannot pay' };
    const approvalId = this.#agreed(terminal, terminal.do('requestWaiver', what));
    if (!approvalId) return;
    const { request } = terminal.world.get(approval, approvalId);
    terminal.do('waiveDues', { ...what, approval: { approvalId, request }, ...this.#attempt() });
  }

  #credit(terminal: OfflineTerminal, { id: invoiceId }: Invoice, reopens: boolean): void {
    const what = { invoiceId, reason: 'wrong treatment', reopens };
    const approvalId = this.#agreed(terminal, terminal.do('requestCreditNote', what));
    if (approvalId) terminal.do('issueCreditNote', { ...what, approvalId });
  }

  /** The manager types their password at this very terminal. */
  #agreed(terminal: OfflineTerminal, asked: ReturnType<OfflineTerminal['do']>): string | undefined {
    if (typeof asked === 'string') return undefined;
    const { approvalId } = asked as { approvalId: string };
    expect(terminal.do('decideApproval', decisionOn(terminal.world, approvalId, this.clinic.backOffice))).toBeTypeOf('object');
    return approvalId;
  }
}

/** A history in which at last everything has been heard. */
function played(steps: readonly Step[]): History {
  const history = new History();
  for (const one of steps) history.run(one);
  for (const terminal of [...history.terminals, ...history.terminals]) terminal.sync();
  return history;
}

describe('whatever counters that are out of touch take, apply, give back, waive and credit', { timeout: 60_000 }, () => {
  const histories = fc.array(step, { minLength: 30, maxLength: 90, size: 'max' });

  it('collected less refunded is what was invoiced less credited, waived and due, and what is held in advance', () => {
    fc.assert(
      fc.property(histories, (steps) => {
        const { world } = played(steps).clinic;
        const patients = new Set(world.records.find(visit, {}, ALL).map(({ patientId }) => patientId));
        for (const patientId of patients) {
          const whose = { patientId };
          const bills = world.records.find(invoice, whose, ALL);
          const collected =
            sum(world.records.find(payment, whose, ALL).map(({ totalMinor }) => totalMinor)) +
            sum(world.records.find(advance, { ...whose, tillId: { from: '' } }, ALL).map(({ amountMinor }) => amountMinor));
          const refunded = sum(world.records.find(refund, whose, ALL).map(({ amountMinor }) => amountMinor));
          const owed = sum(bills.map(owedOn));
          const dues = sum(bills.map(balanceDue));
          const accounts = world.records.find(patientAccount, whose, ALL);
          expect(collected - refunded).toBe(owed - dues + sum(accounts.map(({ advanceMinor }) => advanceMinor)));
          const left = sum(world.records.find(advance, whose, ALL).map(({ leftMinor }) => leftMinor));
          expect(left).toBe(sum(accounts.map(({ advanceMinor }) => advanceMinor)));
          expect(world.records.find(invoice, whose, ALL).map(excessOf).filter(Boolean)).toEqual([]);
          for (const bill of bills)
            if (balanceDue(bill) === 0 && bill.state !== 'CREDITED' && !bill.doubled)
              expect(['PAID', 'COMPLETED']).toContain(world.get(visit, bill.visitId).state);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('every terminal’s records come out as the server’s', () => {
    fc.assert(
      fc.property(histories, (steps) => {
        const { clinic, terminals } = played(steps);
        for (const type of records.filter(({ stream }) => SUBSCRIPTIONS.cashier.includes(stream)))
          for (const { world } of terminals)
            expect(world.records.find(type as never, {}, ALL)).toEqual(clinic.world.records.find(type as never, {}, ALL));
      }),
      { numRuns: 20 },
    );
  });
});
