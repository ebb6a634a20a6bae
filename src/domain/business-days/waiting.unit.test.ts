import { describe, expect, it } from 'vitest';
import { bank, cash, countOf, payingClinic, upi } from '../../../tests/fixtures/paying-clinic.ts';
import { openVisits } from '../visits/open-visits.ts';
import { visit } from '../visits/visit.ts';
import { dayChecklist } from './day-checklist.ts';
import { dayFigures } from './figures-of-day.ts';

describe('the checklist of a day', () => {
  it('names what is better settled before the lock', () => {
    const { world, backOffice, branchId, cashier, colleague, services, readyVisit, bill, pay, openTill } = payingClinic();
    openTill(cashier);
    pay(cashier, bill(cashier, readyVisit(services.filling)), upi(100_000), bank(50_000));
    readyVisit(services.scaling);
    const payOut = { amountMinor: 60_000, category: 'repairs', payee: 'Plumber', reason: 'the sink' };
    world.done(cashier, 'requestPayOut', payOut);
    world.done(cashier, 'offerHandover', { toUserId: colleague.actor.userId, counts: countOf(50_000) });
    expect(world.ask(backOffice, dayChecklist, { branchId })).toMatchObject({
      warnings: ['visits-unpaid', 'approvals-pending', 'handovers-open', 'tenders-unconfirmed'],
      pendingApprovals: [{ kind: 'paid-out', amountMinor: 60_000 }],
      openHandovers: [{ terminalCode: 'T02', toName: 'Latha Rao' }],
      unconfirmedTenders: { count: 2, amountMinor: 150_000 },
    });
    world.nowMs += 25 * 3_600_000;
    expect(world.ask(backOffice, dayChecklist, { branchId, date: '2026-05-05' }).warnings).toEqual([
      'tenders-unconfirmed',
      'stale-tills',
    ]);
  });
});

describe('what was collected in a day', () => {
  it('says what of it is claimed, until the bank has confirmed it', () => {
    const { world, backOffice, branchId, cashier, services, readyVisit, bill, pay, openTill } = payingClinic();
    openTill(cashier);
    const { paymentId } = pay(cashier, bill(cashier, readyVisit(services.filling)), cash(20_000), upi(80_000), bank(50_000));
    const { patientId } = world.get(visit, readyVisit(services.scaling));
    const advance = { patientId, tenders: [upi(30_000)], purpose: 'deposit' as const, attemptId: 'advance-1' };
    world.done(cashier, 'receiveAdvance', advance);
    const figures = () => world.ask(backOffice, dayFigures, { date: '2026-05-04' });
    expect(figures()).toMatchObject({ posted: { receivedMinor: 180_000 }, claimed: { upi: 110_000, bank: 50_000 } });
    expect(world.ask(backOffice, dayChecklist, { branchId }).claimed).toEqual({ upi: 110_000, bank: 50_000 });
    const at = { kind: 'payment' as const, id: paymentId, tenderIndex: 1 };
    world.done(backOffice, 'confirmTender', { at, reference: upi(1).reference, source: 'statement' });
    expect(figures()).toMatchObject({ posted: { receivedMinor: 180_000 }, claimed: { upi: 30_000, bank: 50_000 } });
    expect(world.ask(backOffice, dayFigures, { date: '2026-05-05' }).claimed).toEqual({ upi: 0, bank: 0 });
  });
});

describe('open visits', () => {
  it('keep those in the queue whose day has turned', () => {
    const { world, reception, backOffice, branchId, services, readyVisit, doctorId, otherDoctorId } = payingClinic();
    const visitId = readyVisit(services.filling);
    world.nowMs += 24 * 3_600_000;
    world.businessDate = '2026-05-05';
    expect(world.ask(reception, openVisits, {})).toMatchObject([{ id: visitId, state: 'READY_FOR_BILLING' }]);
    expect(world.ask(backOffice, openVisits, { branchId, doctorId })).toHaveLength(1);
    expect(world.ask(reception, openVisits, { doctorId: otherDoctorId })).toEqual([]);
  });
});
