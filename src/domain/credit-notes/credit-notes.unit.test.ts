import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { approved } from '../../../tests/fixtures/approvals.ts';
import { cash, payingClinic } from '../../../tests/fixtures/paying-clinic.ts';
import { accountId } from '../advances/account-id.ts';
import { advance } from '../advances/advance.ts';
import { patientAccount } from '../advances/patient-account.ts';
import { approval } from '../approvals/approval.ts';
import { branchDay } from '../business-days/branch-day.ts';
import { seriesReport } from '../documents/series-report.ts';
import { billAsked } from '../invoices/bill-asked.ts';
import { balanceDue, type Invoice, invoice } from '../invoices/invoice.ts';
import { visitBill } from '../invoices/visit-bill.ts';
import { sum } from '../kernel/money.ts';
import { isRefusal } from '../kernel/refusal.ts';
import { till } from '../tills/till.ts';
import { visit } from '../visits/visit.ts';
import { creditNoteIssued } from './changes.ts';
import { creditAmounts } from './credit-amounts.ts';
import { creditNote } from './credit-note.ts';
import { creditPreview } from './credit-preview.ts';

/** A bill of three scalings (₹1,200 each) and a whitening (₹8,000 and 18 %): ₹13,040. */
function given(asked: object = {}) {
  const clinic = payingClinic();
  const { world, cashier, services, backOffice } = clinic;
  const tillId = clinic.openTill(cashier);
  const visitId = clinic.readyVisit(services.whitening);
  const added = [{ serviceId: services.scaling, quantity: 3 }];
  const { invoiceId } = world.done(cashier, 'issueInvoice', { visitId, added, ...asked });
  const bill = () => world.get(invoice, invoiceId);
  const agreed = (what: object) => {
    const { approvalId } = world.done(cashier, 'requestCreditNote', { invoiceId, reason: 'Wrong', ...what });
    approved(world, approvalId, backOffice);
    return approvalId;
  };
  const credit = (what: object = {}) =>
    world.done(cashier, 'issueCreditNote', { invoiceId, reason: 'Wrong', ...what, approvalId: agreed(what) });
  const refused = (what: object) => world.refused(cashier, 'requestCreditNote', { invoiceId, reason: 'Wrong', ...what });
  return { ...clinic, tillId, visitId, invoiceId, bill, agreed, credit, refused };
}

describe('a credit note', () => {
  it('takes an unpaid bill back with a number of its own series, and the visit is billed anew', () => {
    const { world, cashier, visitId, bill, credit, tillId, branchId } = given();
    const done = credit({ reopens: true });
    expect(done).toMatchObject({ number: 'C02/2627/000001', totalMinor: 1_304_000, toAdvanceMinor: 0 });
    expect(world.entries.at(-1)?.facts.documentNumber).toBe('C02/2627/000001');
    expect(bill()).toMatchObject({ state: 'CREDITED', creditedMinor: 1_304_000 });
    expect(balanceDue(bill())).toBe(0);
    expect(world.get(creditNote, done.creditNoteId)).toMatchObject({ invoiceNumber: 'T02/2627/000001', completes: true });
    expect(world.get(till, tillId)).toMatchObject({ creditNotes: 1, creditedMinor: 1_304_000 });
    expect(world.get(branchDay, `${branchId}:2026-05-04`).totals).toMatchObject({ creditNotes: 1, creditedMinor: 1_304_000 });
    expect(world.get(visit, visitId)).toMatchObject({ state: 'READY_FOR_BILLING', invoiceId: null });
    const again = world.done(cashier, 'issueInvoice', { visitId });
    expect(again).toMatchObject({ number: 'T02/2627/000002', totalMinor: 944_000 });
  });

  it('takes back less than a unit where it was priced wrongly, its tax in the same share, and the rest later', () => {
    const { world, cashier, bill, credit, refused } = given();
    const whitening = { line: 0, quantity: 0 };
    expect(refused({ lines: [{ ...whitening, valueMinor: 944_000 }] })).toBe('more-than-value');
    expect(refused({ lines: [whitening] })).toBe('invalid-input');
    expect(refused({ lines: [{ line: 0, quantity: 1, valueMinor: 100 }] })).toBe('invalid-input');
    const done = credit({ lines: [{ ...whitening, valueMinor: 118_000 }] });
    expect(done).toMatchObject({ totalMinor: 118_000 });
    expect(world.get(creditNote, done.creditNoteId)).toMatchObject({
      ...{ netMinor: 100_000, taxMinor: 18_000, completes: false, reopens: false },
      lines: [{ line: 0, quantity: 0, amountMinor: 100_000, taxMinor: 18_000 }],
    });
    expect(bill()).toMatchObject({ state: 'ISSUED', creditedMinor: 118_000 });
    expect(balanceDue(bill())).toBe(1_304_000 - 118_000);
    expect(world.ask(cashier, creditPreview, { invoiceId: bill().id }).left).toEqual([
      { line: 0, quantity: 1, leftMinor: 826_000 },
      { line: 1, quantity: 3, leftMinor: 360_000 },
    ]);
    credit({ lines: [{ line: 1, quantity: 0, valueMinor: 30_000 }] });
    credit({ lines: [{ line: 1, quantity: 2 }] });
    expect(credit()).toMatchObject({ totalMinor: 1_304_000 - 118_000 - 30_000 - 240_000 });
    expect(bill()).toMatchObject({ state: 'CREDITED', creditedMinor: 1_304_000 });
    expect(world.entries.every(({ facts }) => facts.flags.length === 0)).toBe(true);
  });

  it('leaves a bill that says what was taken back, and whose approvals are its own', () => {
    const { world, cashier, backOffice, services, readyVisit, pay } = given();
    const visitId = readyVisit(services.whitening, services.scaling);
    const asked = { discounts: [{ basisPoints: 1000 }], reason: 'Old patient' };
    const seen = () => world.ask(cashier, visitBill, { visitId, asked: billAsked.parse(asked) });
    const agree = ({ approvalId }: { approvalId: string }) => {
      approved(world, approvalId, backOffice);
      return approvalId;
    };
    const approvalId = agree(world.done(cashier, 'requestDiscount', { visitId, ...asked }));
    expect(seen()).toMatchObject({ approval: { state: 'APPROVED' }, payable: true, takenBack: null });
    const { invoiceId, number, totalMinor } = world.done(cashier, 'issueInvoice', { visitId, ...asked, approvalId });
    pay(cashier, invoiceId, cash(totalMinor));
    const takeBack = (what: object) => {
      const credit = { invoiceId, reason: 'Wrong patient', ...what };
      return world.done(cashier, 'issueCreditNote', {
        ...credit,
        approvalId: agree(world.done(cashier, 'requestCreditNote', credit)),
      });
    };
    takeBack({ lines: [{ line: 1, quantity: 1 }] });
    expect(seen()).toMatchObject({ takenBack: null, invoice: { creditedMinor: 108_000 } });
    const note = takeBack({ reopens: true });
    const takenBack = { invoiceNumber: number, creditNoteNumber: note.number, toAdvanceMinor: totalMinor };
    // The yes to the first bill is spent: to the same bill once more somebody must say yes once more.
    expect(seen()).toMatchObject({ invoice: null, payable: false, takenBack, approval: { approvalId: null, state: null } });
    const again = agree(world.done(cashier, 'requestDiscount', { visitId, ...asked }));
    expect(seen()).toMatchObject({ payable: true, approval: { approvalId: again, state: 'APPROVED' } });
    world.done(cashier, 'issueInvoice', { visitId, ...asked, approvalId: again });
    expect(seen()).toMatchObject({ takenBack: null });
  });

  it('that was taken for a part is asked for anew, for the same part once more', () => {
    const { world, cashier, invoiceId, credit } = given();
    const part = { lines: [{ line: 1, quantity: 1 }] };
    credit(part);
    const preview = world.ask(cashier, creditPreview, { invoiceId, reason: 'Wrong', ...part });
    expect(preview.approval).toMatchObject({ approvalId: null, state: null });
    credit(part);
  });

  it('makes what was paid the patient’s advance', () => {
    const { world, cashier, branchId, visitId, invoiceId, bill, credit, pay } = given();
    pay(cashier, invoiceId, cash(1_304_000));
    const { creditNoteId, toAdvanceMinor, number } = credit({ lines: [{ line: 1, quantity: 1 }] });
    expect(toAdvanceMinor).toBe(120_000);
    expect(bill()).toMatchObject({ state: 'PAID', creditedMinor: 120_000, releasedMinor: 120_000 });
    const { patientId } = world.get(visit, visitId);
    expect(world.get(patientAccount, accountId(branchId, patientId))).toMatchObject({
      ...{ advanceMinor: 120_000, creditedMinor: 120_000 },
    });
    expect(world.get(advance, creditNoteId)).toMatchObject({ origin: 'credit-note', number, leftMinor: 120_000 });
    expect(world.get(visit, visitId).state).toBe('PAID');
    expect(credit().toAdvanceMinor).toBe(1_184_000);
    expect(bill()).toMatchObject({ state: 'CREDITED', releasedMinor: 1_304_000 });
    expect(world.get(patientAccount, accountId(branchId, patientId)).advanceMinor).toBe(1_304_000);
  });

  it('that leaves nothing due makes the visit PAID', () => {
    const { world, cashier, visitId, invoiceId, bill, credit } = given();
    const attempt = { invoiceId, tenders: [cash(944_000)], part: true, attemptId: 'attempt-1' };
    world.done(cashier, 'recordPayment', attempt);
    expect(bill().state).toBe('PART_PAID');
    credit({ lines: [{ line: 1, quantity: 3 }] });
    expect([bill().state, world.get(visit, visitId).state]).toEqual(['PAID', 'PAID']);
  });

  it('takes the payer’s share back in proportion, and the rounding with the last of it', () => {
    const { credit, bill } = given({ payer: { name: 'Star Health', amountMinor: 652_000 } });
    credit({ lines: [{ line: 1, quantity: 3 }] });
    expect(bill()).toMatchObject({ creditedMinor: 360_000, payerMinor: 652_000, payerCreditedMinor: 180_000 });
    expect(balanceDue(bill())).toBe(472_000);
    credit();
    expect(bill()).toMatchObject({ creditedMinor: 1_304_000, payerMinor: 652_000, payerCreditedMinor: 652_000 });
  });

  it.each<[string, object, string]>([
    ['more than was billed', { lines: [{ line: 1, quantity: 4 }] }, 'more-than-billed'],
    ['a line that is none', { lines: [{ line: 2, quantity: 1 }] }, 'no-such-line'],
    ['a line twice', { lines: [0, 0].map((line) => ({ line, quantity: 1 })) }, 'no-such-line'],
    ['a part, to bill anew', { lines: [{ line: 1, quantity: 1 }], reopens: true }, 'reopens-only-whole'],
    ['no reason', { reason: ' ' }, 'invalid-input'],
    ['a bill that is none', { invoiceId: 'none' }, 'invoice-unknown'],
  ])('does not take back %s', (_what, asked, code) => {
    expect(given().refused(asked)).toBe(code);
  });

  it('needs somebody else’s yes to exactly this, every time', () => {
    const { world, cashier, invoiceId, agreed, credit, refused } = given();
    const asked = { invoiceId, reason: 'Wrong' };
    const one = { lines: [{ line: 1, quantity: 1 }] };
    const { approvalId } = world.done(cashier, 'requestCreditNote', { ...asked, ...one });
    expect(world.refused(cashier, 'issueCreditNote', { ...asked, ...one, approvalId })).toBe('approval-not-approved');
    const yes = agreed(one);
    expect(world.refused(cashier, 'issueCreditNote', { ...asked, approvalId: yes })).toBe('request-differs');
    expect(world.refused(cashier, 'issueCreditNote', { ...asked, ...one, reason: 'Other', approvalId: yes })).toBe(
      'request-differs',
    );
    world.done(cashier, 'issueCreditNote', { ...asked, ...one, approvalId: yes });
    expect(world.get(approval, yes).state).toBe('SPENT');
    expect(world.refused(cashier, 'issueCreditNote', { ...asked, ...one, approvalId: yes })).toBe('approval-spent');
    credit();
    expect(refused({})).toBe('already-credited');
  });

  it('is not believed when it does not cite or add up', () => {
    const first = given();
    first.credit({ lines: [{ line: 1, quantity: 1 }] });
    const made = first.world.entries.at(-1);
    const body = creditNoteIssued.shape.parse(made?.changes[0]?.body);
    const facts = made?.facts;
    if (!facts) throw new Error('nothing was issued');
    const refusedAs = (change: Partial<typeof body>) => {
      const fresh = given();
      fresh.agreed({ lines: [{ line: 1, quantity: 1 }] });
      return fresh.world.write([creditNoteIssued.of({ ...body, ...change })], facts)?.code;
    };
    expect(refusedAs({ invoiceNumber: 'T02/2627/000009' })).toBe('invoice-differs');
    expect(refusedAs({ invoiceTotalMinor: 1 })).toBe('invoice-differs');
    expect(refusedAs({ totalMinor: body.totalMinor + 1 })).toBe('totals-differ');
    expect(refusedAs({ toAdvanceMinor: 1 })).toBe('totals-differ');
    expect(refusedAs({ reopens: true })).toBe('reopens-only-whole');
    expect(refusedAs({ reason: 'Other' })).toBe('request-differs');
    expect(refusedAs({})).toBeUndefined();
  });

  it('is looked at before it is asked for', () => {
    const { world, cashier, invoiceId } = given();
    const seen = world.ask(cashier, creditPreview, { invoiceId, lines: [{ line: 1, quantity: 2 }], reason: 'Wrong' });
    expect(seen).toMatchObject({
      ...{ amounts: { totalMinor: 240_000 }, problem: null, mayReopen: true, approval: { state: null } },
      left: [
        { line: 0, quantity: 1 },
        { line: 1, quantity: 3 },
      ],
    });
    expect(world.ask(cashier, creditPreview, { invoiceId: 'none', reason: '' }).problem).toBe('invoice-unknown');
  });

  it('counts its invoice as taken back in the report of the series, and the invoice as issued', () => {
    const { world, backOffice, credit } = given();
    credit({ lines: [{ line: 1, quantity: 1 }] });
    const of = (kind: string) => world.ask(backOffice, seriesReport, {}).series.find((one) => one.kind === kind);
    expect(of('invoice')).toMatchObject({ documents: 1, takenBack: 0, creditedMinor: 120_000, dense: true });
    credit();
    expect(of('invoice')).toMatchObject({ documents: 1, takenBack: 1, takenBackMinor: 1_304_000, creditedMinor: 1_304_000 });
    expect(of('credit-note')).toMatchObject({ first: 1, last: 2, amountMinor: 1_304_000, terminalCode: 'T02' });
  });
});

describe('all credit notes of a bill', () => {
  it('come to its total, its tax and its payer’s share, in whatever parts', () => {
    const line = fc.record({
      quantity: fc.integer({ min: 1, max: 7 }),
      amountMinor: fc.nat(1_000_000),
      taxMinor: fc.nat(99_999),
    });
    const bills = fc.array(line, { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(
        bills,
        fc.integer({ min: -49, max: 50 }),
        fc.nat(100),
        fc.infiniteStream(fc.nat(9)),
        fc.boolean(),
        (lines, round, share, picks, partOfUnits) => {
          const paidMinor = sum(lines.map(({ amountMinor, taxMinor }) => amountMinor + taxMinor));
          const totalMinor = Math.max(0, paidMinor + round);
          const first = { ...billOf(lines), totalMinor, payerMinor: Math.floor((totalMinor * share) / 100) };
          let bill = { ...first, paidMinor: totalMinor - first.payerMinor } as unknown as Invoice;
          let [credited, payer, toAdvance] = [0, 0, 0];
          while (bill.state !== 'CREDITED') {
            const at = (picks.next().value ?? 0) % lines.length;
            const value = partOfUnits ? (picks.next().value ?? 0) : 0;
            // Without amounts, as bills were kept that are credited by whole units only.
            const asked = value > 4 ? { line: at, quantity: 0, valueMinor: value * 37 } : { line: at, quantity: 1 };
            const note = creditAmounts(bill, [asked]);
            if (isRefusal(note)) continue;
            for (const amount of [note.totalMinor, note.payerMinor, note.toAdvanceMinor])
              expect(amount).toBeGreaterThanOrEqual(0);
            credited += note.totalMinor;
            payer += note.payerMinor;
            toAdvance += note.toAdvanceMinor;
            bill = {
              ...bill,
              creditedMinor: credited,
              payerCreditedMinor: payer,
              releasedMinor: toAdvance,
              creditedLines: [...bill.creditedLines, ...(partOfUnits ? note.lines : [asked])],
              state: note.completes ? 'CREDITED' : 'PAID',
            };
          }
          expect([credited, payer, toAdvance]).toEqual([totalMinor, first.payerMinor, totalMinor - first.payerMinor]);
        },
      ),
    );
  });
});

function billOf(lines: readonly object[]) {
  return {
    ...{ number: 'T', lines: lines.map((one) => ({ ...one, name: 'N', code: 'C', hsnSac: '', taxRateBasisPoints: 0 })) },
    ...{ creditedMinor: 0, payerCreditedMinor: 0, payerPassedMinor: 0, waivedMinor: 0, appliedMinor: 0, releasedMinor: 0 },
    ...{ doubled: false, creditedLines: [], state: 'PAID' },
  };
}
