import { beforeEach, describe, expect, it } from 'vitest';
import { approved } from '../../../tests/fixtures/approvals.ts';
import type { Standing } from '../../../tests/fixtures/domain.ts';
import { cash, countOf, type PayingClinic, payingClinic } from '../../../tests/fixtures/paying-clinic.ts';
import { paymentRecorded } from '../payments/changes.ts';
import { house, operations } from '../registry.ts';
import { till } from '../tills/till.ts';
import { visit } from '../visits/visit.ts';
import { fraudPack, type RuleFound } from './fraud-pack.ts';
import { WATCH_RULES } from './rules/watch-rules.ts';
import { watchNotes } from './watch-notes.ts';

const STRETCH = { from: '2026-05-01', to: '2026-05-31' };
const PRICE = 150_000;

let clinic: PayingClinic;
let cashier: Standing;
beforeEach(() => {
  clinic = payingClinic();
  cashier = clinic.cashier;
  clinic.openTill(cashier);
});

function rule(name: string): RuleFound {
  const found = clinic.world.ask(clinic.backOffice, fraudPack, STRETCH).rules.find((one) => one.name === name);
  if (!found) throw new Error(`there is no rule ${name}`);
  return found;
}

/** What a window asks for behind the first row of a rule. */
function behind(name: string, whose: 'userId' | 'approverId') {
  const { notes, rows } = rule(name);
  const [row] = rows;
  return clinic.world.ask(clinic.backOffice, watchNotes, { ...STRETCH, kinds: notes, [whose]: row?.id });
}

describe('behind a row of the fraud pack', () => {
  it('of an approver is what took something off bills, and no refund', () => {
    const { world, backOffice, services } = clinic;
    const visitId = clinic.readyVisit(services.filling);
    const favour = { visitId, discounts: [{ basisPoints: 2_000 }], reason: 'Staff family' };
    const { approvalId } = world.done(cashier, 'requestDiscount', favour);
    approved(world, approvalId, backOffice);
    world.done(cashier, 'issueInvoice', { ...favour, approvalId });
    const { patientId } = world.get(visit, visitId);
    const { advanceId } = world.done(cashier, 'receiveAdvance', { patientId, tenders: [cash(50_000)], attemptId: 'advance-1' });
    const source = { kind: 'advance', id: advanceId, tenderIndex: 0 };
    approved(
      world,
      world.done(cashier, 'requestRefund', { source, amountMinor: 50_000, reason: 'Not needed' }).approvalId,
      backOffice,
    );
    expect(rule('discounts-by-approver').rows).toMatchObject([{ count: 1, amountMinor: 30_000 }]);
    expect(behind('discounts-by-approver', 'approverId')).toMatchObject([
      { kind: 'approved-less', detail: 'discount', amountMinor: 30_000 },
    ]);
    // The refund is a decision all the same, which a step-up would be compared with.
    const decided = world.ask(backOffice, watchNotes, { ...STRETCH, kinds: ['approved'] });
    expect(decided).toMatchObject([{ detail: 'refund', amountMinor: 50_000 }]);
  });

  it('of a bill at a promised price is the estimate that promised it', () => {
    const { world, backOffice, services } = clinic;
    const visitId = clinic.readyVisit(services.filling);
    const { patientId } = world.get(visit, visitId);
    const asked = { patientId, lines: [{ serviceId: services.filling }] };
    const { estimateId, number } = world.done(cashier, 'issueEstimate', asked);
    const again = clinic.readyVisit(services.filling);
    const same = world.done(cashier, 'issueEstimate', { ...asked, patientId: world.get(visit, again).patientId });
    world.done(cashier, 'issueInvoice', { visitId: again, estimateId: same.estimateId });
    expect(rule('price-differs').rows).toEqual([]);
    const dearer = { serviceId: services.filling, priceMinor: 180_000, from: '2026-05-04', reason: 'A new list' };
    world.done(backOffice, 'setPrice', dearer);
    world.done(cashier, 'issueInvoice', { visitId, estimateId });
    expect(rule('price-differs')).toMatchObject({ alerts: 1, rows: [{ value: 1, amountMinor: 30_000 }] });
    expect(behind('price-differs', 'userId')).toMatchObject([{ kind: 'promised-price', detail: number, amountMinor: 30_000 }]);
  });

  it('of cash that went missing between two counts of a handover is the one’s who handed it over', () => {
    const { world, colleague } = clinic;
    const offer = { toUserId: colleague.actor.userId, counts: countOf(50_000) };
    world.done(cashier, 'offerHandover', offer);
    world.done(colleague, 'acceptHandover', { counts: countOf(40_000) });
    world.done(colleague, 'acceptHandover', { counts: countOf(40_000) });
    const [own] = rule('variance').rows;
    expect(own).toMatchObject({ id: cashier.actor.userId, value: 10_000, count: 1, amountMinor: -10_000 });
    const { countedDays, cashiers } = world.ask(clinic.backOffice, fraudPack, STRETCH);
    const lost = { date: '2026-05-04', shortMinor: -10_000, overMinor: 0 };
    expect(countedDays).toEqual([lost]);
    expect(cashiers).toMatchObject([{ userId: cashier.actor.userId, days: [lost] }]);
  });

  it('of cash that was missing is the count of the cashier whose till it was, whoever closed it', () => {
    const { world, colleague, backOffice } = clinic;
    const missing = { counts: countOf(40_000) };
    const offer = { toUserId: colleague.actor.userId, ...missing };
    world.done(cashier, 'offerHandover', offer);
    world.done(cashier, 'offerHandover', offer);
    world.done(colleague, 'acceptHandover', missing);
    const [own] = rule('variance').rows;
    expect(own).toMatchObject({ id: cashier.actor.userId, value: 10_000, count: 1, amountMinor: -10_000 });
    expect(behind('variance', 'userId')).toMatchObject([{ kind: 'variance', amountMinor: -10_000 }]);
    const open = world.records.find(till, { state: 'OPEN' })[0];
    const forced = { tillId: open?.id, counts: countOf(45_000), reason: 'Went home' };
    const { approvalId } = world.done(cashier, 'requestForceClose', forced);
    world.done(cashier, 'forceCloseTill', { ...forced, approval: approved(world, approvalId, backOffice) });
    expect(rule('variance').rows.map(({ id, amountMinor }) => [id, amountMinor])).toEqual([
      [cashier.actor.userId, -10_000],
      [colleague.actor.userId, 5_000],
    ]);
    const { countedDays, cashiers } = world.ask(backOffice, fraudPack, STRETCH);
    expect(countedDays).toEqual([{ date: '2026-05-04', shortMinor: -10_000, overMinor: 5_000 }]);
    expect(cashiers.map(({ name, days }) => [name, days[0]?.shortMinor, days[0]?.overMinor])).toEqual([
      [cashier.actor.name, -10_000, 0],
      [colleague.actor.name, 0, 5_000],
    ]);
  });

  it('are notes, the one thing it is about, or entries of operations that there are', () => {
    for (const { name, notes, operations: counted = [] } of WATCH_RULES) {
      expect(
        counted.filter((one) => !(one in operations)),
        name,
      ).toEqual([]);
      if (notes.length === 0) expect([name, counted.length > 0]).toEqual([name, !ABOUT_ONE_THING.includes(name)]);
    }
  });

  it('of money taken are all the operations that take it', () => {
    const taking = [...house.operations.values()]
      .filter(({ makes }) => makes.some(({ name }) => name === paymentRecorded.name || name === 'advance.received.v1'))
      .map(({ name }) => name);
    expect([...rule('cash-share').operations].sort()).toEqual(taking.sort());
  });

  it('is nobody who was billed and owes something, however many they are', () => {
    const { world, services } = clinic;
    const visitId = clinic.readyVisit(services.filling);
    const [invoiceId, tenders] = [clinic.bill(cashier, visitId), [cash(PRICE / 2)]];
    world.done(cashier, 'recordPayment', { invoiceId, tenders, part: true, attemptId: 'a part of it' });
    world.nowMs += 2 * 86_400_000;
    expect(rule('seen-not-billed').rows).toEqual([]);
  });
});

/** Their rows lead to all that ever was about a visit, or an advance. */
const ABOUT_ONE_THING = ['seen-not-billed', 'unapplied-advances', 'shared-references'];
