import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OfflineTerminal } from '../../../tests/fixtures/offline-terminal.ts';
import { card, cash, payingClinic, upi } from '../../../tests/fixtures/paying-clinic.ts';
import { exception } from '../business-days/exception.ts';
import { exceptions } from '../business-days/exceptions.ts';
import { invoice } from '../invoices/invoice.ts';
import { moved } from '../kernel/house.ts';
import { house } from '../registry.ts';
import { till } from '../tills/till.ts';
import { visit } from '../visits/visit.ts';
import { paymentRecorded } from './changes.ts';
import { payment } from './payment.ts';
import { paymentDocument } from './payment-document.ts';
import { referencesShown } from './shown-reference.ts';
import { addTenders, NO_TAKINGS, type Tender, takingsTotal, tendersTotal } from './tender.ts';
import { tillPayments } from './till-payments.ts';

/** A visit billed at ₹1,500, and the cashier's till open. */
function given() {
  const clinic = payingClinic();
  const tillId = clinic.openTill(clinic.cashier);
  const visitId = clinic.readyVisit(clinic.services.filling);
  const invoiceId = clinic.bill(clinic.cashier, visitId);
  const { world, cashier } = clinic;
  const refused = (...tenders: unknown[]) =>
    world.refused(cashier, 'recordPayment', { invoiceId, tenders, attemptId: 'attempt-1' });
  return { ...clinic, tillId, visitId, invoiceId, refused };
}

describe('a payment', () => {
  it('in cash keeps what was handed over and the change apart, and counts only what stays', () => {
    const { world, cashier, tillId, visitId, invoiceId } = given();
    const tenders = [cash(150_000, 200_000)];
    const done = world.done(cashier, 'recordPayment', { invoiceId, tenders, attemptId: 'attempt-1' });
    expect(done).toMatchObject({
      receiptNumber: 'R02/2627/000001',
      totalMinor: 150_000,
      changeMinor: 50_000,
      recordedBefore: false,
    });
    expect(world.get(payment, done.paymentId).tenders).toEqual([{ ...tenders[0], changeMinor: 50_000 }]);
    expect(world.get(till, tillId)).toMatchObject({ payments: 1, takings: { cash: 150_000, card: 0, upi: 0 } });
    expect(world.get(invoice, invoiceId)).toMatchObject({ state: 'PAID', paidMinor: 150_000, overpaidMinor: 0 });
    expect(world.get(visit, visitId).state).toBe('PAID');
    const entry = world.entries.at(-1);
    expect(moved(house, entry?.changes ?? [])).toEqual({ inMinor: 150_000, outMinor: 0 });
    expect(entry?.facts.documentNumber).toBe('R02/2627/000001');
    expect(entry?.changes.map(({ type }) => type)).toEqual(['payment.recorded.v1', 'visit.paid.v1']);
  });

  it('can be split over cash, card and UPI', () => {
    const { world, cashier, tillId, invoiceId, pay } = given();
    pay(cashier, invoiceId, cash(50_000, 50_000), card(70_000), upi(30_000));
    expect(world.get(till, tillId).takings).toEqual({ cash: 50_000, card: 70_000, upi: 30_000, bank: 0 });
  });

  it('is the whole balance due, no more and no less', () => {
    const { refused, cashier, invoiceId, world } = given();
    expect(refused(cash(149_999))).toBe('short-of-balance-due');
    expect(refused(cash(100_000), upi(50_001))).toBe('exceeds-balance-due');
    const attempt = { invoiceId, tenders: [cash(149_999)], attemptId: 'attempt-1' };
    expect(world.try(cashier, house.operations.get('recordPayment') as never, attempt)).toMatchObject({
      details: { dueMinor: 150_000, givenMinor: 149_999, differenceMinor: 1, number: 'T02/2627/000001' },
    });
  });

  it('says what is wrong with a tender', () => {
    const { refused } = given();
    expect(refused(cash(150_000, 100_000))).toBe('tendered-too-little');
    expect(refused({ ...card(150_000), lastFour: '42' })).toBe('invalid-input');
    expect(refused({ ...upi(150_000), reference: '  ' })).toBe('invalid-input');
    expect(refused(cash(0))).toBe('invalid-input');
    expect(refused()).toBe('invalid-input');
  });

  it('by UPI or a transfer asks to read again what no statement can show, and takes it then', () => {
    const { world, cashier, bill, readyVisit, services, invoiceId } = given();
    const tried = (kind: 'upi' | 'bank', reference: string) =>
      world.refused(cashier, 'recordPayment', {
        ...{ invoiceId, attemptId: 'attempt-1' },
        tenders: [{ kind, amountMinor: 150_000, reference }],
      });
    expect(tried('upi', '1234')).toBe('upi-reference-odd');
    expect(tried('upi', 'T2611221030123456789012')).toBe('upi-reference-odd');
    expect(tried('upi', '41234567890')).toBe('upi-reference-odd');
    expect(tried('upi', '111111111111')).toBe('upi-reference-odd');
    expect(tried('bank', 'TRANSFER')).toBe('bank-reference-odd');
    expect(tried('upi', '4-1')).toBe('reference-too-short');
    const again = { kind: 'upi' as const, amountMinor: 150_000, readAgain: true as const };
    const attempt = { invoiceId, tenders: [{ ...again, reference: '1-2' }], attemptId: 'attempt-1' };
    expect(world.refused(cashier, 'recordPayment', attempt)).toBe('reference-too-short');
    const { paymentId } = world.done(cashier, 'recordPayment', { ...attempt, tenders: [{ ...again, reference: 'T261122' }] });
    expect(world.get(payment, paymentId).tenders).toEqual([{ kind: 'upi', amountMinor: 150_000, reference: 'T261122' }]);
    const other = bill(cashier, readyVisit(services.filling));
    const asRead = { kind: 'upi' as const, amountMinor: 150_000, reference: '4123 4567 8901' };
    expect(world.done(cashier, 'recordPayment', { invoiceId: other, tenders: [asRead], attemptId: 'attempt-2' })).toBeDefined();
  });

  it('by a number that stands on another receipt here is asked about once, and is taken when one transfer paid both', () => {
    const { world, cashier, bill, readyVisit, services, invoiceId, pay } = given();
    const number = { kind: 'upi' as const, amountMinor: 150_000, reference: '3124 5678 9012' };
    const { paymentId, receiptNumber } = pay(cashier, invoiceId, number);
    const otherVisit = readyVisit(services.filling);
    const other = bill(cashier, otherVisit);
    const again = { ...number, reference: '312456789012' };
    const attempt = { invoiceId: other, tenders: [again], attemptId: 'attempt-2' };
    const patientName = world.get(payment, paymentId).patientName;
    const told = { reference: '312456789012', number: receiptNumber, patientName };
    expect(world.try(cashier, house.operations.get('recordPayment') as never, attempt)).toMatchObject({
      code: 'reference-shown',
      details: told,
    });
    expect(world.ask(cashier, referencesShown, { references: ['400000000001', '3124-56789012'] })).toEqual([
      { ...told, reference: '3124-56789012' },
    ]);
    // A deposit is asked about like a bill.
    const { patientId } = world.get(visit, otherVisit);
    expect(world.refused(cashier, 'receiveAdvance', { patientId, tenders: [again], attemptId: 'attempt-3' })).toBe(
      'reference-shown',
    );
    const both = [{ ...again, paysMore: true as const }];
    const taken = world.done(cashier, 'recordPayment', { ...attempt, tenders: both });
    expect(world.get(payment, taken.paymentId).tenders).toEqual([again]);
    expect(world.done(cashier, 'recordPayment', { ...attempt, tenders: both })).toMatchObject({ recordedBefore: true });
    expect(world.refused(cashier, 'receiveAdvance', { patientId, tenders: [again], attemptId: 'attempt-3' })).toBe(
      'reference-shown',
    );
  });

  it('says which of it nobody has seen in the bank yet, also when it is sent again', () => {
    const { world, cashier, invoiceId } = given();
    const attempt = { invoiceId, tenders: [cash(50_000), upi(100_000)], attemptId: 'attempt-1' };
    const claimed = [{ kind: 'upi', amountMinor: 100_000 }];
    expect(world.done(cashier, 'recordPayment', attempt)).toMatchObject({ claimed, recordedBefore: false });
    expect(world.done(cashier, 'recordPayment', attempt)).toMatchObject({ claimed, recordedBefore: true });
  });

  it('is recorded once however often the attempt is sent', () => {
    const { world, cashier, tillId, invoiceId } = given();
    const attempt = { invoiceId, tenders: [cash(150_000, 160_000)], attemptId: 'attempt-1' };
    const first = world.done(cashier, 'recordPayment', attempt);
    const entries = world.entries.length;
    expect(world.done(cashier, 'recordPayment', attempt)).toEqual({ ...first, recordedBefore: true });
    expect([world.entries.length, world.get(till, tillId).payments]).toEqual([entries, 1]);
    expect(world.refused(cashier, 'recordPayment', { ...attempt, tenders: [cash(1)] })).toBe('attempt-used');
    expect(world.refused(cashier, 'recordPayment', { ...attempt, attemptId: 'attempt-2' })).toBe('already-paid');
    expect(world.refused(cashier, 'recordPayment', { ...attempt, invoiceId: 'none', attemptId: 'attempt-3' })).toBe(
      'invoice-unknown',
    );
  });

  it('needs the cashier’s own till, open here and not too old', () => {
    const { world, cashier, otherCashier, colleague, invoiceId } = given();
    const attempt = { invoiceId, tenders: [cash(150_000)], attemptId: 'attempt-1' };
    expect(world.refused(otherCashier, 'recordPayment', attempt)).toBe('no-open-till');
    expect(world.refused(colleague, 'recordPayment', attempt)).toBe('till-of-another-cashier');
    world.nowMs += 24 * 3_600_000 + 1;
    expect(world.refused(cashier, 'recordPayment', attempt)).toBe('till-too-old');
    world.nowMs -= 2;
    world.done(cashier, 'recordPayment', attempt);
  });

  it('cannot be taken by a doctor, the front desk or a manager', () => {
    const { world, reception, consulting, backOffice, invoiceId } = given();
    const attempt = { invoiceId, tenders: [cash(150_000)], attemptId: 'attempt-1' };
    for (const who of [reception, consulting, backOffice])
      expect(world.refused(who, 'recordPayment', attempt)).toBe('role-not-allowed');
  });

  it('is not believed when its figures or its till are not what they must be', () => {
    const { world, cashier, otherCashier, colleague, invoiceId, pay } = given();
    pay(cashier, invoiceId, cash(150_000, 200_000));
    const entry = world.entries.at(-1);
    if (!entry) throw new Error('nothing was paid');
    const body = paymentRecorded.shape.parse(entry.changes[0]?.body);
    const fresh = given();
    const refusedAs = (change: Partial<typeof body>, facts = {}) =>
      fresh.world.write([paymentRecorded.of({ ...body, ...change })], { ...entry.facts, ...facts })?.code;
    expect(refusedAs({ totalMinor: 140_000 })).toBe('short-of-balance-due');
    expect(refusedAs({ tenders: [card(140_000) as Tender] })).toBe('totals-differ');
    expect(refusedAs({ tenders: [{ ...cash(150_000, 200_000), changeMinor: 60_000 } as never] })).toBe('change-wrong');
    expect(refusedAs({}, { actorId: colleague.actor.userId })).toBe('till-of-another-cashier');
    expect(refusedAs({}, { terminalId: otherCashier.place.terminalId })).toBe('till-of-another-terminal');
    expect(refusedAs({}, { businessDate: '2026-05-03' })).toBe('till-of-another-day');
    expect(refusedAs({ sequence: 3 })).toBe('number-not-next');
    expect(refusedAs({})).toBeUndefined();
  });
});

describe('a receipt', () => {
  it('says everything it prints', () => {
    const { world, cashier, backOffice, invoiceId, pay } = given();
    const { paymentId } = pay(cashier, invoiceId, cash(100_000, 110_000), upi(50_000));
    const document = world.ask(cashier, paymentDocument, { paymentId });
    expect(document).toMatchObject({
      letterhead: {
        clinicName: 'Smile Dental',
        branchName: 'Main Street',
        currency: 'INR',
        timeZone: 'Asia/Kolkata',
        gstin: '29ABCDE1234F1ZW',
      },
      ...{ receiptNumber: 'R02/2627/000001', invoiceNumber: 'T02/2627/000001', businessDate: '2026-05-04' },
      ...{ patientName: 'Patient 1', totalMinor: 150_000, receivedMinor: 150_000, balanceMinor: 0, changeMinor: 10_000 },
      ...{ cashierName: 'cash cashier', terminalCode: 'T02', duplicate: 0 },
      lines: [{ name: 'Filling, composite', amountMinor: 150_000 }],
    });
    expect(world.ask(backOffice, paymentDocument, { paymentId })).toEqual(document);
    expect(world.ask(cashier, paymentDocument, { paymentId: 'none' })).toBeNull();
  });

  it('printed again is DUPLICATE 1, 2 …, counted on the payment and in the till', () => {
    const { world, cashier, otherCashier, tillId, invoiceId, openTill, pay } = given();
    const { paymentId } = pay(cashier, invoiceId, cash(150_000));
    expect(world.refused(otherCashier, 'reprintReceipt', { paymentId })).toBe('no-open-till');
    expect(world.refused(cashier, 'reprintReceipt', { paymentId: 'none' })).toBe('payment-unknown');
    openTill(otherCashier);
    expect(world.refused(otherCashier, 'reprintReceipt', { paymentId })).toBe('counterfoil-elsewhere');
    expect(world.done(cashier, 'reprintReceipt', { paymentId }).duplicate).toBe(1);
    expect(world.entries.at(-1)?.facts.documentNumber).toBe('R02/2627/000001');
    expect(world.done(cashier, 'reprintReceipt', { paymentId }).duplicate).toBe(2);
    expect(world.ask(cashier, paymentDocument, { paymentId })?.duplicate).toBe(2);
    expect(world.get(till, tillId).reprints).toBe(2);
    expect(world.ask(cashier, tillPayments, {})).toMatchObject([{ id: paymentId, duplicates: 2, totalMinor: 150_000 }]);
  });
});

describe('one bill collected at two terminals that were out of touch', () => {
  /** Both cashiers know the invoice; then neither hears of the other. */
  function bothCollect() {
    const clinic = given();
    clinic.openTill(clinic.otherCashier);
    const first = new OfflineTerminal(clinic.world, clinic.cashier);
    const second = new OfflineTerminal(clinic.world, clinic.otherCashier);
    const attempt = { invoiceId: clinic.invoiceId, attemptId: 'attempt-1' };
    expect(first.do('recordPayment', { ...attempt, tenders: [cash(150_000)] })).toMatchObject({
      receiptNumber: 'R02/2627/000001',
    });
    expect(second.do('recordPayment', { ...attempt, tenders: [upi(150_000)] })).toMatchObject({
      receiptNumber: 'R05/2627/000001',
    });
    return { ...clinic, first, second };
  }

  it('leaves both payments standing, the second one flagged, and says what was taken too much', () => {
    const { world, first, second, invoiceId, backOffice } = bothCollect();
    expect(first.sync()).toEqual([[]]);
    expect(second.sync()).toEqual([['already-paid', 'visit-state']]);
    expect(world.get(invoice, invoiceId)).toMatchObject({ paidMinor: 300_000, overpaidMinor: 150_000, state: 'PAID' });
    expect(world.ask(backOffice, exceptions, { doubleCollections: true })).toMatchObject([
      {
        kind: 'payment',
        number: 'R05/2627/000001',
        amountMinor: 150_000,
        doubleCollection: true,
        reasons: ['already-paid', 'visit-state'],
      },
    ]);
    first.sync();
    for (const terminal of [first, second]) {
      expect(terminal.world.get(invoice, invoiceId)).toEqual(world.get(invoice, invoiceId));
      expect(terminal.world.records.find(exception, {})).toEqual([]);
    }
  });

  it('is the same when each had billed the visit for itself', () => {
    const { world, services, readyVisit, cashier, otherCashier, openTill } = payingClinic();
    for (const who of [cashier, otherCashier]) openTill(who);
    const visitId = readyVisit(services.filling);
    const first = new OfflineTerminal(world, cashier);
    const second = new OfflineTerminal(world, otherCashier);
    for (const terminal of [first, second]) {
      const { invoiceId } = terminal.do('issueInvoice', { visitId }) as { invoiceId: string };
      terminal.do('recordPayment', { invoiceId, tenders: [cash(150_000)], attemptId: 'attempt-1' });
    }
    expect(first.sync()).toEqual([[], []]);
    expect(second.sync()).toEqual([
      ['visit-invoiced', 'visit-not-ready'],
      ['already-paid', 'visit-state'],
    ]);
    const invoices = world.records.find(invoice, { visitId }, { orderBy: 'number' });
    expect(invoices).toMatchObject([
      { number: 'T02/2627/000001', doubled: false, paidMinor: 150_000, overpaidMinor: 0 },
      { number: 'T05/2627/000001', doubled: true, paidMinor: 150_000, overpaidMinor: 150_000 },
    ]);
    expect(world.get(visit, visitId)).toMatchObject({ state: 'PAID', invoiceId: invoices[0]?.id });
    expect(world.records.find(exception, {})).toHaveLength(2);
  });
});

describe('takings', () => {
  const tender = fc.oneof(fc.nat(1_000_000).map(cash), fc.nat(1_000_000).map(card), fc.nat(1_000_000).map(upi));
  it('are the sum of the tenders', () => {
    fc.assert(
      fc.property(fc.array(tender), (tenders) => {
        expect(takingsTotal(addTenders(NO_TAKINGS, tenders))).toBe(tendersTotal(tenders));
      }),
    );
  });
});
