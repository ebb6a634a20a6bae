import { describe, expect, it } from 'vitest';
import { visitBill } from '#domain/invoices/visit-bill.ts';
import { cash, payingClinic } from '../../../tests/fixtures/paying-clinic.ts';
import { settledLines } from './settled-lines.ts';

/** A visit billed at ₹1,500, of which a payer has ₹900 to pay. */
function given() {
  const clinic = payingClinic();
  const { world, cashier, backOffice } = clinic;
  clinic.openTill(cashier);
  const visitId = clinic.readyVisit(clinic.services.filling);
  const payer = { name: 'Star Health', amountMinor: 90_000 };
  const { invoiceId } = world.done(cashier, 'issueInvoice', { visitId, payer });
  const bill = () => {
    const shown = world.ask(cashier, visitBill, { visitId });
    if (!shown) throw new Error('no bill');
    return shown;
  };
  return { world, cashier, backOffice, invoiceId, bill };
}

describe('what stands between the total of a bill and what is to pay', () => {
  it('is what the payer pays, what was paid and what was let go, and it adds up', () => {
    const { world, cashier, backOffice, invoiceId, bill } = given();
    world.done(cashier, 'recordPayment', { invoiceId, tenders: [cash(20_000)], part: true, attemptId: 'payment-1' });
    world.done(backOffice, 'waiveDues', { invoiceId, amountMinor: 10_000, reason: 'cannot pay', attemptId: 'waiver-1' });
    const lines = settledLines(bill());
    expect(lines).toEqual([
      { what: 'payer', minor: -90_000 },
      { what: 'paid', minor: -20_000 },
      { what: 'waived', minor: -10_000 },
    ]);
    expect(lines.reduce((sum, { minor }) => sum + minor, bill().totalMinor)).toBe(bill().dueMinor);
  });

  it('has of the payer’s share only what is still the payer’s', () => {
    const { world, backOffice, invoiceId, bill } = given();
    const shares = [{ invoiceId, paidMinor: 0, writtenOffMinor: 0, passedMinor: 50_000 }];
    const said = { payerName: 'Star Health', receivedOn: bill().visit.businessDate, reference: '', reason: 'not covered' };
    const { branchId } = backOffice.place;
    world.done(backOffice, 'settlePayerShares', { branchId, ...said, shares, attemptId: 'attempt-1' });
    expect(settledLines(bill())).toEqual([{ what: 'payer', minor: -40_000 }]);
    expect(bill().dueMinor).toBe(110_000);
  });

  it('is nothing on a bill that nobody has paid for', () => {
    expect(settledLines({ invoice: null, payer: null })).toEqual([]);
  });
});
