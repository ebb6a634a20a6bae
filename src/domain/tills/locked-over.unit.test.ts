import { describe, expect, it } from 'vitest';
import { OfflineTerminal } from '../../../tests/fixtures/offline-terminal.ts';
import { countOf, payingClinic } from '../../../tests/fixtures/paying-clinic.ts';
import { dayFigures } from '../business-days/figures-of-day.ts';
import { supplement } from '../business-days/supplement.ts';
import { tillState } from './till-state.ts';

const DAY = '2026-05-04';
const HOUR_MS = 3_600_000;
const REASON = 'The second counter lost its line at noon';

/** The second cashier opens a till and is heard of; then the day is locked with that terminal declared missing. */
function given() {
  const clinic = payingClinic();
  const { world, backOffice, branchId, otherCashier } = clinic;
  const away = new OfflineTerminal(world, otherCashier);
  const { tillId } = away.do('openTill', { openingFloatMinor: 50_000 }) as { tillId: string };
  const lock = () => {
    world.nowMs += HOUR_MS;
    const missing = [reached(), otherCashier.place.terminalId].flat();
    world.done(backOffice, 'lockBusinessDay', { branchId, date: DAY, force: true, missing, reason: REASON });
    return world.nowMs;
  };
  // Nobody has been heard of in these records, where there is no network: everybody else is missing too.
  const reached = () =>
    [clinic.reception, clinic.cashier, clinic.consulting, clinic.backOffice].map(({ place }) => place.terminalId);
  const told = (who = otherCashier) => away.world.ask(who, tillState, {}).lockedOver;
  return { ...clinic, away, tillId, lock, told };
}

describe('a till over which its day was locked', () => {
  it('says so to its cashier, by whom, when and why, until it is closed and another is opened', () => {
    const { world, away, lock, told, branchId } = given();
    away.sync();
    expect(told()).toBeNull();
    const atMs = lock();
    expect(told()).toBeNull();
    away.sync();
    const over = { date: DAY, byName: 'manager back-office', atMs, reason: REASON };
    expect(told()).toEqual({ ...over, zNumber: null });
    away.do('closeTill', { counts: countOf(50_000) });
    expect(told()).toEqual({ ...over, zNumber: 1 });
    away.sync();
    expect(world.get(supplement, `${branchId}:${DAY}`)).toMatchObject({ totals: { zs: 1 }, waiting: 1 });
    away.do('openTill', { openingFloatMinor: 0 });
    expect(told()).toBeNull();
  });

  it('has as many late entries as are listed, the first count among them', () => {
    const { world, backOffice, away, lock, branchId } = given();
    away.sync();
    lock();
    away.sync();
    const out = {
      attemptId: 'attempt-out',
      amountMinor: 3_000,
      category: 'courier',
      payee: 'Blue Dart',
      reason: 'Samples to the laboratory',
      slip: 'B-1',
    };
    expect(away.do('payOut', out)).toBeTypeOf('object');
    for (const counts of [countOf(40_000), countOf(40_000)]) away.do('closeTill', { counts });
    away.sync();
    const { lateEntries, supplement: late } = world.ask(backOffice, dayFigures, { branchId, date: DAY });
    expect(lateEntries.map(({ kind }) => kind).sort()).toEqual(['count', 'paid-out', 'till-closed']);
    expect(late).toMatchObject({ entries: 3, waiting: 3 });
  });

  it('says so where the centre had not even heard of the till', () => {
    const { away, lock, told } = given();
    away.do('closeTill', { counts: countOf(50_000) });
    lock();
    away.sync();
    expect(told()).toMatchObject({ date: DAY, reason: REASON, zNumber: 1 });
  });

  it('says nothing to others of a till that is closed, and nothing of one whose Z was in', () => {
    const { world, away, lock, told, cashier, otherCashier, openTill, closeTill } = given();
    openTill(cashier);
    closeTill(cashier, countOf(50_000));
    lock();
    away.sync();
    expect(world.ask(cashier, tillState, {}).lockedOver).toBeNull();
    const relief = { ...otherCashier, actor: { ...otherCashier.actor, userId: 'another' } };
    expect(told(relief)).toMatchObject({ zNumber: null });
    away.do('closeTill', { counts: countOf(50_000) });
    expect(told(relief)).toBeNull();
    expect(told()).toMatchObject({ zNumber: 1 });
  });
});
