import { beforeEach, describe, expect, it } from 'vitest';
import { type PayingClinic, payingClinic } from '../../../tests/fixtures/paying-clinic.ts';
import { businessDateFor, lockedAheadFor } from './business-date.ts';
import { businessDayLocked } from './changes.ts';
import { dayChecklist } from './day-checklist.ts';
import { daysList } from './days-list.ts';

const TODAY = '2026-05-04';
const TOMORROW = '2026-05-05';

let clinic: PayingClinic;
/** The day was locked in its own evening: the business date has moved on, the calendar has not. */
beforeEach(() => {
  clinic = payingClinic();
  const { world, server, branchId } = clinic;
  world.nowMs = Date.UTC(2026, 4, 4, 14, 30);
  const said = { lockedByName: 'Meena', incomplete: false, reason: null, terminals: [] };
  world.write([businessDayLocked.of({ branchId, date: TODAY, ...said })], world.entryOf(server));
});

function checklist(date: string | null = null) {
  const { world, backOffice, branchId } = clinic;
  return world.ask(backOffice, dayChecklist, { branchId, date });
}

describe('after a day was locked in its evening', () => {
  it('the checklist is of the date that the header shows, and says why it cannot be locked yet', () => {
    const { world, reception } = clinic;
    expect(businessDateFor(world.records, reception.place, world.nowMs, 0)).toBe(TOMORROW);
    const list = checklist();
    expect(list).toMatchObject({ date: TOMORROW, today: TOMORROW, calendarToday: TODAY, state: 'OPEN' });
    expect(list.hindrances).toContain('day-just-begun');
    expect(list.hindrances).not.toContain('day-in-future');
    expect(checklist('2026-05-06').hindrances).toContain('day-in-future');
    expect(checklist(TODAY)).toMatchObject({ state: 'LOCKED', hindrances: ['day-locked'] });
  });

  it('every terminal can say which lock put it ahead, until the calendar has come there', () => {
    const { world, reception, server } = clinic;
    const ahead = (afterMs: number, knownServerMs = 0) =>
      lockedAheadFor(world.records, reception.place, world.nowMs + afterMs, knownServerMs);
    const dayMs = 24 * 3_600_000;
    expect(ahead(0)).toBe(TODAY);
    expect(ahead(dayMs)).toBeNull();
    expect(ahead(0, world.nowMs + dayMs)).toBeNull();
    expect(lockedAheadFor(world.records, server.place, world.nowMs, 0)).toBeNull();
  });

  it('a till opened after the lock is ahead with its terminal, one left open at it is not', () => {
    const { world, cashier, otherCashier, openTill } = clinic;
    world.businessDate = TOMORROW;
    openTill(cashier);
    world.businessDate = TODAY;
    openTill(otherCashier);
    expect(lockedAheadFor(world.records, cashier.place, world.nowMs, 0)).toBe(TODAY);
    expect(lockedAheadFor(world.records, otherCashier.place, world.nowMs, 0)).toBeNull();
  });

  it('the lock is refused until the calendar has come to the new date', () => {
    const { world, backOffice, branchId } = clinic;
    expect(world.refused(backOffice, 'lockBusinessDay', { branchId, date: TOMORROW })).toBe('day-in-future');
    world.nowMs += 24 * 3_600_000;
    expect(checklist().date).toBe(TOMORROW);
    expect(checklist().hindrances).not.toContain('day-just-begun');
    expect(checklist()).toMatchObject({ date: TOMORROW, calendarToday: TOMORROW });
    expect(checklist().hindrances).not.toContain('day-in-future');
  });

  it('the days listed begin with the date that the header shows', () => {
    const { world, backOffice } = clinic;
    expect(world.ask(backOffice, daysList, {}).map(({ date, state }) => [date, state])).toEqual([
      [TOMORROW, 'OPEN'],
      [TODAY, 'LOCKED'],
    ]);
    world.nowMs += 24 * 3_600_000;
    expect(world.ask(backOffice, daysList, {}).map(({ date }) => date)).toEqual([TOMORROW, TODAY]);
  });
});
