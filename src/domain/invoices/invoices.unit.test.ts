import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { card, cash, payingClinic } from '../../../tests/fixtures/paying-clinic.ts';
import { service } from '../catalogue/service.ts';
import { documentSeries } from '../documents/document-series.ts';
import { visit } from '../visits/visit.ts';
import { invoiceIssued } from './changes.ts';
import { invoice } from './invoice.ts';
import { addsUp, type InvoiceLine, totalsOf } from './invoice-line.ts';
import { visitBill } from './visit-bill.ts';

function given() {
  const clinic = payingClinic();
  const { services } = clinic;
  return { ...clinic, visitId: clinic.readyVisit(services.filling, services.whitening) };
}

describe('the bill of a visit', () => {
  it('is priced from the catalogue, tax line by line, with the numbers that come next', () => {
    const { world, cashier, visitId } = given();
    const bill = world.ask(cashier, visitBill, { visitId });
    expect(bill?.lines).toMatchObject([
      { code: 'D-COMP', quantity: 1, unitPriceMinor: 150_000, amountMinor: 150_000, taxMinor: 0 },
      { code: 'D-BLEA', quantity: 1, unitPriceMinor: 800_000, amountMinor: 800_000, taxMinor: 144_000 },
    ]);
    expect(bill).toMatchObject({
      ...{ netMinor: 950_000, taxMinor: 144_000, totalMinor: 1_094_000, dueMinor: 1_094_000, invoice: null, problem: null },
      ...{ nextInvoiceNumber: 'T02/2627/000001', nextReceiptNumber: 'R02/2627/000001' },
    });
  });

  it('is the invoice once there is one, whatever the catalogue says since', () => {
    const { world, cashier, backOffice, services, visitId, bill, openTill } = given();
    openTill(cashier);
    const invoiceId = bill(cashier, visitId);
    const { id: serviceId, ...offer } = world.get(service, services.filling);
    world.done(backOffice, 'changeService', { ...offer, serviceId, priceMinor: 999_900, reason: 'new list' });
    expect(world.ask(cashier, visitBill, { visitId })).toMatchObject({
      ...{ totalMinor: 1_094_000, dueMinor: 1_094_000, nextInvoiceNumber: 'T02/2627/000002' },
      invoice: { invoiceId, number: 'T02/2627/000001', paidMinor: 0 },
    });
    expect(world.ask(cashier, visitBill, { visitId: 'none' })).toBeNull();
  });
});

describe('an invoice', () => {
  it('needs an open till, a visit that is ready, and is made once', () => {
    const { world, cashier, otherCashier, visitId, openTill } = given();
    expect(world.refused(cashier, 'issueInvoice', { visitId })).toBe('no-open-till');
    openTill(cashier);
    expect(world.refused(cashier, 'issueInvoice', { visitId: 'none' })).toBe('visit-unknown');
    world.done(cashier, 'issueInvoice', { visitId });
    openTill(otherCashier);
    expect(world.refused(otherCashier, 'issueInvoice', { visitId })).toBe('visit-invoiced');
  });

  it('waits until the doctor has sent the visit', () => {
    const { world, cashier, reception, doctorId, openTill } = given();
    openTill(cashier);
    const born = { phone: '9876543210', name: 'Asha', sex: 'female', ageYears: 30, doctorId };
    const { patientId } = world.done(reception, 'registerPatient', born);
    const { visitId } = world.done(reception, 'checkInPatient', { patientId, doctorId });
    expect(world.refused(cashier, 'issueInvoice', { visitId })).toBe('visit-not-ready');
  });

  it('takes the next number of its terminal and year, and says it is the visit’s', () => {
    const { world, cashier, otherCashier, services, readyVisit, visitId, openTill } = given();
    for (const who of [cashier, otherCashier]) openTill(who);
    const first = world.done(cashier, 'issueInvoice', { visitId });
    expect(first).toMatchObject({ number: 'T02/2627/000001', totalMinor: 1_094_000, paid: false });
    expect(world.get(visit, visitId)).toMatchObject({ state: 'READY_FOR_BILLING', invoiceId: first.invoiceId });
    expect(world.get(invoice, first.invoiceId)).toMatchObject({
      state: 'ISSUED',
      paidMinor: 0,
      lines: [{}, { taxMinor: 144_000 }],
    });
    expect(world.done(cashier, 'issueInvoice', { visitId: readyVisit(services.scaling) }).number).toBe('T02/2627/000002');
    expect(world.done(otherCashier, 'issueInvoice', { visitId: readyVisit(services.scaling) }).number).toBe('T05/2627/000001');
    expect(world.get(documentSeries, `${cashier.place.terminalId}:invoice:2627`).last).toBe(2);
  });

  it('of nothing is paid at once, and so is the visit', () => {
    const { world, cashier, backOffice, readyVisit, openTill } = given();
    const free = { code: 'D-CHK', name: 'Check', category: 'dental', priceMinor: 0, taxRateBasisPoints: 1800, hsnSac: '' };
    const { serviceId } = world.done(backOffice, 'addService', free);
    openTill(cashier);
    const visitId = readyVisit(serviceId);
    const { invoiceId, paid } = world.done(cashier, 'issueInvoice', { visitId });
    expect([paid, world.get(invoice, invoiceId).state, world.get(visit, visitId).state]).toEqual([true, 'PAID', 'PAID']);
    const tenders = [cash(100)];
    expect(world.refused(cashier, 'recordPayment', { invoiceId, tenders, attemptId: 'attempt-1' })).toBe('already-paid');
  });

  it('is not believed when its price, lines, totals or number are not what they must be', () => {
    const { world, cashier, visitId, openTill } = given();
    openTill(cashier);
    world.done(cashier, 'issueInvoice', { visitId });
    const issued = world.log.find(({ type }) => type === 'invoice.issued.v1');
    const { facts } = world.entries.at(-1) ?? {};
    if (!issued || !facts) throw new Error('nothing was issued');
    const body = invoiceIssued.shape.parse(issued.body);
    const fresh = given();
    fresh.openTill(fresh.cashier);
    const refusedAs = (change: Partial<typeof body>, number = body.number) =>
      fresh.world.write([invoiceIssued.of({ ...body, ...change })], { ...facts, documentNumber: number })?.code;
    const [filling, whitening] = body.lines as [InvoiceLine, InvoiceLine];
    const cheap = [filling, { ...whitening, unitPriceMinor: 100, amountMinor: 100, taxMinor: 18 }];
    expect(refusedAs({ lines: cheap, ...totalsOf(cheap) })).toBe('price-differs');
    expect(refusedAs({ lines: [filling], ...totalsOf([filling]) })).toBe('lines-differ');
    expect(refusedAs({ totalMinor: body.totalMinor - 1 })).toBe('totals-differ');
    expect(refusedAs({ sequence: 2, number: 'T02/2627/000002' }, 'T02/2627/000002')).toBe('number-not-next');
    expect(refusedAs({ number: 'T09/2627/000001' }, 'T09/2627/000001')).toBe('number-wrong');
    expect(refusedAs({}, 'R02/2627/000001')).toBe('number-wrong');
    expect(refusedAs({})).toBeUndefined();
  });

  it('that another terminal made of the same visit is kept and marked', () => {
    const { world, cashier, otherCashier, visitId, openTill, bill, pay } = given();
    for (const who of [cashier, otherCashier]) openTill(who);
    const before = world.entries.length;
    bill(cashier, visitId);
    const made = world.entries.slice(before).find(({ changes }) => changes[0]?.type === 'invoice.issued.v1');
    const body = invoiceIssued.shape.parse(made?.changes[0]?.body);
    const facts = { ...world.entryOf(otherCashier), flags: ['visit-invoiced'] };
    world.fold([invoiceIssued.of({ ...body, invoiceId: 'twin', number: 'T05/2627/000001' })], facts);
    expect(world.get(invoice, 'twin')).toMatchObject({ doubled: true, state: 'ISSUED' });
    const tenders = [card(1_094_000)];
    expect(world.refused(otherCashier, 'recordPayment', { invoiceId: 'twin', tenders, attemptId: 'attempt-1' })).toBe(
      'invoice-doubled',
    );
    pay(cashier, body.invoiceId, card(1_094_000));
    expect(world.refused(otherCashier, 'recordPayment', { invoiceId: 'twin', tenders, attemptId: 'attempt-1' })).toBe(
      'already-paid',
    );
  });
});

describe('totals', () => {
  const line = fc
    .record({ quantity: fc.integer({ min: 1, max: 100 }), unitPriceMinor: fc.nat(10_000_000), rate: fc.nat(10_000) })
    .map(({ quantity, unitPriceMinor, rate }): InvoiceLine => {
      const amountMinor = quantity * unitPriceMinor;
      const taxMinor = Math.floor((amountMinor * rate + 5_000) / 10_000);
      const known = { serviceId: 's', code: 'C', name: 'N', category: 'dental' as const, hsnSac: '', tooth: null };
      return { ...known, quantity, unitPriceMinor, taxRateBasisPoints: rate, amountMinor, taxMinor };
    });

  it('add up from their lines, and only then', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 20 }), fc.integer({ min: 1, max: 1000 }), (lines, off) => {
        const totals = totalsOf(lines);
        expect(addsUp({ lines, ...totals })).toBe(true);
        expect(addsUp({ lines, ...totals, totalMinor: totals.totalMinor + off })).toBe(false);
        expect(addsUp({ lines, ...totals, netMinor: totals.netMinor + off, totalMinor: totals.totalMinor + off })).toBe(false);
      }),
    );
  });
});
