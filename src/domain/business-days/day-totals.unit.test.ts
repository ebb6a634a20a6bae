import { describe, expect, it } from 'vitest';
import { approved } from '../../../tests/fixtures/approvals.ts';
import { declaredMissing } from '../../../tests/fixtures/declared-missing.ts';
import { cash, countOf, payingClinic } from '../../../tests/fixtures/paying-clinic.ts';
import { sum } from '../kernel/money.ts';
import { varianceTrend } from '../tills/variance-trend.ts';
import { visit } from '../visits/visit.ts';
import { lockedFigures } from './business-day.ts';
import { dayFiguresLocked } from './changes.ts';
import { allFigures } from './day-figures.ts';
import { NO_TOTALS, netInvoicedMinor, timesTaken, varianceInAll } from './day-totals.ts';
import { dayFigures } from './figures-of-day.ts';

const DAY = '2026-05-04';

describe('a day’s figures', () => {
  it('count as a taking whatever is in the sum of takings, and say what credit notes left of what was invoiced', () => {
    const { world, cashier, backOffice, services, branchId, openTill, readyVisit, bill, pay } = payingClinic();
    openTill(cashier);
    const visitId = readyVisit(services.filling);
    const invoiceId = bill(cashier, visitId);
    pay(cashier, invoiceId, cash(150_000));
    const { patientId } = world.get(visit, visitId);
    world.done(cashier, 'receiveAdvance', { patientId, tenders: [cash(20_000)], attemptId: 'advance-1' });
    const credit = { invoiceId, reason: 'Wrong patient' };
    const { approvalId } = world.done(cashier, 'requestCreditNote', credit);
    approved(world, approvalId, backOffice);
    world.done(cashier, 'issueCreditNote', { ...credit, approvalId });
    const { posted, tills } = world.ask(backOffice, dayFigures, { branchId, date: DAY });
    expect(posted).toMatchObject({ payments: 1, advances: 1, receivedMinor: 170_000 });
    expect(timesTaken(posted)).toBe(2);
    expect([posted.invoicedMinor, posted.creditedMinor, netInvoicedMinor(posted)]).toEqual([150_000, 150_000, 0]);
    expect(tills.map((one) => [timesTaken(one), one.receivedMinor])).toEqual([[2, 170_000]]);
  });

  it('say what was lost at handovers beside the variance of the Zs, once, and add both up', () => {
    const clinic = payingClinic();
    const { world, cashier, colleague, backOffice, branchId, openTill, closeTill } = clinic;
    openTill(cashier);
    world.done(cashier, 'offerHandover', { toUserId: colleague.actor.userId, counts: countOf(50_000) });
    world.done(colleague, 'acceptHandover', { counts: countOf(40_000) });
    world.done(colleague, 'acceptHandover', { counts: countOf(40_000) });
    closeTill(colleague, countOf(39_000));
    const { posted, tills } = world.ask(backOffice, dayFigures, { branchId, date: DAY });
    expect(posted).toMatchObject({ zs: 2, varianceMinor: -1_000, handoverMinor: -10_000 });
    expect(varianceInAll(posted)).toBe(-11_000);
    expect(tills.map(({ varianceMinor, handoverMinor }) => [varianceMinor, handoverMinor])).toEqual([
      [0, -10_000],
      [-1_000, undefined],
    ]);
    const missing = declaredMissing(world, backOffice, { branchId, date: DAY });
    const lock = { branchId, date: DAY, force: true, missing, reason: 'nobody has been heard of' };
    expect(world.done(backOffice, 'lockBusinessDay', lock).figures.totals).toEqual(posted);
    const trend = world.ask(backOffice, varianceTrend, { from: DAY, to: DAY });
    expect(trend).toMatchObject([
      {
        ...{ userId: cashier.actor.userId, tills: 1, shortages: 1, shortageMinor: 10_000, overages: 0 },
        ...{ varianceMinor: -10_000, handoverMinor: -10_000, counts: [{ varianceMinor: 0, handoverDifferenceMinor: -10_000 }] },
      },
      { userId: colleague.actor.userId, shortages: 1, shortageMinor: 1_000, varianceMinor: -1_000, handoverMinor: 0 },
    ]);
    expect(sum(trend.map(({ varianceMinor }) => varianceMinor))).toBe(varianceInAll(posted));
  });

  it('of a day that was locked before handovers were added up stay to the letter what they were', () => {
    const { handoverMinor: _, ...totals } = { ...NO_TOTALS, varianceMinor: -100 };
    const said = { branchId: 'b', date: DAY, figures: { totals, late: totals, tills: [], visits: {} } };
    const body = dayFiguresLocked.shape.parse(said);
    const folded = lockedFigures.handlers[0]?.fold(undefined, body as never, {} as never, `b:${DAY}`);
    expect(JSON.stringify(folded?.figures)).toBe(JSON.stringify(allFigures(said.figures)));
    expect(JSON.stringify(folded)).not.toContain('handoverMinor');
    expect(varianceInAll(totals)).toBe(-100);
  });

  it('of a till that a lock before knew no advances of count its payments', () => {
    expect(timesTaken({ payments: 3 })).toBe(3);
  });
});
