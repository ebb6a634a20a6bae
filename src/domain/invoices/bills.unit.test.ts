import { describe, expect, it } from 'vitest';
import { approved } from '../../../tests/fixtures/approvals.ts';
import { cash, payingClinic } from '../../../tests/fixtures/paying-clinic.ts';
import { approval } from '../approvals/approval.ts';
import { branchDay } from '../business-days/branch-day.ts';
import { estimate } from '../estimates/estimate.ts';
import { estimatePreview } from '../estimates/estimate-preview.ts';
import { till } from '../tills/till.ts';
import { billingList } from '../visits/billing-list.ts';
import { visit } from '../visits/visit.ts';
import { billAsked } from './bill-asked.ts';
import { invoiceIssued } from './changes.ts';
import { balanceDue, invoice } from './invoice.ts';
import { type InvoiceLine, totalsOf } from './invoice-line.ts';
import { payerShares } from './payer-shares.ts';
import { visitBill } from './visit-bill.ts';

/** A visit of a filling (₹1,500, untaxed) and a whitening (₹8,000 and 18 %), and the cashier's till open. */
function given() {
  const clinic = payingClinic();
  const { world, cashier, services } = clinic;
  const tillId = clinic.openTill(cashier);
  const visitId = clinic.readyVisit(services.filling, services.whitening);
  const preview = (asked: object) => world.ask(cashier, visitBill, { visitId, asked: billAsked.parse(asked) });
  const issue = (asked: object) => world.get(invoice, world.done(cashier, 'issueInvoice', { visitId, ...asked }).invoiceId);
  const refused = (asked: object) => world.refused(cashier, 'issueInvoice', { visitId, ...asked });
  const agreed = (asked: object) => {
    const { approvalId } = world.done(cashier, 'requestDiscount', { visitId, ...asked });
    approved(world, approvalId, clinic.backOffice);
    return approvalId;
  };
  return { ...clinic, tillId, visitId, preview, issue, refused, agreed };
}

const REASON = 'Old patient';

describe('a discount', () => {
  it('comes off the bill before tax, apportioned to the lines', () => {
    const { preview, issue, world, tillId, branchId } = given();
    const asked = { discounts: [{ amountMinor: 10_000 }], reason: REASON };
    const figures = {
      ...{ netMinor: 940_000, taxMinor: 142_484, totalMinor: 1_082_484 },
      lines: [
        { discountMinor: 1_579, amountMinor: 148_421, taxMinor: 0 },
        { discountMinor: 8_421, amountMinor: 791_579, taxMinor: 142_484 },
      ],
      discount: { reason: REASON, amountMinor: 10_000, parts: [{ line: null, basisPoints: null, amountMinor: 10_000 }] },
    };
    expect(preview(asked)).toMatchObject({ ...figures, grossMinor: 950_000, dueMinor: 1_082_484, approval: null, problem: null });
    expect(issue(asked)).toMatchObject(figures);
    expect(world.get(till, tillId).discountsMinor).toBe(10_000);
    expect(world.get(branchDay, `${branchId}:2026-05-04`).totals).toMatchObject({ discountsMinor: 10_000, taxMinor: 142_484 });
  });

  it('of more than the bill leaves the bill as it was before, and says why it cannot be made so', () => {
    const { preview } = given();
    const asSent = { totalMinor: 1_094_000, dueMinor: 1_094_000, discount: null, payer: null, payable: false };
    expect(preview({ discounts: [{ amountMinor: 950_001 }], reason: REASON })).toMatchObject({
      ...{ ...asSent, lines: { length: 2 }, problem: 'discount-too-large' },
      problemDetails: { discountMinor: 950_001, priceMinor: 950_000 },
    });
    expect(preview({ payer: { name: 'Star Health', amountMinor: 1_094_001 } })).toMatchObject({
      ...{ ...asSent, lines: { length: 2 }, problem: 'payer-share-too-large' },
      problemDetails: { payerMinor: 1_094_001, totalMinor: 1_094_000 },
    });
  });

  it('is a share or an amount, on a line or on the whole, lines first', () => {
    const { preview } = given();
    const asked = { discounts: [{ basisPoints: 100 }, { line: 0, basisPoints: 200 }], reason: REASON };
    expect(preview(asked)?.discount?.parts).toEqual([
      { line: 0, basisPoints: 200, amountMinor: 3_000 },
      { line: null, basisPoints: 100, amountMinor: 9_470 },
    ]);
  });

  it.each<[string, object, string]>([
    ['without a reason', { discounts: [{ amountMinor: 100 }] }, 'reason-needed'],
    ['beyond its line', { discounts: [{ line: 0, amountMinor: 150_001 }], reason: REASON }, 'discount-too-large'],
    ['on a line that is none', { discounts: [{ line: 2, amountMinor: 1 }], reason: REASON }, 'no-such-line'],
    ['that is both', { discounts: [{ basisPoints: 1, amountMinor: 1 }], reason: REASON }, 'invalid-input'],
    ['that is neither', { discounts: [{}], reason: REASON }, 'invalid-input'],
    ['above the cashier’s cap', { discounts: [{ basisPoints: 501 }], reason: REASON }, 'approval-needed'],
  ])('is refused %s', (_what, asked, code) => {
    expect(given().refused(asked)).toBe(code);
  });

  it('may be the cap’s share to the rounded unit', () => {
    expect(given().issue({ discounts: [{ basisPoints: 500 }], reason: REASON }).discount?.amountMinor).toBe(47_500);
    const each = [0, 1].map((line) => ({ line, basisPoints: 500 }));
    expect(given().issue({ discounts: each, reason: REASON }).discount?.amountMinor).toBe(47_500);
  });

  it('above the cap needs somebody else’s yes to exactly this bill, once', () => {
    const { world, cashier, backOffice, visitId, preview, issue, refused } = given();
    const asked = { discounts: [{ basisPoints: 1000 }], reason: REASON };
    expect(preview(asked)?.approval).toMatchObject({ kind: 'discount', approvalId: null, state: null });
    const { approvalId } = world.done(cashier, 'requestDiscount', { visitId, ...asked });
    expect(world.get(approval, approvalId)).toMatchObject({ amountMinor: 95_000, subjectId: visitId, reason: REASON });
    expect(preview(asked)?.approval).toMatchObject({ approvalId, state: 'REQUESTED' });
    expect(refused({ ...asked, approvalId })).toBe('approval-not-approved');
    approved(world, approvalId, backOffice);
    expect(preview(asked)?.approval).toMatchObject({ approvalId, state: 'APPROVED' });
    const more = { discounts: [{ basisPoints: 1001 }], reason: REASON };
    expect(preview(more)?.approval).toMatchObject({ approvalId: null });
    expect(refused({ ...more, approvalId })).toBe('request-differs');
    expect(refused({ ...asked, added: [{ serviceId: 'none' }], approvalId })).toBe('service-unknown');
    expect(issue({ ...asked, approvalId }).discount?.amountMinor).toBe(95_000);
    expect(world.get(approval, approvalId).state).toBe('SPENT');
    const other = given();
    expect(other.world.refused(other.cashier, 'requestDiscount', { visitId: other.visitId })).toBe('approval-not-needed');
  });

  it('of one bill is not another’s', () => {
    const { world, cashier, services, readyVisit, agreed } = given();
    const asked = { discounts: [{ basisPoints: 1000 }], reason: REASON };
    const approvalId = agreed(asked);
    const visitId = readyVisit(services.filling, services.whitening);
    expect(world.refused(cashier, 'issueInvoice', { visitId, ...asked, approvalId })).toBe('request-differs');
  });

  it('is not believed where the lines, the sum or the cap say otherwise', () => {
    const { world, issue } = given();
    issue({ discounts: [{ amountMinor: 10_000 }], reason: REASON });
    const made = world.entries.at(-1);
    const body = invoiceIssued.shape.parse(made?.changes[0]?.body);
    const { facts } = made ?? {};
    if (!facts) throw new Error('nothing was issued');
    const refusedAs = (change: Partial<typeof body>) => {
      const fresh = given();
      return fresh.world.write([invoiceIssued.of({ ...body, ...change })], facts)?.code;
    };
    const [filling, whitening] = body.lines as [InvoiceLine, InvoiceLine];
    const shifted = [
      { ...filling, discountMinor: 0, amountMinor: 150_000 },
      { ...whitening, discountMinor: 10_000, amountMinor: 790_000, taxMinor: 142_200 },
    ];
    expect(refusedAs({ lines: shifted, ...totalsOf(shifted) })).toBe('discount-differs');
    expect(refusedAs({ discount: undefined })).toBe('discount-differs');
    const all = { reason: REASON, parts: [{ line: 0, basisPoints: null, amountMinor: 150_000 }], amountMinor: 150_000 };
    const free = [
      { ...filling, discountMinor: 150_000, amountMinor: 0 },
      { ...whitening, ...whole(whitening) },
    ];
    expect(refusedAs({ lines: free, ...totalsOf(free), discount: all })).toBe('approval-needed');
    expect(refusedAs({})).toBeUndefined();
  });
});

function whole(line: InvoiceLine) {
  return { discountMinor: undefined, amountMinor: line.unitPriceMinor, taxMinor: 144_000 };
}

describe('a price that is not the list’s', () => {
  it('needs an approval, keeps the list’s beside it, and no cap grants it', () => {
    const { world, cashier, visitId, issue, refused, agreed } = given();
    const asked = { prices: [{ line: 1, unitPriceMinor: 799_900 }], reason: REASON };
    expect(refused(asked)).toBe('approval-needed');
    expect(refused({ ...asked, reason: '' })).toBe('reason-needed');
    const approvalId = agreed(asked);
    expect(world.get(approval, approvalId)).toMatchObject({ kind: 'price-override', amountMinor: 100 });
    expect(issue({ ...asked, approvalId }).lines[1]).toMatchObject({ unitPriceMinor: 799_900, listPriceMinor: 800_000 });
    expect(world.get(visit, visitId).invoiceId).not.toBeNull();
    expect(cashier.actor.roles).toEqual(['cashier']);
  });

  it('that is the list’s after all needs none', () => {
    expect(given().issue({ prices: [{ line: 1, unitPriceMinor: 800_000 }], reason: REASON }).lines[1]?.listPriceMinor).toBe(
      undefined,
    );
  });
});

describe('lines', () => {
  it('that the cashier adds are marked, and are offered services', () => {
    const { world, backOffice, services, issue, refused } = given();
    const added = [{ serviceId: services.scaling, quantity: 2 }];
    expect(issue({ added }).lines[2]).toMatchObject({ source: 'added', quantity: 2, amountMinor: 240_000 });
    const offer = {
      serviceId: services.scaling,
      code: 'D-SCAL',
      name: 'Scaling',
      category: 'dental',
      priceMinor: 1,
      reason: 'new list',
    } as const;
    world.done(backOffice, 'changeService', { ...offer, active: false });
    expect(refused({ added })).toBe('visit-invoiced');
    const other = given();
    other.world.done(other.backOffice, 'changeService', { ...offer, active: false });
    expect(other.refused({ added })).toBe('service-not-active');
  });

  it('are a package’s where it stands for treatments', () => {
    const { world, backOffice, cashier, services, readyVisit } = given();
    const { serviceId } = world.done(backOffice, 'addService', {
      ...{ code: 'P-SMILE', name: 'Smile package', category: 'dental', priceMinor: 800_000 },
    });
    const items = [services.filling, services.whitening].map((each) => ({ serviceId: each, quantity: 1 }));
    world.done(backOffice, 'definePackage', { serviceId, items });
    const visitId = readyVisit(services.filling, services.scaling, services.whitening);
    const { invoiceId } = world.done(cashier, 'issueInvoice', { visitId, packages: [{ serviceId }] });
    const { lines, totalMinor } = world.get(invoice, invoiceId);
    expect(lines.map(({ code, source }) => [code, source])).toEqual([
      ['D-SCAL', undefined],
      ['P-SMILE', 'package'],
    ]);
    expect(lines[1]).toMatchObject({ items: [{ name: 'Filling, composite', quantity: 1 }, { quantity: 1 }] });
    expect(lines[1]?.covers).toHaveLength(2);
    expect(totalMinor).toBe(920_000);
    const next = readyVisit(services.filling);
    const twice = { visitId: next, packages: [{ serviceId: services.scaling }] };
    expect(world.refused(cashier, 'issueInvoice', twice)).toBe('not-a-package');
    const [line] = world.get(visit, next).lines;
    const both = [serviceId, serviceId].map((each) => ({ serviceId: each, covers: [line?.lineId ?? ''] }));
    expect(world.refused(cashier, 'issueInvoice', { visitId: next, packages: both })).toBe('not-in-package');
  });
});

describe('a payer’s share', () => {
  it('is not the patient’s to pay, and is listed by payer', () => {
    const { world, cashier, backOffice, issue, pay, visitId } = given();
    const bill = issue({ payer: { name: 'Star Health', amountMinor: 1_000_000 } });
    expect(bill).toMatchObject({ payerName: 'Star Health', payerMinor: 1_000_000, state: 'ISSUED' });
    expect(balanceDue(bill)).toBe(94_000);
    pay(cashier, bill.id, cash(94_000));
    expect(world.get(invoice, bill.id).state).toBe('PAID');
    expect(world.get(visit, visitId).state).toBe('PAID');
    const shares = world.ask(backOffice, payerShares, { from: '2026-05-01', to: '2026-05-31' });
    expect(shares).toMatchObject([{ payerName: 'Star Health', amountMinor: 1_000_000, invoices: [{ number: bill.number }] }]);
  });

  it('may be all of it, and no more', () => {
    const { world, issue, visitId } = given();
    expect(issue({ payer: { name: 'Star Health', amountMinor: 1_094_000 } }).state).toBe('PAID');
    expect(world.get(visit, visitId).state).toBe('PAID');
    expect(given().refused({ payer: { name: 'Star Health', amountMinor: 1_094_001 } })).toBe('payer-share-too-large');
  });
});

describe('rounding', () => {
  it('is a line of its own to whole rupees where the clinic says so', () => {
    const { world, administrator, issue, cashier, pay } = given();
    world.done(administrator, 'changeClinicSettings', { rounding: 'nearest-rupee' });
    const bill = issue({ discounts: [{ amountMinor: 10_000 }], reason: REASON });
    expect(bill).toMatchObject({ netMinor: 940_000, taxMinor: 142_484, roundingMinor: 16, totalMinor: 1_082_500 });
    pay(cashier, bill.id, cash(1_082_500));
    expect(world.get(invoice, bill.id).state).toBe('PAID');
  });

  it('is the same on the cashier’s list, on an estimate and on the bill', () => {
    const { world, administrator, backOffice, cashier, readyVisit } = given();
    world.done(administrator, 'changeClinicSettings', { rounding: 'nearest-rupee' });
    const { serviceId } = world.done(backOffice, 'addService', {
      ...{ code: 'P-BRSH', name: 'Toothbrush', category: 'dental', priceMinor: 99_950, hsnSac: '96032100' },
    });
    const visitId = readyVisit(serviceId);
    const listed = () => world.ask(cashier, billingList, {}).find(({ id }) => id === visitId)?.totalMinor;
    expect(listed()).toBe(100_000);
    const wanted = { lines: [{ serviceId }], doctorId: null, discounts: [], reason: '' };
    expect(world.ask(cashier, estimatePreview, wanted).estimate).toMatchObject({ totalMinor: 100_000, roundingMinor: 50 });
    const { patientId } = world.get(visit, visitId);
    const { estimateId } = world.done(cashier, 'issueEstimate', { patientId, lines: [{ serviceId }] });
    expect(world.get(estimate, estimateId)).toMatchObject({ netMinor: 99_950, roundingMinor: 50, totalMinor: 100_000 });
    const { invoiceId } = world.done(cashier, 'issueInvoice', { visitId });
    expect(world.get(invoice, invoiceId).totalMinor).toBe(100_000);
    expect(listed()).toBe(100_000);
  });
});

describe('a price that includes its tax', () => {
  it('is split into net and tax that are the list’s price together', () => {
    const { world, backOffice, cashier, readyVisit } = given();
    const { serviceId } = world.done(backOffice, 'addService', {
      ...{ code: 'P-BRSH', name: 'Toothbrush', category: 'dental', priceMinor: 9_001 },
      ...{ taxRateBasisPoints: 500, hsnSac: '96032100', priceIncludesTax: true },
    });
    const { invoiceId } = world.done(cashier, 'issueInvoice', { visitId: readyVisit(serviceId) });
    expect(world.get(invoice, invoiceId)).toMatchObject({ netMinor: 8_572, taxMinor: 429, totalMinor: 9_001 });
  });
});

it('is not issued at another amount than was looked at', () => {
  const { world, consulting, visitId, services, preview, issue, refused } = given();
  const treatments = [services.filling, services.whitening, services.scaling].map((serviceId) => ({ serviceId }));
  world.done(consulting, 'sendToBilling', { visitId, treatments });
  expect(refused({ seenTotalMinor: 1_094_000 })).toBe('bill-changed');
  const totalMinor = preview({})?.totalMinor;
  expect(issue({ seenTotalMinor: totalMinor })).toMatchObject({ totalMinor, lines: { length: 3 } });
});
