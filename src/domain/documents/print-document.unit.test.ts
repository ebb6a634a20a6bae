import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { card, cash, countOf, payingClinic } from '../../../tests/fixtures/paying-clinic.ts';
import type { PrintedKind } from '../kernel/paper-kinds.ts';
import { visit } from '../visits/visit.ts';
import { documentPrinted, printFailed } from './changes.ts';
import { documentsHere } from './documents-here.ts';
import { documentsOfPatient } from './documents-of-patient.ts';
import { printsOfDocument } from './prints-of-document.ts';

/** A bill that was paid: an invoice and a receipt, neither of them printed. */
function given() {
  const clinic = payingClinic();
  const { world, cashier, services } = clinic;
  clinic.openTill(cashier);
  const visitId = clinic.readyVisit(services.filling);
  const invoiceId = clinic.bill(cashier, visitId);
  const { paymentId } = clinic.pay(cashier, invoiceId, cash(150_000));
  const { patientId } = world.get(visit, visitId);
  const subjects = { invoice: invoiceId, receipt: paymentId };
  const print = (kind: PrintedKind = 'invoice', subjectId = subjects[kind as 'invoice']) =>
    world.done(cashier, 'printDocument', { kind, subjectId }).duplicate;
  const prints = (kind: 'invoice' | 'receipt' = 'invoice') =>
    world.ask(cashier, printsOfDocument, { kind, subjectId: subjects[kind] });
  return { ...clinic, invoiceId, paymentId, patientId, subjects, print, prints };
}

describe('printing a numbered document', () => {
  it('is the original the first time, whenever that is, and then DUPLICATE 1, 2, 3', () => {
    const { world, print, prints } = given();
    expect(prints()).toEqual({ number: 'T02/2627/000001', printed: false, duplicates: 0 });
    world.nowMs += 2 * 60 * 60_000;
    expect(print()).toBe(0);
    expect(world.entries.at(-1)).toMatchObject({ changes: [{ type: 'document.printed.v1' }] });
    expect(prints()).toMatchObject({ printed: true, duplicates: 0 });
    expect([print(), print(), print()]).toEqual([1, 2, 3]);
    expect(prints()).toMatchObject({ printed: true, duplicates: 3 });
    expect([print('receipt'), print('receipt')]).toEqual([0, 1]);
    expect(prints('receipt')).toMatchObject({ printed: true, duplicates: 1 });
  });

  it('is in the language of its original ever after, whatever is asked for then', () => {
    const { world, cashier, subjects, prints } = given();
    for (const kind of ['invoice', 'receipt'] as const) {
      const print = (language?: 'en' | 'hi') =>
        world.done(cashier, 'printDocument', { kind, subjectId: subjects[kind], language }).language;
      expect([print('hi'), print('en'), print()]).toEqual(['hi', 'hi', 'hi']);
      expect(world.entries.at(-1)?.changes).toMatchObject([{ body: { duplicate: 2, language: 'hi' } }]);
      expect(prints(kind)).toMatchObject({ language: 'hi' });
    }
  });

  it('whose original did not say its language is in the one asked for', () => {
    const { world, cashier, subjects, print, prints } = given();
    print();
    const again = (language: 'en' | 'hi') =>
      world.done(cashier, 'printDocument', { kind: 'invoice', subjectId: subjects.invoice, language }).language;
    expect([again('hi'), again('en')]).toEqual(['hi', 'en']);
    expect(prints()).not.toHaveProperty('language');
  });

  it('of what was printed again before originals were recorded goes on with the next duplicate', () => {
    const { world, cashier, print, subjects } = given();
    world.done(cashier, 'reprintReceipt', { paymentId: subjects.receipt });
    world.done(cashier, 'reprintDocument', { kind: 'invoice', subjectId: subjects.invoice });
    expect([print('receipt'), print()]).toEqual([2, 2]);
  });

  it('needs a till for a duplicate only, which counts in it, and is done where the document was made', () => {
    const { world, cashier, otherCashier, print, closeTill, openTill, subjects } = given();
    closeTill(cashier, countOf(200_000));
    expect(print()).toBe(0);
    expect(world.refused(cashier, 'printDocument', { kind: 'invoice', subjectId: subjects.invoice })).toBe('no-open-till');
    openTill(otherCashier);
    const elsewhere = { kind: 'receipt', subjectId: subjects.receipt } as const;
    expect(world.refused(otherCashier, 'printDocument', elsewhere)).toBe('counterfoil-elsewhere');
    expect(world.refused(cashier, 'printDocument', { kind: 'refund', subjectId: 'none' })).toBe('document-unknown');
  });

  it('never has two originals, not even where a terminal says so', () => {
    const { world, cashier, invoiceId, paymentId, patientId, print } = given();
    print();
    print('receipt');
    const said = { patientId, patientName: 'x' };
    const invoice = documentPrinted.of({ kind: 'invoice', subjectId: invoiceId, number: 'T02/2627/000001', ...said });
    const receipt = documentPrinted.of({ kind: 'receipt', subjectId: paymentId, number: 'R02/2627/000001', ...said });
    for (const change of [invoice, receipt])
      expect(world.write([change], world.entryOf(cashier))).toMatchObject({ code: 'already-printed' });
  });

  it('numbers duplicates without a gap, whatever is printed in which order', () => {
    const kinds = fc.array(fc.constantFrom('invoice' as const, 'receipt' as const), { maxLength: 12 });
    fc.assert(
      fc.property(kinds, (asked) => {
        const { print } = given();
        const made = { invoice: [] as number[], receipt: [] as number[] };
        for (const kind of asked) made[kind].push(print(kind));
        for (const numbers of Object.values(made)) expect(numbers).toEqual(numbers.map((_, at) => at));
      }),
      { numRuns: 10 },
    );
  });
});

describe('a print that failed', () => {
  const failure = {
    printer: 'Roll',
    problem: 'printer-refuses',
    duplicate: 0,
    ending: 'given-up',
    nothingPrinted: true,
  } as const;

  it('leaves the original to be printed where nothing of it came out, and only there', () => {
    const { world, cashier, subjects, print, prints } = given();
    const fail = (of: Partial<Parameters<typeof printFailed.of>[0]>) =>
      world.fold([printFailed.of({ ...failure, number: 'T02/2627/000001', ...of })], world.entryOf(cashier));
    world.done(cashier, 'printDocument', { kind: 'invoice', subjectId: subjects.invoice, language: 'hi' });
    for (const of of [{ nothingPrinted: false }, { ending: 'sent-again' as const }]) {
      fail(of);
      expect(prints()).toMatchObject({ printed: true });
    }
    fail({});
    expect(prints()).toMatchObject({ printed: false });
    expect(prints()).not.toHaveProperty('language');
    expect([print(), print()]).toEqual([0, 1]);
    fail({ duplicate: 1 });
    expect(print()).toBe(2);
  });
});

describe('the papers of a terminal', () => {
  function papers() {
    const clinic = given();
    const list = (number = '') =>
      clinic.world.ask(clinic.cashier, documentsHere, { number }).map((one) => `${one.kind} ${one.number}`);
    return { ...clinic, list };
  }

  it('are all that was made at it, the latest first, and nothing of another terminal', () => {
    const { world, cashier, otherCashier, patientId, services, readyVisit, bill, openTill, list } = papers();
    openTill(otherCashier);
    bill(otherCashier, readyVisit(services.filling));
    const deposit = { patientId, tenders: [card(10_000)], attemptId: 'attempt-2', purpose: 'deposit', note: '' } as const;
    world.nowMs += 1000;
    world.done(cashier, 'receiveAdvance', deposit);
    world.nowMs += 1000;
    world.done(cashier, 'issueEstimate', { patientId, lines: [{ serviceId: services.filling }] });
    expect(list().slice(0, 2)).toEqual(['estimate E02/2627/000001', 'advance R02/2627/000002']);
    expect(list().sort()).toEqual([
      'advance R02/2627/000002',
      'estimate E02/2627/000001',
      'invoice T02/2627/000001',
      'receipt R02/2627/000001',
    ]);
    const [first] = world.ask(cashier, documentsOfPatient, { patientId });
    expect(first).toMatchObject({ kind: 'estimate', printed: false, duplicates: 0, here: true });
  });

  it('stay for the business day, over the close of its till and the next one', () => {
    const { world, cashier, openTill, closeTill, list } = papers();
    const made = ['receipt R02/2627/000001', 'invoice T02/2627/000001'];
    closeTill(cashier, countOf(350_000));
    expect(list().sort()).toEqual(made.toSorted());
    openTill(cashier);
    expect(list().sort()).toEqual(made.toSorted());
    closeTill(cashier, countOf(200_000));
    world.businessDate = '2026-05-05';
    world.nowMs += 1000;
    openTill(cashier);
    expect(list()).toEqual([]);
  });

  it('are found by number on any day, whole or by the end of it, and nothing by what is no number', () => {
    const { world, cashier, openTill, closeTill, list } = papers();
    closeTill(cashier, countOf(350_000));
    world.businessDate = '2026-05-05';
    world.nowMs += 1000;
    openTill(cashier);
    expect(list('r02/2627/000001')).toEqual(['receipt R02/2627/000001']);
    expect(list('1').sort()).toEqual(['invoice T02/2627/000001', 'receipt R02/2627/000001']);
    for (const none of ['2', '999999', 'R03/2627/000001', '9845012345', 'asha', '%']) expect(list(none)).toEqual([]);
  });
});
