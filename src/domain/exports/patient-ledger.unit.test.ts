import { beforeEach, describe, expect, it } from 'vitest';
import { cash, type PayingClinic, payingClinic, upi } from '../../../tests/fixtures/paying-clinic.ts';
import { invoice } from '../invoices/invoice.ts';
import { visit } from '../visits/visit.ts';
import { patientLedger } from './patient-ledger.ts';

const PAYER = 'Star Health';
const PRICE = 150_000;

let clinic: PayingClinic;
beforeEach(() => {
  clinic = payingClinic();
  clinic.openTill(clinic.cashier);
});

/** What, debit, credit and balance of each row. */
function ledger(from = '2026-05-01') {
  const rows = [...patientLedger.rows({ branchId: clinic.branchId, from, to: '2026-05-31' }, clinic.world.records)];
  return rows.map(([, , what, , , debit, credit, balance]) => [what, debit, credit, balance]);
}

function advanceUsed(): void {
  const { world, cashier, services } = clinic;
  const visitId = clinic.readyVisit(services.filling);
  const { patientId } = world.get(visit, visitId);
  const advance = { patientId, tenders: [upi(50_000)], purpose: 'deposit' as const, attemptId: 'advance-1' };
  world.done(cashier, 'receiveAdvance', advance);
  world.nowMs += 60_000;
  const invoiceId = clinic.bill(cashier, visitId);
  world.nowMs += 60_000;
  world.done(cashier, 'applyAdvance', { invoiceId, amountMinor: 50_000, attemptId: 'applying-1' });
}

function billedTo(payerMinor: number): string {
  const { world, cashier, services } = clinic;
  const payer = { name: PAYER, amountMinor: payerMinor };
  return world.done(cashier, 'issueInvoice', { visitId: clinic.readyVisit(services.filling), payer }).invoiceId;
}

describe('the ledger of patients', () => {
  it('has an amount in every row: an advance that settles a bill leaves the one and comes to the other', () => {
    advanceUsed();
    expect(ledger()).toEqual([
      ['Advance received', null, 50_000, -50_000],
      ['Invoice', PRICE, null, 100_000],
      ['Advance applied to an invoice', 50_000, 50_000, 100_000],
    ]);
  });

  it('brings a balance forward on its side', () => {
    const { world } = clinic;
    advanceUsed();
    world.businessDate = '2026-05-05';
    world.nowMs += 86_400_000;
    clinic.closeTill(clinic.cashier, []);
    clinic.openTill(clinic.cashier);
    expect(ledger('2026-05-05')).toEqual([]);
    clinic.pay(clinic.cashier, world.records.find(invoice, {})[0]?.id ?? '', cash(100_000));
    expect(ledger('2026-05-05')).toEqual([
      ['Brought forward', 100_000, null, 100_000],
      ['Payment of an invoice', null, 100_000, 0],
    ]);
  });

  it('names the whole bill and the payer’s share of it, and leaves out what only the payer did', () => {
    const { world, cashier, backOffice, branchId } = clinic;
    const invoiceId = billedTo(PRICE);
    world.nowMs += 60_000;
    const partly = billedTo(100_000);
    world.nowMs += 60_000;
    clinic.pay(cashier, partly, cash(50_000));
    world.nowMs += 60_000;
    world.done(backOffice, 'settlePayerShares', {
      ...{ branchId, payerName: PAYER, receivedOn: '2026-05-04', reference: 'NEFT123456', attemptId: 'settling-1' },
      shares: [{ invoiceId, paidMinor: PRICE }],
    });
    expect(ledger()).toEqual([
      ['Invoice', PRICE, PRICE, 0],
      ['Invoice', PRICE, 100_000, 50_000],
      ['Payment of an invoice', null, 50_000, 0],
    ]);
  });
});
