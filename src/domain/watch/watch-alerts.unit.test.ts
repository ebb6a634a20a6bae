import { beforeEach, describe, expect, it } from 'vitest';
import { card, cash, type PayingClinic, payingClinic } from '../../../tests/fixtures/paying-clinic.ts';
import { attemptRefused } from '../audit/changes.ts';
import { businessDayLocked } from '../business-days/changes.ts';
import { addDays } from '../kernel/calendar.ts';
import { alertsSaidSeen } from './changes.ts';
import { fraudPack } from './fraud-pack.ts';
import { watchAlerts } from './watch-alerts.ts';

const DAY_MS = 86_400_000;
const PRICE = 150_000;

let clinic: PayingClinic;
beforeEach(() => {
  clinic = payingClinic();
  clinic.openTill(clinic.cashier);
});

const alerts = () => clinic.world.ask(clinic.backOffice, watchAlerts, {});
const news = () => Object.fromEntries(alerts().map(({ rule, news: count }) => [rule, count]));
const see = (rule: string) => clinic.world.done(clinic.backOffice, 'seeAlerts', { branchId: clinic.branchId, rule });

function paid(): string {
  const { cashier, services } = clinic;
  return clinic.pay(cashier, clinic.bill(cashier, clinic.readyVisit(services.filling)), cash(PRICE)).paymentId;
}

const alertsOf = (rule: string) => alerts().find((one) => one.rule === rule);

/** These people's tills are closed, and opened again on the day after. */
function nextDay(...people: PayingClinic['cashier'][]): void {
  const { world } = clinic;
  for (const who of people) clinic.closeTill(who, []);
  world.nowMs += DAY_MS;
  world.businessDate = addDays(world.businessDate, 1);
  for (const who of people) clinic.openTill(who);
}

function attempted(times: number): void {
  const { world, cashier } = clinic;
  const who = { userId: cashier.actor.userId, sessionId: 'session', terminalId: cashier.place.terminalId };
  const attempt = { ...who, operation: 'recordPayment', code: 'already-paid', subjectId: 'invoice', times };
  world.fold([attemptRefused.of(attempt)], world.entryOf(cashier));
}

describe('alerts', () => {
  it('speak up without anybody looking, and are the fraud pack’s of the last thirty days', () => {
    const { world, cashier, backOffice } = clinic;
    expect(alerts()).toEqual([]);
    world.done(cashier, 'reprintReceipt', { paymentId: paid() });
    expect(alerts()).toMatchObject([
      { rule: 'reprints', unit: 'share', news: 1, seen: null, rows: [{ id: cashier.actor.userId, value: 10_000, news: true }] },
    ]);
    const { rules } = world.ask(backOffice, fraudPack, { from: '2026-04-05', to: '2026-05-04' });
    expect(rules.filter((rule) => rule.alerts > 0).map(({ name }) => name)).toEqual(['reprints']);
  });

  it('stay until somebody has seen them, whatever comes after: a quarter of a year at most', () => {
    const { world, cashier } = clinic;
    world.done(cashier, 'reprintReceipt', { paymentId: paid() });
    world.nowMs += 30 * DAY_MS;
    expect(alerts()).toMatchObject([{ rule: 'reprints', news: 1, rows: [{ value: 10_000, news: true, on: '2026-06-02' }] }]);
    see('reprints');
    expect(alerts()).toEqual([]);
    world.nowMs += DAY_MS;
    expect(alerts()).toEqual([]);
  });

  it('that nobody has seen are told for a quarter of a year after their thirty days', () => {
    const { world, cashier } = clinic;
    world.done(cashier, 'reprintReceipt', { paymentId: paid() });
    world.nowMs += (29 + 89) * DAY_MS;
    expect(news()).toEqual({ reprints: 1 });
    world.nowMs += DAY_MS;
    expect(news()).toEqual({});
  });

  it('of shares are not diluted by ordinary work of later days before anybody has seen them', () => {
    const { world, cashier } = clinic;
    world.done(cashier, 'reprintReceipt', { paymentId: paid() });
    expect(news()).toEqual({ reprints: 1 });
    nextDay(cashier);
    for (let receipt = 0; receipt < 30; receipt += 1) paid();
    const [row] = alertsOf('reprints')?.rows ?? [];
    expect(row).toMatchObject({ id: cashier.actor.userId, value: 10_000, count: 1, news: true, on: '2026-05-04' });
    see('reprints');
    expect(alertsOf('reprints')).toBeUndefined();
  });

  it('of a cashier’s share of cash stay too, though later takings of anybody bring it near the others’', () => {
    const { cashier, otherCashier } = clinic;
    clinic.openTill(otherCashier);
    const takes = (who: typeof cashier, tender: typeof cash) =>
      clinic.pay(who, clinic.bill(who, clinic.readyVisit(clinic.services.filling)), tender(PRICE));
    for (const [who, tender] of [
      [cashier, cash],
      [otherCashier, card],
      [otherCashier, card],
    ] as const)
      takes(who, tender);
    expect(news()).toEqual({ 'cash-share': 2 });
    nextDay(cashier, otherCashier);
    for (let receipt = 0; receipt < 20; receipt += 1) {
      takes(cashier, card);
      takes(otherCashier, receipt < 2 ? cash : card);
    }
    expect(alertsOf('cash-share')?.news).toBe(2);
    see('cash-share');
    expect(alertsOf('cash-share')).toBeUndefined();
  });

  it('that were seen and diluted come back neither with what others do nor by what arrives late, but when they are worse', () => {
    const { world, cashier, otherCashier } = clinic;
    clinic.openTill(otherCashier);
    world.done(cashier, 'reprintReceipt', { paymentId: paid() });
    see('reprints');
    nextDay(cashier, otherCashier);
    for (let receipt = 0; receipt < 30; receipt += 1) paid();
    const theirs = clinic.pay(otherCashier, clinic.bill(otherCashier, clinic.readyVisit(clinic.services.filling)), cash(PRICE));
    world.done(otherCashier, 'reprintReceipt', { paymentId: theirs.paymentId });
    expect(alertsOf('reprints')).toMatchObject({
      news: 1,
      rows: [{ id: otherCashier.actor.userId }],
    });
    see('reprints');
    expect(news().reprints).toBe(0);
    world.nowMs += 20 * DAY_MS;
    expect(
      alerts()
        .find(({ rule }) => rule === 'reprints')
        ?.rows.map(({ id }) => id),
    ).toEqual([otherCashier.actor.userId]);
  });

  it('are no news once a manager has seen them, and it is known who and when', () => {
    const { world, cashier, backOffice } = clinic;
    world.done(cashier, 'reprintReceipt', { paymentId: paid() });
    expect(see('reprints')).toEqual({ rule: 'reprints', alerts: 1 });
    expect(world.log.at(-1)).toMatchObject({
      type: 'watch-alerts.seen.v1',
      body: { from: '2026-04-05', to: '2026-05-04', rows: [{ id: cashier.actor.userId, value: 10_000, count: 1 }] },
    });
    const seen = { seenByName: backOffice.actor.name, seenAtMs: world.nowMs };
    expect(alerts()).toMatchObject([{ rule: 'reprints', news: 0, seen, rows: [{ news: false }] }]);
    expect(world.refused(backOffice, 'seeAlerts', { branchId: clinic.branchId, rule: 'reprints' })).toBe('no-alerts-to-see');
    expect(world.refused(backOffice, 'seeAlerts', { branchId: clinic.branchId, rule: 'nothing' })).toBe('watch-rule-unknown');
    expect(world.refused(cashier, 'seeAlerts', { branchId: clinic.branchId, rule: 'reprints' })).toBe('role-not-allowed');
  });

  it('are news again when something is added, when they get worse, or a week later', () => {
    const { world } = clinic;
    attempted(11);
    see('refused-attempts');
    expect(news()).toEqual({ 'refused-attempts': 0 });
    attempted(1);
    expect(news()).toEqual({ 'refused-attempts': 1 });
    see('refused-attempts');
    // The same once more on another day is not worse on any day, but it is more.
    world.businessDate = '2026-05-05';
    world.nowMs += DAY_MS;
    attempted(12);
    expect(news()).toEqual({ 'refused-attempts': 1 });
    see('refused-attempts');
    world.nowMs += 7 * DAY_MS + 1;
    expect(news()['refused-attempts']).toBe(1);
  });

  it('of days that pass by themselves are not news every morning, another visit is', () => {
    const { world, services } = clinic;
    clinic.readyVisit(services.filling);
    world.nowMs += DAY_MS;
    expect(news()).toEqual({ 'seen-not-billed': 1 });
    see('seen-not-billed');
    world.nowMs += DAY_MS;
    expect(news()).toEqual({ 'seen-not-billed': 0 });
    world.businessDate = '2026-05-05';
    clinic.readyVisit(services.filling);
    expect(news()).toEqual({ 'seen-not-billed': 1 });
  });

  it('speak of the date that the branch works in after its day was locked in the evening', () => {
    const { world, server, branchId, cashier } = clinic;
    clinic.closeTill(cashier, []);
    const said = { lockedByName: 'Meena', incomplete: false, reason: null, terminals: [] };
    world.write([businessDayLocked.of({ branchId, date: '2026-05-04', ...said })], world.entryOf(server));
    world.businessDate = '2026-05-05';
    clinic.openTill(cashier);
    world.done(cashier, 'reprintReceipt', { paymentId: paid() });
    expect(news()).toEqual({ reprints: 1 });
  });

  it('of shares are not news for a little more', () => {
    const { world, cashier } = clinic;
    const payments = Array.from({ length: 10 }, paid);
    for (const paymentId of payments.slice(0, 2)) world.done(cashier, 'reprintReceipt', { paymentId });
    see('reprints');
    paid();
    expect(news()).toEqual({ reprints: 0 });
    world.done(cashier, 'reprintReceipt', { paymentId: payments[2] });
    expect(news()).toEqual({ reprints: 1 });
  });

  it('cannot be said seen of a rule that is none', () => {
    const { world, branchId, backOffice } = clinic;
    const body = { branchId, from: '2026-04-05', to: '2026-05-04', rows: [{ id: 'x', value: 1, count: 1 }], byName: 'x' };
    const refusal = world.write([alertsSaidSeen.of({ ...body, rule: 'nothing' })], world.entryOf(backOffice));
    expect(refusal?.code).toBe('watch-rule-unknown');
  });
});
