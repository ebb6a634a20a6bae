import { describe, expect, it } from 'vitest';
import { cash, countOf, type PayingClinic, payingClinic } from '../../../tests/fixtures/paying-clinic.ts';
import type { Contact } from '../kernel/operation.ts';
import { terminal } from '../terminals/terminal.ts';
import { idleDay, idleDayId } from '../tills/idle-day.ts';
import { zDocument } from '../tills/z-document.ts';
import { dayFigures } from './figures-of-day.ts';
import { datesOf, financialYearCode, month, periodId } from './period.ts';
import { periodLock } from './period-lock.ts';
import { periodsList } from './periods-list.ts';

const HOUR_MS = 3_600_000;

function hear({ world }: PayingClinic): void {
  world.contacts = world.records.find(terminal, {}).map((one): Contact => {
    const heard = { lastContactMs: world.nowMs, backlog: 0, frozen: false };
    return { terminalId: one.id, epoch: one.epoch, seq: 9, hash: 'a'.repeat(64), ...heard };
  });
}

/** A filling paid in cash on 4 May 2026 and a scaling on 31 May, both days locked; today is 1 June. */
function given() {
  const clinic = payingClinic();
  const { world, backOffice, branchId, cashier, services, readyVisit, bill, pay, openTill, closeTill } = clinic;
  const work = (serviceId: string, amountMinor: number, shortMinor: number) => {
    openTill(cashier);
    pay(cashier, bill(cashier, readyVisit(serviceId)), cash(amountMinor));
    closeTill(cashier, countOf(50_000 + amountMinor - shortMinor));
    hear(clinic);
  };
  const lock = (date: string) => world.done(backOffice, 'lockBusinessDay', { branchId, date });
  work(services.filling, 150_000, 100);
  lock('2026-05-04');
  world.nowMs = Date.UTC(2026, 4, 31, 6);
  world.businessDate = '2026-05-31';
  work(services.scaling, 120_000, 0);
  world.nowMs += 24 * HOUR_MS;
  world.businessDate = '2026-06-01';
  hear(clinic);
  return { ...clinic, lock };
}

describe('a period', () => {
  it('is a month, or a financial year from April to March', () => {
    expect(datesOf('month', '2026-02')).toEqual({ from: '2026-02-01', to: '2026-02-28' });
    expect(datesOf('month', '2026-12')).toEqual({ from: '2026-12-01', to: '2026-12-31' });
    expect(datesOf('financial-year', '2627')).toEqual({ from: '2026-04-01', to: '2027-03-31' });
    expect(month.safeParse('2026-13').success).toBe(false);
    expect(financialYearCode.safeParse('2628').success).toBe(false);
    expect(financialYearCode.safeParse('9900').success).toBe(true);
  });

  it('is closed once every day in it is locked, with the figures of its days', () => {
    const { world, backOffice, branchId, lock } = given();
    expect(world.refused(backOffice, 'lockMonth', { branchId, month: '2026-05' })).toBe('period-days-open');
    lock('2026-05-31');
    const closed = world.done(backOffice, 'lockMonth', { branchId, month: '2026-05' });
    expect(closed).toMatchObject({ from: '2026-05-01', to: '2026-05-31', days: 2, incompleteDays: [] });
    expect(closed.totals).toMatchObject({ payments: 2, receivedMinor: 270_000, zs: 2, varianceMinor: -100 });
    expect(world.get(periodLock, periodId(branchId, 'month', '2026-05'))).toMatchObject({ totals: closed.totals });
    expect(world.refused(backOffice, 'lockMonth', { branchId, month: '2026-05' })).toBe('period-locked');
    expect(world.refused(backOffice, 'lockFinancialYear', { branchId, financialYear: '2627' })).toBe('period-days-open');
    expect(world.refused(backOffice, 'lockMonth', { branchId: 'none', month: '2026-05' })).toBe('branch-unknown');
  });

  it('is none that was over before the branch existed', () => {
    const { world, backOffice, branchId } = given();
    expect(world.refused(backOffice, 'lockMonth', { branchId, month: '2026-04' })).toBe('day-before-branch');
    expect(world.refused(backOffice, 'lockFinancialYear', { branchId, financialYear: '2526' })).toBe('day-before-branch');
  });

  it('is a year as well, when its last day is locked', () => {
    const clinic = given();
    const { world, backOffice, branchId, lock } = clinic;
    lock('2026-05-31');
    world.nowMs = Date.UTC(2027, 3, 2);
    hear(clinic);
    lock('2027-03-31');
    const closed = world.done(backOffice, 'lockFinancialYear', { branchId, financialYear: '2627' });
    expect(closed).toMatchObject({ days: 2, totals: { receivedMinor: 270_000 } });
  });

  it('is listed with the day to lock next, where it is over and days keep it open', () => {
    const clinic = given();
    const { world, backOffice, lock } = clinic;
    const next = () => world.ask(backOffice, periodsList, {}).map(({ period, ready, nextToLock }) => [period, ready, nextToLock]);
    const others = ['2627', '2026-06'].map((period) => [period, false, null]);
    expect(next()).toEqual([...others, ['2026-05', false, '2026-05-31']]);
    lock('2026-05-31');
    expect(next()).toEqual([...others, ['2026-05', true, null]]);
    // Nothing has happened since: the lock of the business date takes June along.
    world.nowMs = Date.UTC(2026, 6, 1, 6);
    hear(clinic);
    expect(next()[2]).toEqual(['2026-06', false, '2026-07-01']);
    lock('2026-07-01');
    expect(next()[2]).toEqual(['2026-06', true, null]);
  });

  it('is listed, closed ones as they were closed', () => {
    const { world, backOffice, branchId, lock } = given();
    lock('2026-05-31');
    world.done(backOffice, 'lockMonth', { branchId, month: '2026-05' });
    expect(world.ask(backOffice, periodsList, {})).toMatchObject([
      { kind: 'financial-year', period: '2627', state: 'OPEN', ready: false, days: 2 },
      { kind: 'month', period: '2026-06', state: 'OPEN', ready: false, days: 0 },
      { kind: 'month', period: '2026-05', state: 'LOCKED', lockedByName: 'manager back-office', totals: { payments: 2 } },
    ]);
  });
});

describe('a cashier’s terminal at which no till was opened', () => {
  it('gets a numbered zero Z at each lock, of a series of its own, which is looked at like any Z', () => {
    const clinic = given();
    const { world, backOffice, branchId, cashier, otherCashier, lock } = clinic;
    lock('2026-05-31');
    const idle = world.get(idleDay, idleDayId(otherCashier.place.terminalId, '2026-05-31'));
    expect(idle).toMatchObject({ terminalCode: 'T05', lastZ: 0, grossInMinor: 0, seq: 9 });
    expect(world.records.get(idleDay, idleDayId(cashier.place.terminalId, '2026-05-31'))).toBeUndefined();
    const { idle: listed } = world.ask(backOffice, dayFigures, { branchId, date: '2026-05-31' });
    expect(listed.map(({ terminalCode }) => terminalCode)).toEqual(['T05']);
    expect(world.ask(backOffice, zDocument, { tillId: idle.id })).toMatchObject({
      ...{ zNumber: 2, zeroAfter: 0, terminalCode: 'T05', businessDate: '2026-05-31', letterhead: { branchName: 'Main Street' } },
      ...{ totalMinor: 0, varianceMinor: 0, grossInMinor: 0, grossOutMinor: 0, lastSeq: 9, headHash: 'a'.repeat(64) },
    });
    world.nowMs = Date.UTC(2026, 5, 3);
    hear(clinic);
    for (const date of ['2026-06-01', '2026-06-02']) lock(date);
    const zeroZs = (terminalId: string) =>
      ['2026-06-01', '2026-06-02'].map((date) => world.get(idleDay, idleDayId(terminalId, date)));
    expect(zeroZs(otherCashier.place.terminalId).map(({ number }) => number)).toEqual([3, 4]);
    // What the terminal took before stands in its zero Zs, after the Z they follow.
    expect(zeroZs(cashier.place.terminalId)).toMatchObject([
      { number: 1, lastZ: 2, grossInMinor: 270_000 },
      { number: 2, lastZ: 2, grossInMinor: 270_000 },
    ]);
  });

  it('gets none where it was not heard: what it did is not known', () => {
    const { world, backOffice, branchId, otherCashier } = given();
    world.contacts = world.contacts.filter(({ terminalId }) => terminalId !== otherCashier.place.terminalId);
    const reason = 'The second counter is away for repair';
    const missing = [otherCashier.place.terminalId];
    world.done(backOffice, 'lockBusinessDay', { branchId, date: '2026-05-31', force: true, missing, reason });
    expect(world.ask(backOffice, dayFigures, { branchId, date: '2026-05-31' }).idle).toEqual([]);
  });
});
