import { describe, expect, it } from 'vitest';
import { accountId } from '#domain/advances/account-id.ts';
import { advance } from '#domain/advances/advance.ts';
import { patientAccount } from '#domain/advances/patient-account.ts';
import { invoice } from '#domain/invoices/invoice.ts';
import { payment } from '#domain/payments/payment.ts';
import { refund } from '#domain/refunds/refund.ts';
import { visit } from '#domain/visits/visit.ts';
import { card, cash, payingClinic } from '../../tests/fixtures/paying-clinic.ts';
import { type Books, ledgerFaults, ledgerOf, netTakings } from './ledger.ts';

/** A bill of ₹1,500 of which ₹1,000 was paid, and a deposit of ₹300. */
function books(): Books {
  const clinic = payingClinic();
  const { world, cashier, branchId } = clinic;
  clinic.openTill(cashier);
  const visitId = clinic.readyVisit(clinic.services.filling);
  const invoiceId = clinic.bill(cashier, visitId);
  const { patientId } = world.get(visit, visitId);
  world.done(cashier, 'recordPayment', { invoiceId, tenders: [cash(100_000)], part: true, attemptId: 'attempt-1' });
  world.done(cashier, 'receiveAdvance', { patientId, tenders: [card(30_000)], attemptId: 'attempt-2' });
  return {
    payments: world.records.find(payment, {}),
    advances: world.records.find(advance, {}),
    refunds: world.records.find(refund, {}),
    invoices: world.records.find(invoice, {}),
    accounts: [world.get(patientAccount, accountId(branchId, patientId))],
  };
}

describe('the ledger', () => {
  it('says what was collected, owed and due, and adds up', () => {
    const ledger = ledgerOf(books());
    expect(ledger).toEqual({
      ...{ collectedMinor: 130_000, owedMinor: 150_000, duesMinor: 50_000, advancesMinor: 30_000, excessMinor: 0 },
    });
    expect(ledgerFaults(ledger)).toEqual([]);
  });

  it('takes what was given back off the tender it went back on', () => {
    const { payments, advances } = books();
    const refunds = [{ tender: 'card' as const, amountMinor: 30_000 }];
    expect(netTakings({ payments, advances, refunds })).toEqual({ cash: 100_000, card: 0, upi: 0, bank: 0 });
  });

  it('names money that is missing, and money that is nobody’s', () => {
    const right = books();
    expect(ledgerFaults(ledgerOf({ ...right, advances: [] }))).toHaveLength(1);
    const overpaid = right.invoices.map((one) => ({ ...one, paidMinor: 170_000 }));
    const taken = [{ kind: 'cash' as const, amountMinor: 170_000, tenderedMinor: 170_000, changeMinor: 0 }];
    const faults = ledgerFaults(ledgerOf({ ...right, invoices: overpaid, payments: [{ tenders: taken }] }));
    expect(faults).toEqual(["20000 was paid beyond what is owed and is nobody's advance"]);
  });
});
