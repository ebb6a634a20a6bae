import { describe, expect, it } from 'vitest';
import { payingClinic } from '../../../tests/fixtures/paying-clinic.ts';
import { invoice } from '../invoices/invoice.ts';
import { visit } from '../visits/visit.ts';
import { estimateIssued } from './changes.ts';
import { estimate } from './estimate.ts';
import { estimateDocument } from './estimate-document.ts';
import { estimatePreview } from './estimate-preview.ts';
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

  it('carries discounts on its lines with their reason, and says when a cashier may not grant them alone', () => {
    const { world, cashier, asked, issue, services } = given();
    const discounts = [
      { line: 0, basisPoints: 500 },
      { line: 1, amountMinor: 100_000 },
    ];
    const less = { discounts, reason: 'Whole plan' };
    const { estimateId, totalMinor } = issue(less);
    expect(totalMinor).toBe(285_000 + 826_000);
    expect(world.get(estimate, estimateId)).toMatchObject({
      lines: [
        { discountMinor: 15_000, amountMinor: 285_000 },
        { discountMinor: 100_000, taxMinor: 126_000 },
      ],
      discount: { reason: 'Whole plan', amountMinor: 115_000 },
    });
    const preview = (some: object) => world.ask(cashier, estimatePreview, { lines: asked.lines, ...some } as never);
    expect(preview(less)).toMatchObject({ estimate: { totalMinor }, problem: null, needsApproval: true });
    expect(preview({ ...less, discounts: [discounts[0]] }).needsApproval).toBe(false);
    expect(preview({})).toMatchObject({ estimate: { totalMinor: 1_244_000 }, needsApproval: false });
    // Why is asked for when it is issued; what it comes to is shown before.
    expect(preview({ discounts })).toMatchObject({ estimate: { totalMinor }, needsApproval: true });
    expect(preview({ lines: [{ serviceId: 'none' }] }).problem).toBe('service-unknown');
    expect(world.refused(cashier, 'issueEstimate', { ...asked, discounts })).toBe('reason-needed');
    const tooMuch = { lines: [{ serviceId: services.filling }], discounts: [{ line: 0, amountMinor: 150_001 }], reason: 'x' };
    expect(world.refused(cashier, 'issueEstimate', { ...asked, ...tooMuch })).toBe('discount-too-large');
  });

  it('whose discount is not that of its lines is not believed', () => {
    const { world, issue } = given();
    issue({ discounts: [{ line: 0, basisPoints: 500 }], reason: 'Whole plan' });
    const made = world.entries.at(-1);
    const body = estimateIssued.shape.parse(made?.changes[0]?.body);
    if (!made || !body.discount) throw new Error('nothing was issued');
    const other = { ...body, estimateId: 'other', sequence: 2, number: 'E02/2627/000002' };
    expect(world.write([estimateIssued.of({ ...other, discount: undefined })], made.facts)?.code).toBe('discount-differs');
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

  it('holds for who came on its last day, though that is locked before they pay', () => {
    const { world, cashier, visitId, issue, openTill } = given();
    const { estimateId } = issue({ validUntil: '2026-05-04' });
    const patientId = world.get(visit, visitId).patientId;
    world.businessDate = '2026-05-05';
    openTill(cashier);
    const listed = (more = {}) => world.ask(cashier, estimatesOfPatient, { patientId, ...more }).map(({ holds }) => holds);
    expect([listed(), listed({ visitId })]).toEqual([[false], [true]]);
    const { invoiceId } = world.done(cashier, 'issueInvoice', { visitId, estimateId });
    expect(world.get(invoice, invoiceId).estimateNumber).not.toBeNull();
  });
});
