import { describe, expect, it } from 'vitest';
import { approved } from '../../../tests/fixtures/approvals.ts';
import { cash, payingClinic } from '../../../tests/fixtures/paying-clinic.ts';
import { visit } from '../visits/visit.ts';
import { netInvoicedMinor, timesTaken } from './day-totals.ts';
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

  it('of a till that a lock before knew no advances of count its payments', () => {
    expect(timesTaken({ payments: 3 })).toBe(3);
  });
});
