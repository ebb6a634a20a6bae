import { describe, expect, it } from 'vitest';
import { cash, payingClinic, upi } from '../../../tests/fixtures/paying-clinic.ts';
import { accountId } from '../advances/account-id.ts';
import { advance } from '../advances/advance.ts';
import { patientAccount } from '../advances/patient-account.ts';
import { branchDay } from '../business-days/branch-day.ts';
import { exceptions } from '../business-days/exceptions.ts';
import { tenderLedger } from '../exports/tender-ledger.ts';
import { excessOf, invoice } from '../invoices/invoice.ts';
import type { Change } from '../kernel/change.ts';
import { entryName } from '../kernel/entry-facts.ts';
import { sum } from '../kernel/money.ts';
import { house } from '../registry.ts';
import { expectedCash, till } from '../tills/till.ts';
import { visit } from '../visits/visit.ts';
import { followUps } from './follow-ups.ts';
import { claimsOn } from './match-gateway.ts';
import { payment } from './payment.ts';

const DAY = '2026-05-04';

/** A till with two bills of ₹1,500, the first paid in cash, and a program that gives the next payment the id of that one. */
function given() {
  const clinic = payingClinic();
  const { world, cashier, services, branchId } = clinic;
  const tillId = clinic.openTill(cashier, 0);
  const [first = '', second = ''] = [1, 2].map(() => clinic.bill(cashier, clinic.readyVisit(services.filling)));
  const { paymentId } = clinic.pay(cashier, first, cash(150_000));
  /** Takes back what the last entry did, and folds it as the server does when its id is another's. */
  const forged = (name: string, id: string, flag: string) => {
    const honest = world.entries.at(-1);
    const change = honest?.changes.find(({ type }) => type === name);
    if (!honest || !change) throw new Error(`no ${name}`);
    const body = { ...(change.body as object), [name === 'payment.recorded.v1' ? 'paymentId' : 'advanceId']: id };
    const entry = { ...honest.facts, flags: [] };
    return { change: { type: name, body } as Change, entry, flagged: { ...entry, flags: [flag] } };
  };
  /** The till, the day and the log, and what the list of payments says of each. */
  const figures = () => ({
    till: expectedCash(world.get(till, tillId)),
    day: world.get(branchDay, `${branchId}:${DAY}`).totals.receivedMinor,
    log: sum(world.log.map(({ type, body }) => house.changes.get(type)?.moves?.(body)?.inMinor ?? 0)),
    ledger: sum([...tenderLedger.rows({ branchId, from: DAY, to: DAY }, world.records)].map((row) => Number(row[5] ?? 0))),
  });
  return { ...clinic, tillId, first, second, paymentId, forged, figures };
}

describe('a payment that repeats the id of another', () => {
  /** The second bill's payment as a tampered program sends it, in a world that has not heard of it. */
  function repeated(tender = cash(150_000)) {
    const honest = given();
    honest.pay(honest.cashier, honest.second, tender);
    const { change, entry, flagged } = honest.forged('payment.recorded.v1', honest.paymentId, 'payment-exists');
    return { ...given(), change, entry, flagged };
  }

  it('is found out before anything else about it', () => {
    const { world, change, entry } = repeated();
    expect(world.write([change], entry)?.code).toBe('payment-exists');
  });

  it('is found out on a bill that was paid already too, where the money is the patient’s again', () => {
    const honest = given();
    const { world, first, paymentId, figures } = honest;
    const { change, entry, flagged } = honest.forged('payment.recorded.v1', paymentId, 'payment-exists');
    const place = { seq: entry.seq + 1, documentNumber: 'R02/2627/000002' };
    const again = { ...change, body: { ...(change.body as object), number: place.documentNumber, sequence: 2 } };
    expect(world.write([again], { ...entry, ...place })?.code).toBe('payment-exists');
    world.fold([again], { ...flagged, ...place });
    const bill = world.get(invoice, first);
    expect([bill.paidMinor, bill.overpaidMinor, excessOf(bill)]).toEqual([300_000, 150_000, 150_000]);
    const idFor = (...words: string[]) => words.join();
    const [credited] = followUps(world.records, { ...flagged, ...place, changes: [again] }, idFor);
    expect(credited).toMatchObject({ body: { amountMinor: 150_000, paymentId: entryName({ ...flagged, ...place }) } });
    expect(new Set(Object.values(figures()))).toEqual(new Set([300_000]));
  });

  it('has a record of its own all the same, so that till, day, log and ledger come to the same', () => {
    const { world, second, change, flagged, figures } = repeated();
    world.fold([change], flagged);
    expect(world.get(invoice, second).state).toBe('PAID');
    expect(world.records.find(payment, {})).toHaveLength(2);
    const all = 300_000;
    expect(figures()).toEqual({ till: all, day: all, log: all, ledger: all });
  });

  it('is an exception that leads to it', () => {
    const { world, backOffice, change, flagged } = repeated();
    world.fold([change], flagged);
    const [found] = world.ask(backOffice, exceptions, {});
    expect(found).toMatchObject({ kind: 'payment', subjectId: entryName(flagged), reasons: ['payment-exists'] });
  });

  it('claims a gateway’s payment in its own name, not in that of the other', () => {
    const { world, change, flagged } = repeated({ ...upi(150_000), reference: '412345678901' } as never);
    world.fold([change], flagged);
    const told = { gateway: 'razorpay' as const, paymentId: 'pay_HO2fEpc9JeOQU5', eventId: null, paidAtMs: 1 };
    const claims = claimsOn(world.records, { ...told, references: ['412345678901'], amountMinor: 150_000 });
    expect(claims).toMatchObject([{ fit: 'fits', at: { kind: 'payment', id: entryName(flagged), tenderIndex: 0 } }]);
  });
});

describe('an advance that repeats the id of another', () => {
  it('has a record of its own all the same, and the patient has both', () => {
    const { world, cashier, first, branchId, forged, figures } = given();
    const { patientId } = world.get(visit, world.get(invoice, first).visitId);
    const taken = { patientId, tenders: [cash(20_000)] };
    const { advanceId } = world.done(cashier, 'receiveAdvance', { ...taken, attemptId: 'advance-1' });
    const { change, entry, flagged } = forged('advance.received.v1', advanceId, 'advance-exists');
    const next = { number: 'R02/2627/000003', sequence: 3 };
    const again = { ...change, body: { ...(change.body as object), ...next } };
    const place = { seq: entry.seq + 1, documentNumber: next.number };
    expect(world.write([again], { ...entry, ...place })?.code).toBe('advance-exists');
    world.fold([again], { ...flagged, ...place });
    expect(world.records.find(advance, { patientId }).map(({ leftMinor }) => leftMinor)).toEqual([20_000, 20_000]);
    expect(world.get(patientAccount, accountId(branchId, patientId)).advanceMinor).toBe(40_000);
    const all = 190_000;
    expect(figures()).toEqual({ till: all, day: all, log: all, ledger: all });
  });
});
