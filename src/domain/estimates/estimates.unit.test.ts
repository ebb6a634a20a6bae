import { describe, expect, it } from 'vitest';
import { payingClinic } from '../../../tests/fixtures/paying-clinic.ts';
import { invoice } from '../invoices/invoice.ts';
import { visit } from '../visits/visit.ts';
import { estimate } from './estimate.ts';
import { estimateDocument } from './estimate-document.ts';
import { estimatesOfPatient } from './estimates-of-patient.ts';

function given() {
  const clinic = payingClinic();
  const { world, cashier, services } = clinic;
  const visitId = clinic.readyVisit(services.filling);
  const { patientId } = world.get(visit, visitId);
  const asked = { patientId, lines: [{ serviceId: services.filling, quantity: 2 }, { serviceId: services.whitening }] };
  return {
    ...clinic,
    visitId,
    patientId,
    asked,
    issue: (more: object = {}) => world.done(cashier, 'issueEstimate', { ...asked, ...more }),
  };
}

describe('an estimate', () => {
  it('says what treatment will cost, with a number, for thirty days', () => {
    const { world, cashier, patientId, issue } = given();
    const { estimateId, number, totalMinor } = issue({ note: 'Two sittings' });
    expect([number, totalMinor]).toEqual(['E02/2627/000001', 300_000 + 944_000]);
    expect(world.get(estimate, estimateId)).toMatchObject({ validUntil: '2026-06-03', note: 'Two sittings', invoices: [] });
    expect(issue().number).toBe('E02/2627/000002');
    expect(world.ask(cashier, estimatesOfPatient, { patientId })).toHaveLength(2);
    expect(world.ask(cashier, estimateDocument, { estimateId })?.letterhead.clinicName).toBe('Smile Dental');
    world.businessDate = '2026-06-04';
    expect(world.ask(cashier, estimatesOfPatient, { patientId })[0]?.holds).toBe(false);
  });

  it.each<[string, object, string]>([
    ['a patient who is none', { patientId: 'none' }, 'patient-unknown'],
    ['a service that is none', { lines: [{ serviceId: 'none' }] }, 'service-unknown'],
    ['nothing', { lines: [] }, 'invalid-input'],
    ['a day that is over', { validUntil: '2026-05-03' }, 'validity-wrong'],
    ['longer than a year', { validUntil: '2027-06-01' }, 'validity-wrong'],
  ])('is not made for %s', (_what, wrong, code) => {
    const { world, cashier, asked } = given();
    expect(world.refused(cashier, 'issueEstimate', { ...asked, ...wrong })).toBe(code);
  });

  it('keeps its prices on the bill that cites it, when the list’s have changed', () => {
    const { world, cashier, backOffice, visitId, services, issue, openTill } = given();
    const { estimateId, number } = issue();
    const dearer = { serviceId: services.filling, priceMinor: 180_000, from: '2026-05-04', reason: 'new list' };
    world.done(backOffice, 'setPrice', dearer);
    openTill(cashier);
    const { invoiceId } = world.done(cashier, 'issueInvoice', { visitId, estimateId });
    expect(world.get(invoice, invoiceId)).toMatchObject({ totalMinor: 150_000, estimateNumber: number });
    expect(world.get(estimate, estimateId).invoices).toEqual(['T02/2627/000001']);
  });

  it('promises nothing to others, nor for ever', () => {
    const { world, cashier, visitId, services, readyVisit, issue, openTill } = given();
    const { estimateId } = issue({ validUntil: '2026-05-10' });
    openTill(cashier);
    const other = readyVisit(services.filling);
    expect(world.refused(cashier, 'issueInvoice', { visitId: other, estimateId })).toBe('estimate-of-another');
    expect(world.refused(cashier, 'issueInvoice', { visitId, estimateId: 'none' })).toBe('estimate-unknown');
    world.businessDate = '2026-05-11';
    expect(world.refused(cashier, 'issueInvoice', { visitId, estimateId })).toBe('estimate-expired');
  });
});
