import { describe, expect, it } from 'vitest';
import { approved } from '../../../tests/fixtures/approvals.ts';
import { payingClinic } from '../../../tests/fixtures/paying-clinic.ts';
import { taxedWithoutGstin } from '../catalogue/taxed-without-gstin.ts';
import { clinic } from '../clinics/clinic.ts';
import { creditNoteDocument } from '../credit-notes/credit-note-document.ts';
import { estimatePreview } from '../estimates/estimate-preview.ts';
import { visit } from '../visits/visit.ts';
import { invoice } from './invoice.ts';
import { invoiceDocument } from './invoice-document.ts';
import { visitBill } from './visit-bill.ts';

const GSTIN = '29ABCDE1234F1ZW';

/** A clinic without a GSTIN, a till opened in it, and a visit of a whitening (₹8,000 and 18 %). */
function given() {
  const paying = payingClinic();
  const { world, administrator, cashier, services } = paying;
  world.done(administrator, 'changeClinicSettings', { gstin: null });
  paying.openTill(cashier);
  return { ...paying, visitId: paying.readyVisit(services.whitening) };
}

describe('a clinic without a GSTIN', () => {
  it('bills nothing with tax on it, and says so before anybody tries', () => {
    const { world, cashier, visitId } = given();
    const shown = world.ask(cashier, visitBill, { visitId });
    expect(shown).toMatchObject({ problem: 'tax-without-gstin', payable: false, totalMinor: 944_000 });
    expect(shown?.problemDetails).toEqual({ service: 'Teeth whitening' });
    expect(world.refused(cashier, 'issueInvoice', { visitId })).toBe('tax-without-gstin');
    const asked = { visitId, discounts: [{ basisPoints: 5_000 }], reason: 'old patient' };
    expect(world.refused(cashier, 'requestDiscount', asked)).toBe('tax-without-gstin');
  });

  it('has the tax that a changed program charged found by the server', () => {
    const { world, administrator, cashier, visitId, bill } = given();
    world.done(administrator, 'changeClinicSettings', { gstin: GSTIN });
    bill(cashier, visitId);
    const issued = world.log.find(({ type }) => type === 'invoice.issued.v1');
    const entry = world.entries.at(-1)?.facts;
    if (!issued || !entry) throw new Error('no bill');
    const before = given();
    const refusal = before.world.write([issued], { ...entry, seq: 1 });
    expect(refusal?.code).toBe('tax-without-gstin');
  });

  it('bills what is not taxed, as ever', () => {
    const { world, cashier, services, bill, readyVisit } = given();
    const invoiceId = bill(cashier, readyVisit(services.filling));
    expect(world.get(invoice, invoiceId)).toMatchObject({ totalMinor: 150_000, taxMinor: 0 });
  });

  it('tells the back office which services it taxes, until it is registered', () => {
    const { world, administrator, backOffice, services } = given();
    const whitening = { serviceId: services.whitening, name: 'Teeth whitening' };
    expect(world.ask(backOffice, taxedWithoutGstin, {})).toEqual([whitening]);
    world.done(administrator, 'changeClinicSettings', { gstin: GSTIN });
    expect(world.ask(backOffice, taxedWithoutGstin, {})).toEqual([]);
  });

  it('promises no tax in an estimate either', () => {
    const { world, cashier, services, visitId } = given();
    const lines = [{ serviceId: services.whitening }];
    const { patientId } = world.get(visit, visitId);
    expect(world.ask(cashier, estimatePreview, { lines }).problem).toBe('tax-without-gstin');
    expect(world.refused(cashier, 'issueEstimate', { patientId, lines })).toBe('tax-without-gstin');
  });

  it('bills the whitening once a manager has taken the tax off it', () => {
    const { world, backOffice, cashier, services, visitId, bill } = given();
    const offer = { code: 'D-BLEA', name: 'Teeth whitening', category: 'dental', priceMinor: 800_000, taxRateBasisPoints: 0 };
    const changed = { ...offer, hsnSac: '999312', active: true, reason: 'not registered' };
    world.done(backOffice, 'changeService', { ...changed, serviceId: services.whitening });
    expect(world.get(invoice, bill(cashier, visitId)).totalMinor).toBe(800_000);
  });

  it('in a country without GST charges the tax of that country', () => {
    const { world, cashier, visitId, bill } = given();
    const elsewhere = { ...world.get(clinic, 'clinic'), currency: 'AED' };
    world.records.put({ record: 'clinic', id: 'clinic' }, elsewhere);
    expect(world.get(invoice, bill(cashier, visitId)).taxMinor).toBe(144_000);
  });
});

describe('a GSTIN entered while tills are open', () => {
  it('is on the invoices and credit notes from then on', () => {
    const { world, administrator, backOffice, cashier, visitId, bill } = given();
    world.done(administrator, 'changeClinicSettings', { gstin: GSTIN });
    const invoiceId = bill(cashier, visitId);
    const wanted = { invoiceId, reason: 'not done' };
    const { approvalId } = world.done(cashier, 'requestCreditNote', wanted);
    approved(world, approvalId, backOffice);
    const { creditNoteId } = world.done(cashier, 'issueCreditNote', { ...wanted, approvalId });
    world.done(administrator, 'changeClinicSettings', { gstin: null });
    expect(world.ask(cashier, invoiceDocument, { invoiceId })?.letterhead.gstin).toBe(GSTIN);
    expect(world.ask(cashier, creditNoteDocument, { creditNoteId })?.letterhead.gstin).toBe(GSTIN);
  });
});
