import { describe, expect, it } from 'vitest';
import { declaredMissing } from '../../../tests/fixtures/declared-missing.ts';
import { payingClinic } from '../../../tests/fixtures/paying-clinic.ts';
import { firstOpenDate } from './branch-lock.ts';
import { businessDateFor, dateAt } from './business-date.ts';

/** 4 May 2026 at this hour and minute in India, where the clinic's day turns at 3 in the morning. */
function inIndia(hour: number, minute = 0): number {
  return Date.UTC(2026, 4, 4, hour, minute) - 5.5 * 3_600_000;
}

describe('the business date', () => {
  it('is the clinic’s calendar date, which turns at its own hour', () => {
    const { world, cashier } = payingClinic();
    const at = (ms: number) => businessDateFor(world.records, cashier.place, ms, 0);
    expect([at(inIndia(2, 59)), at(inIndia(3)), at(inIndia(23, 59)), at(inIndia(26))]).toEqual([
      ...['2026-05-03', '2026-05-04', '2026-05-04', '2026-05-04'],
    ]);
    expect(dateAt(world.records, 'clinic', inIndia(27))).toBe('2026-05-05');
  });

  it('is the open till’s, however late it is, and at that terminal only', () => {
    const { world, cashier, otherCashier, openTill } = payingClinic();
    openTill(cashier);
    const nextDay = inIndia(33);
    expect(businessDateFor(world.records, cashier.place, nextDay, 0)).toBe('2026-05-04');
    expect(businessDateFor(world.records, otherCashier.place, nextDay, 0)).toBe('2026-05-05');
  });

  it('does not follow a clock that is set back behind the server’s time', () => {
    const { world, cashier } = payingClinic();
    expect(businessDateFor(world.records, cashier.place, inIndia(-48), inIndia(12))).toBe('2026-05-04');
    expect(businessDateFor(world.records, cashier.place, inIndia(12), inIndia(-48))).toBe('2026-05-04');
  });

  it('is never one that is locked', () => {
    const { world, cashier, server, administrator, branchId } = payingClinic();
    expect(firstOpenDate(world.records, branchId)).toBeNull();
    const day = { branchId, date: '2026-05-04' };
    const missing = declaredMissing(world, administrator, day);
    world.done(administrator, 'lockBusinessDay', { ...day, force: true, missing, reason: 'end of the day' });
    expect(firstOpenDate(world.records, branchId)).toBe('2026-05-05');
    expect(businessDateFor(world.records, cashier.place, inIndia(20), 0)).toBe('2026-05-05');
    expect(businessDateFor(world.records, cashier.place, inIndia(60), 0)).toBe('2026-05-06');
    expect(businessDateFor(world.records, server.place, inIndia(20), 0)).toBe('2026-05-04');
  });
});
