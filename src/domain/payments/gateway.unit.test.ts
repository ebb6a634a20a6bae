import { describe, expect, it } from 'vitest';
import { approved } from '../../../tests/fixtures/approvals.ts';
import { payingClinic } from '../../../tests/fixtures/paying-clinic.ts';
import { exceptions } from '../business-days/exceptions.ts';
import type { Operation } from '../kernel/operation.ts';
import { visit } from '../visits/visit.ts';
import { claimConfirmed } from './claim-changes.ts';
import { followUps } from './follow-ups.ts';
import { gatewayPayments } from './gateway-payments.ts';
import { payment } from './payment.ts';
import { recordGatewayPayment } from './record-gateway-payment.ts';
import { recordGatewayRefund } from './record-gateway-refund.ts';
import { unconfirmedTenders } from './unconfirmed-tenders.ts';

const RRN = '411723059981';
const UPI_ID = '97505784AB5852CEEBFE6BE418BB2373';

/** A clinic with an open till, and a gateway that tells of payments. */
function given() {
  const clinic = payingClinic();
  const { world, cashier, services, backOffice, server } = clinic;
  clinic.openTill(cashier);
  const claim = (reference: string, amountMinor = 150_000) => {
    const visitId = clinic.readyVisit(services.filling);
    const tender = { kind: 'upi' as const, amountMinor, reference, readAgain: true as const, paysMore: true as const };
    const invoiceId = clinic.bill(cashier, visitId);
    const attemptId = `attempt-${world.newId()}`;
    const { paymentId, receiptNumber } = world.done(cashier, 'recordPayment', {
      ...{ invoiceId, attemptId, tenders: [tender] },
      part: amountMinor < 150_000,
    });
    // As the server does once the claim is placed.
    const facts = world.entries.at(-1);
    if (!facts) throw new Error('nothing was recorded');
    const follow = followUps(world.records, { ...facts.facts, changes: facts.changes }, (...words) => words.join('/'));
    if (follow.length > 0) world.fold(follow, { ...facts.facts, terminalId: 'server', operation: 'followUp' });
    return { paymentId, receiptNumber, visitId, follow };
  };
  const told = (change: Record<string, unknown> = {}) =>
    world.try(server, recordGatewayPayment as unknown as Operation, {
      ...{ gateway: 'razorpay', paymentId: 'pay_HO2fEpc9JeOQU5', eventId: 'evt-1', references: [RRN, UPI_ID] },
      ...{ amountMinor: 150_000, currency: 'INR', paidAtMs: world.nowMs, ...change },
    });
  const said = (change: Record<string, unknown> = {}) => (told(change) as { result: unknown }).result;
  const refunded = (change: Record<string, unknown> = {}) => {
    const refund = { paymentId: 'pay_HO2fEpc9JeOQU5', refundId: 'rfnd_FS8TWyPrCsa0OB', eventId: 'evt-7', amountMinor: 50_000 };
    const input = { ...refund, refundedAtMs: world.nowMs, ...change };
    return (world.try(server, recordGatewayRefund as unknown as Operation, input) as { result: unknown }).result;
  };
  const claims = () => world.ask(backOffice, unconfirmedTenders, {}).map(({ number, state }) => ({ number, state }));
  const waiting = () => world.ask(backOffice, gatewayPayments, {});
  const found = (paymentId: string) => world.get(payment, paymentId).tendersFound;
  return { ...clinic, claim, told, said, refunded, claims, waiting, found };
}

describe('a payment that a gateway tells of', () => {
  it('confirms the claim with its number and amount, as the gateway, by name and event', () => {
    const { claim, said, claims, waiting, found, world } = given();
    const { paymentId, receiptNumber } = claim('4117 2305 9981');
    expect(said()).toEqual({ known: false, number: receiptNumber });
    expect(found(paymentId)).toMatchObject([{ state: 'CONFIRMED', source: 'gateway', reference: RRN, byName: 'Razorpay' }]);
    expect([claims(), waiting()]).toEqual([[], []]);
    const confirmed = world.log.find(({ type }) => type === claimConfirmed.name);
    expect(confirmed?.body).toMatchObject({ eventId: 'evt-1', source: 'gateway' });
  });

  it('is found by the other number that a phone shows, too', () => {
    const { claim, told, found } = given();
    const { paymentId } = claim(UPI_ID.toLowerCase());
    told();
    expect(found(paymentId)).toMatchObject([{ state: 'CONFIRMED', reference: RRN }]);
  });

  it('is written once, whatever event tells of it and whatever numbers it names', () => {
    const { claim, told, said, world } = given();
    claim(RRN);
    told();
    const before = world.log.length;
    expect(said()).toEqual({ known: true, number: null });
    expect(said({ eventId: 'evt-2', references: [UPI_ID] })).toEqual({ known: true, number: null });
    expect(world.log.length).toBe(before);
  });

  it('waits where nobody claims it, and confirms the claim that comes later', () => {
    const { claim, said, claims, waiting, found, world, backOffice } = given();
    expect(said()).toEqual({ known: false, number: null });
    const shown = { transactionId: RRN, amountMinor: 150_000, because: 'gateway-unclaimed', claim: null };
    expect(waiting()).toMatchObject([shown]);
    expect(world.ask(backOffice, exceptions, {})).toMatchObject([
      { kind: 'gateway', reference: RRN, amountMinor: 150_000, number: null, reasons: ['gateway-unclaimed'] },
    ]);
    const { paymentId } = claim(UPI_ID);
    expect(found(paymentId)).toMatchObject([{ state: 'CONFIRMED', source: 'gateway', reference: RRN }]);
    expect([claims(), waiting(), world.ask(backOffice, exceptions, {})]).toEqual([[], [], []]);
  });

  it.each([
    ['before', true],
    ['after', false],
  ])('of another amount confirms nothing and is an exception that names the receipt, claimed %s it', (_when, first) => {
    const { claim, told, claims, waiting, world, backOffice } = given();
    const tell = () => told({ amountMinor: 149_900 });
    if (!first) tell();
    const { receiptNumber: number } = claim(RRN);
    if (first) tell();
    expect(claims()).toEqual([{ number, state: 'CLAIMED' }]);
    expect(waiting()).toMatchObject([{ because: 'gateway-amount-differs', amountMinor: 149_900, claim: { number } }]);
    expect(world.ask(backOffice, exceptions, { doubleCollections: true })).toEqual([]);
    expect(world.ask(backOffice, exceptions, {})).toMatchObject([
      { kind: 'gateway', number, amountMinor: 149_900, reasons: ['gateway-amount-differs'], patientName: 'Patient 1' },
    ]);
  });

  it('pays once: of two receipts that name it, the first', () => {
    const { claim, told, claims } = given();
    claim(RRN);
    const { receiptNumber: number } = claim(RRN);
    told();
    expect(claims()).toEqual([{ number, state: 'CLAIMED' }]);
    const later = claim(UPI_ID);
    expect(claims()).toEqual([
      { number, state: 'CLAIMED' },
      { number: later.receiptNumber, state: 'CLAIMED' },
    ]);
  });

  it('that the statement had confirmed before is no exception; withdrawn, it waits again', () => {
    const { claim, told, waiting, world, backOffice } = given();
    const { paymentId } = claim(RRN);
    const at = { kind: 'payment' as const, id: paymentId, tenderIndex: 0 };
    world.done(backOffice, 'confirmTender', { at, reference: RRN, source: 'statement' });
    told();
    expect(waiting()).toEqual([]);
    world.done(backOffice, 'withdrawConfirmation', { at, reason: 'another branch has it' });
    expect(waiting()).toMatchObject([{ because: 'gateway-not-confirmed', claim: { fit: 'fits' } }]);
  });

  it('whose receipt was confirmed as another transaction waits for a person', () => {
    const { claim, told, waiting, world, backOffice } = given();
    const { paymentId } = claim(RRN);
    const at = { kind: 'payment' as const, id: paymentId, tenderIndex: 0 };
    world.done(backOffice, 'confirmTender', { at, reference: '999999999999', source: 'statement' });
    told();
    expect(waiting()).toMatchObject([{ because: 'gateway-confirmed-otherwise', claim: { fit: 'confirmed-otherwise' } }]);
  });

  it('without a number, or under one that another came under, is kept by its own id', () => {
    const { told, waiting } = given();
    told();
    told({ paymentId: 'pay_HO2fEpc9JeOQU6' });
    told({ paymentId: 'pay_HO2fEpc9JeOQU7', references: ['NA', ''] });
    const kept = waiting().map(({ transactionId }) => transactionId);
    expect(kept.sort()).toEqual([RRN, 'pay_HO2fEpc9JeOQU6', 'pay_HO2fEpc9JeOQU7']);
  });

  it('is explained by a manager, with a reason, and then confirms nothing', () => {
    const { claim, told, claims, waiting, world, backOffice } = given();
    told();
    const explained = { transactionId: RRN, reason: 'an order on the site' };
    expect(world.done(backOffice, 'explainGatewayPayment', explained)).toEqual({ transactionId: RRN, amountMinor: 150_000 });
    expect(world.refused(backOffice, 'explainGatewayPayment', explained)).toBe('gateway-payment-not-waiting');
    expect(waiting()).toEqual([]);
    claim(RRN);
    expect(claims()).toHaveLength(1);
  });

  it('of a deposit, in part of several tenders, is matched tender by tender', () => {
    const { said, world, cashier, claim, backOffice } = given();
    const { patientId } = world.get(visit, claim('411723050001').visitId);
    const tenders = [
      { kind: 'cash' as const, amountMinor: 10_000, tenderedMinor: 10_000 },
      { kind: 'upi' as const, amountMinor: 40_000, reference: RRN },
    ];
    const { receiptNumber } = world.done(cashier, 'receiveAdvance', { patientId, tenders, attemptId: 'attempt-1' });
    expect(said({ amountMinor: 40_000 })).toEqual({ known: false, number: receiptNumber });
    expect(world.ask(backOffice, unconfirmedTenders, {})).toHaveLength(1);
  });

  it('that went back at the gateway is an exception, until a manager says why', () => {
    const { claim, told, refunded, waiting, world, backOffice } = given();
    const { receiptNumber: number } = claim(RRN);
    told();
    expect(refunded()).toEqual({ known: false, number });
    expect(refunded()).toEqual({ known: true, number: null });
    expect(waiting()).toMatchObject([{ because: 'gateway-refunded', refundedMinor: 50_000, claim: { number } }]);
    expect(world.ask(backOffice, exceptions, {})).toMatchObject([
      { kind: 'gateway', number, amountMinor: 50_000, reasons: ['gateway-refunded'] },
    ]);
    world.done(backOffice, 'explainGatewayPayment', { transactionId: RRN, reason: 'paid twice at the desk' });
    expect(waiting()).toEqual([]);
    expect(refunded({ refundId: 'rfnd_FS8TWyPrCsa0OC' })).toMatchObject({ known: false });
    expect(waiting()).toMatchObject([{ because: 'gateway-refunded', refundedMinor: 100_000 }]);
    expect(refunded({ paymentId: 'pay_neverheardof' })).toEqual({ known: true, number: null });
  });

  it('that went back at the gateway is none where the clinic’s own refund says so, for as much as it says', () => {
    const { told, refunded, waiting, world, cashier, backOffice, claim } = given();
    const { patientId } = world.get(visit, claim('411723050001').visitId);
    const tenders = [{ kind: 'upi' as const, amountMinor: 80_000, reference: RRN }];
    const { advanceId } = world.done(cashier, 'receiveAdvance', { patientId, tenders, attemptId: 'attempt-1' });
    told({ amountMinor: 80_000 });
    refunded();
    expect(waiting()).toMatchObject([{ because: 'gateway-refunded', refundedMinor: 50_000 }]);
    const source = { kind: 'advance' as const, id: advanceId, tenderIndex: 0 };
    const { approvalId } = world.done(cashier, 'requestRefund', { source, amountMinor: 50_000, reason: 'moved away' });
    approved(world, approvalId, backOffice);
    world.done(cashier, 'payRefund', { approvalId, reference: '411723059999' });
    expect(waiting()).toEqual([]);
    refunded({ refundId: 'rfnd_FS8TWyPrCsa0OC', amountMinor: 1 });
    expect(waiting()).toMatchObject([{ because: 'gateway-refunded', refundedMinor: 50_001 }]);
  });

  it('in another currency than the clinic’s is refused', () => {
    const { told, waiting } = given();
    expect(told({ currency: 'USD' })).toMatchObject({ code: 'gateway-currency-differs' });
    expect(waiting()).toEqual([]);
  });
});
