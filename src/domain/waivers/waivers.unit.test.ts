import { describe, expect, it } from 'vitest';
import { approved } from '../../../tests/fixtures/approvals.ts';
import { cash, payingClinic } from '../../../tests/fixtures/paying-clinic.ts';
import { balanceDue, invoice } from '../invoices/invoice.ts';
import { till } from '../tills/till.ts';
import { visit } from '../visits/visit.ts';
import { waiver } from './waiver.ts';

/** A visit billed at ₹1,500, and the cashier's till open. */
function given() {
  const clinic = payingClinic();
  const tillId = clinic.openTill(clinic.cashier);
  const visitId = clinic.readyVisit(clinic.services.filling);
  const invoiceId = clinic.bill(clinic.cashier, visitId);
  let attempts = 0;
  const waiving = (amountMinor: number, more: object = {}) => {
    attempts += 1;
    return { invoiceId, amountMinor, reason: 'cannot pay', attemptId: `attempt-${attempts}`, ...more };
  };
  return { ...clinic, tillId, visitId, invoiceId, waiving };
}

describe('a waiver', () => {
  it('by a manager leaves the bill as it is and less to pay; of all that is due, the visit is paid', () => {
    const { world, backOffice, cashier, invoiceId, visitId, waiving, pay } = given();
    expect(world.done(backOffice, 'waiveDues', waiving(50_000))).toMatchObject({ balanceMinor: 100_000 });
    expect(world.get(invoice, invoiceId)).toMatchObject({ state: 'ISSUED', waivedMinor: 50_000, totalMinor: 150_000 });
    expect(balanceDue(world.get(invoice, invoiceId))).toBe(100_000);
    world.done(cashier, 'recordPayment', { invoiceId, tenders: [cash(60_000)], part: true, attemptId: 'payment-1' });
    expect(world.done(backOffice, 'waiveDues', waiving(40_000))).toMatchObject({ balanceMinor: 0 });
    expect(world.get(invoice, invoiceId).state).toBe('PAID');
    expect(world.get(visit, visitId).state).toBe('PAID');
    expect(() => pay(cashier, invoiceId, cash(1))).toThrow('already-paid');
  });

  it('by a cashier needs a manager’s approval of exactly this amount', () => {
    const { world, backOffice, cashier, invoiceId, tillId, waiving } = given();
    expect(world.refused(cashier, 'waiveDues', waiving(10_000))).toBe('approval-needed');
    const asked = { invoiceId, amountMinor: 10_000, reason: 'cannot pay' };
    const { approvalId } = world.done(cashier, 'requestWaiver', asked);
    const approval = approved(world, approvalId, backOffice);
    expect(world.refused(cashier, 'waiveDues', waiving(10_001, { approval }))).toBe('request-differs');
    const done = world.done(cashier, 'waiveDues', waiving(10_000, { approval }));
    expect(world.get(waiver, done.waiverId)).toMatchObject({ approvalId, amountMinor: 10_000 });
    expect(world.get(till, tillId).waivedMinor).toBe(10_000);
    expect(world.refused(cashier, 'waiveDues', waiving(10_000, { approval }))).toBe('approval-spent');
  });

  it('is never more than is due, and of one’s own branch', () => {
    const { world, backOffice, waiving } = given();
    expect(world.refused(backOffice, 'waiveDues', waiving(150_001))).toBe('exceeds-balance-due');
    const elsewhere = { ...backOffice, place: { ...backOffice.place, branchId: 'another' } };
    expect(world.refused(elsewhere, 'waiveDues', waiving(1))).toBe('bill-of-another-branch');
  });

  it('is made once however often the attempt is sent', () => {
    const { world, backOffice, invoiceId, waiving } = given();
    const attempt = waiving(50_000);
    world.done(backOffice, 'waiveDues', attempt);
    expect(world.done(backOffice, 'waiveDues', attempt)).toMatchObject({ recordedBefore: true, balanceMinor: 100_000 });
    expect(world.get(invoice, invoiceId).waivedMinor).toBe(50_000);
    expect(world.refused(backOffice, 'waiveDues', { ...attempt, amountMinor: 1 })).toBe('attempt-used');
  });

  it('counts a cashier’s cap over all waivers of a bill', () => {
    const { world, server, cashier, waiving } = given();
    const { name, ...settings } = { name: 'Smile Dental', waiverCapMinor: { cashier: 15_000, manager: null } };
    world.done(server, 'changeClinicSettings', { name, ...settings } as never);
    world.done(cashier, 'waiveDues', waiving(10_000));
    expect(world.refused(cashier, 'waiveDues', waiving(5_001))).toBe('approval-needed');
    world.done(cashier, 'waiveDues', waiving(5_000));
  });
});
