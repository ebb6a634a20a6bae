import { describe, expect, it } from 'vitest';
import { approved, decisionOn } from '../../../tests/fixtures/approvals.ts';
import { cash, payingClinic } from '../../../tests/fixtures/paying-clinic.ts';
import { accountStatement } from '../advances/account-statement.ts';
import { approval } from '../approvals/approval.ts';
import { patientLedger } from '../exports/patient-ledger.ts';
import { tenderLedger } from '../exports/tender-ledger.ts';
import { vouchers } from '../exports/vouchers.ts';
import { balanceDue, invoice } from '../invoices/invoice.ts';
import { payerShares } from '../invoices/payer-shares.ts';
import { sum } from '../kernel/money.ts';
import { house } from '../registry.ts';
import { visit } from '../visits/visit.ts';
import { fraudPack } from '../watch/fraud-pack.ts';
import { watchNotes } from '../watch/watch-notes.ts';
import { payerSettlement } from './payer-settlement.ts';

const DAY = '2026-05-04';
const PAYER = 'Star Health';

/** Two fillings of ₹1,500; of each a payer owes ₹1,000 and the patient has paid ₹500. */
function given() {
  const clinic = payingClinic();
  const { world, cashier, services, backOffice, branchId, readyVisit, pay } = clinic;
  clinic.openTill(cashier);
  const bills = [1, 2].map(() => {
    const visitId = readyVisit(services.filling);
    const { invoiceId } = world.done(cashier, 'issueInvoice', { visitId, payer: { name: PAYER, amountMinor: 100_000 } });
    pay(cashier, invoiceId, cash(50_000));
    return { invoiceId, visitId };
  });
  const [first, second] = bills;
  if (!first || !second) throw new Error('no bills');
  const asked = (shares: object[], more: object = {}) => ({
    ...{ branchId, payerName: PAYER, receivedOn: DAY, reference: 'NEFT123456', attemptId: 'attempt-1', shares, ...more },
  });
  const settle = (shares: object[], more: object = {}) => {
    world.nowMs += 1_000;
    return world.done(backOffice, 'settlePayerShares', asked(shares, more));
  };
  const refused = (shares: object[], more: object = {}) => world.refused(backOffice, 'settlePayerShares', asked(shares, more));
  const bill = (one = first) => world.get(invoice, one.invoiceId);
  const share = () => world.ask(backOffice, payerShares, { branchId, from: DAY, to: DAY })[0];
  const over = { branchId, from: '2026-05-01', to: '2026-05-31' };
  const account = (name: string) =>
    sum(
      [...vouchers(world.records, over)]
        .flatMap(({ postings }) => postings)
        .filter((one) => one.account === name)
        .map(({ amountMinor }) => amountMinor),
    );
  return { ...clinic, first, second, settle, refused, bill, share, account, over };
}

describe('what a payer paid', () => {
  it('is taken off its shares of the invoices it was for, with the bank’s reference, and goes over no counter', () => {
    const { world, first, second, settle, share, account, over } = given();
    const paid = { paidMinor: 100_000 };
    const done = settle([
      { invoiceId: first.invoiceId, ...paid },
      { invoiceId: second.invoiceId, paidMinor: 40_000 },
    ]);
    expect(done).toMatchObject({ paidMinor: 140_000, writtenOffMinor: 0, passedMinor: 0, recordedBefore: false });
    expect(share()).toMatchObject({ payerName: PAYER, amountMinor: 200_000, paidMinor: 140_000, dueMinor: 60_000 });
    expect(share()?.invoices.map(({ dueMinor }) => dueMinor)).toEqual([0, 60_000]);
    expect(world.records.find(payerSettlement, {})).toHaveLength(2);
    expect([account(`Payer: ${PAYER}`), account('Bank'), account('Patients')]).toEqual([60_000, 140_000, 0]);
    const inBank = [...tenderLedger.rows(over, world.records)].filter((row) => row[2] === 'bank');
    expect(inBank.map((row) => [row[3], row[5], row[7]])).toEqual([
      ['NEFT123456', 100_000, 'Paid by the payer of a bill'],
      ['NEFT123456', 40_000, 'Paid by the payer of a bill'],
    ]);
    const moved = world.log.filter(({ type }) => type === 'payer.settled.v1').map(({ type, body }) => [type, body] as const);
    expect(moved.map(([type, body]) => house.changes.get(type)?.moves?.(body))).toEqual([undefined]);
  });

  it('is recorded once, however often the attempt is sent, and only at the centre for management', () => {
    const { world, cashier, first, settle, refused, share } = given();
    const shares = [{ invoiceId: first.invoiceId, paidMinor: 30_000 }];
    settle(shares);
    expect(settle(shares)).toMatchObject({ paidMinor: 30_000, recordedBefore: true });
    expect(refused([{ invoiceId: first.invoiceId, paidMinor: 30_001 }])).toBe('settlement-exists');
    expect(share()?.paidMinor).toBe(30_000);
    expect(house.changes.get('payer.settled.v1')).toMatchObject({ central: true, nature: 'authority' });
    expect(world.refused(cashier, 'settlePayerShares', {})).toBe('role-not-allowed');
  });

  it.each<[string, object, object, string]>([
    ['more than its share', { paidMinor: 100_001 }, {}, 'exceeds-payer-share'],
    ['nothing', {}, {}, 'nothing-settled'],
    ['another payer’s share', { paidMinor: 1 }, { payerName: 'Somebody' }, 'payer-differs'],
    ['money of tomorrow', { paidMinor: 1 }, { receivedOn: '2026-05-09' }, 'day-in-future'],
    ['money without a reference', { paidMinor: 1 }, { reference: ' ' }, 'reference-needed'],
    ['what is let go without a reason', { writtenOffMinor: 1 }, {}, 'reason-needed'],
    ['what is passed on without a reason', { passedMinor: 1 }, {}, 'reason-needed'],
    ['a bill of another branch', { paidMinor: 1 }, { branchId: 'another' }, 'bill-of-another-branch'],
  ])('is never %s', (_what, share, more, code) => {
    const { first, refused } = given();
    expect(refused([{ invoiceId: first.invoiceId, ...share }], more)).toBe(code);
  });

  it('names each invoice once, and one that there is', () => {
    const { first, refused } = given();
    const once = { invoiceId: first.invoiceId, paidMinor: 1 };
    expect(refused([once, once])).toBe('invoice-named-twice');
    expect(refused([{ invoiceId: 'none', paidMinor: 1 }])).toBe('invoice-unknown');
  });
});

describe('what a payer disallowed', () => {
  it('is written off with a reason, alone up to one’s cap over all of an invoice', () => {
    const { world, server, first, settle, refused, share, account, bill } = given();
    const payerWriteOffCapMinor = { manager: 10_000, administrator: 50_000 };
    world.done(server, 'changeClinicSettings', { payerWriteOffCapMinor });
    const shares = (writtenOffMinor: number) => [{ invoiceId: first.invoiceId, paidMinor: 80_000, writtenOffMinor }];
    expect(refused(shares(10_001), { reason: 'not covered' })).toBe('approval-needed');
    settle(shares(10_000), { reason: 'not covered' });
    expect(share()?.invoices[0]).toMatchObject({ paidMinor: 80_000, writtenOffMinor: 10_000, dueMinor: 10_000 });
    const rest = [{ invoiceId: first.invoiceId, writtenOffMinor: 1 }];
    expect(refused(rest, { reason: 'more', attemptId: 'attempt-2' })).toBe('approval-needed');
    expect([account('Payer shares written off'), account(`Payer: ${PAYER}`)]).toEqual([10_000, 110_000]);
    expect(balanceDue(bill())).toBe(0);
  });

  it('needs a second person where nothing else was decided, and only to exactly what they agreed to', () => {
    const { world, backOffice, administrator, branchId, first, second, settle, refused, share } = given();
    const shares = [
      { invoiceId: first.invoiceId, paidMinor: 80_000, writtenOffMinor: 20_000 },
      { invoiceId: second.invoiceId, paidMinor: 100_000 },
    ];
    const reason = 'not covered';
    const wanted = { branchId, payerName: PAYER, reason, shares };
    const { approvalId } = world.done(backOffice, 'requestPayerWriteOff', wanted);
    expect(world.get(approval, approvalId)).toMatchObject({ kind: 'write-off', amountMinor: 20_000, branchId });
    expect(world.done(backOffice, 'requestPayerWriteOff', wanted).approvalId).toBe(approvalId);
    const own = decisionOn(world, approvalId, backOffice);
    expect(world.refused(backOffice, 'decideApproval', own)).toBe('own-request');
    const early = { approvalId, request: own.request };
    expect(refused(shares, { reason, approval: early })).toBe('approval-not-approved');
    const use = approved(world, approvalId, administrator);
    const [one, other] = shares as [object, object];
    expect(refused([{ ...one, writtenOffMinor: 19_999 }, other], { reason, approval: use })).toBe('request-differs');
    expect(refused(shares, { reason: 'another', approval: use })).toBe('request-differs');
    settle(shares, { reason, approval: use });
    expect(share()?.invoices.map(({ writtenOffMinor }) => writtenOffMinor)).toEqual([20_000, 0]);
    expect(world.get(approval, approvalId).state).toBe('SPENT');
    expect(world.records.find(payerSettlement, { invoiceId: first.invoiceId })[0]?.approvalId).toBe(approvalId);
    const again = { reason, approval: use, attemptId: 'attempt-2' };
    expect(refused([{ invoiceId: first.invoiceId, writtenOffMinor: 1 }], again)).toBe('approval-spent');
  });

  it('needs one of the administrator too, and asks for none where none is needed', () => {
    const { world, administrator, server, branchId, first, bill } = given();
    const shares = [{ invoiceId: first.invoiceId, writtenOffMinor: 100_000 }];
    const said = { payerName: PAYER, receivedOn: DAY, reason: 'given up', attemptId: 'attempt-2' };
    const all = { branchId: bill().branchId, shares, ...said };
    expect(world.refused(administrator, 'settlePayerShares', all)).toBe('approval-needed');
    const asked = { branchId, payerName: PAYER, reason: 'given up' };
    const paid = [{ invoiceId: first.invoiceId, paidMinor: 1 }];
    expect(world.refused(administrator, 'requestPayerWriteOff', { ...asked, shares: paid })).toBe('approval-not-needed');
    const much = [{ invoiceId: first.invoiceId, writtenOffMinor: 100_001 }];
    expect(world.refused(administrator, 'requestPayerWriteOff', { ...asked, shares: much })).toBe('exceeds-payer-share');
    world.done(server, 'changeClinicSettings', { payerWriteOffCapMinor: { manager: 0, administrator: null } });
    world.done(administrator, 'settlePayerShares', all);
    expect(bill().payerWrittenOffMinor).toBe(100_000);
  });

  it('stands in the fraud pack with who gave it up and who agreed', () => {
    const { world, backOffice, administrator, branchId, first, settle } = given();
    const shares = [{ invoiceId: first.invoiceId, writtenOffMinor: 100_000 }];
    const reason = 'given up';
    const { approvalId } = world.done(backOffice, 'requestPayerWriteOff', { branchId, payerName: PAYER, reason, shares });
    settle(shares, { reason, reference: '', approval: approved(world, approvalId, administrator) });
    const pack = world.ask(administrator, fraudPack, { branchId, from: DAY, to: DAY });
    const rows = (rule: string) =>
      pack.rules.find(({ name }) => name === rule)?.rows.map(({ id, amountMinor }) => [id, amountMinor]);
    expect(rows('waivers-by-cashier')).toContainEqual([backOffice.actor.userId, 100_000]);
    expect(rows('discounts-by-approver')).toContainEqual([administrator.actor.userId, 100_000]);
    const kinds = ['write-off' as const];
    const [note] = world.ask(administrator, watchNotes, { branchId, kinds, from: DAY, to: DAY });
    expect(note).toMatchObject({ detail: `${PAYER}: ${reason}`, subjectId: first.invoiceId, amountMinor: 100_000 });
  });

  it('was settled without a second person before one was asked for, and that still folds', () => {
    const { world, server, first, bill } = given();
    const before = { settlementId: 'old', payerName: PAYER, receivedOn: DAY, reference: '', reason: 'old', byName: 'Meena' };
    const { number: invoiceNumber, patientId, patientName } = bill();
    const share = { invoiceId: first.invoiceId, invoiceNumber, patientId, patientName };
    const shares = [{ ...share, paidMinor: 0, writtenOffMinor: 100_000, passedMinor: 0 }];
    world.fold([{ type: 'payer.settled.v1', body: { ...before, shares } }], world.entryOf(server, 'old', bill().branchId));
    expect(bill().payerWrittenOffMinor).toBe(100_000);
  });

  it('or is the patient’s to pay: due on the bill again, and collected like any due', () => {
    const { world, cashier, first, settle, bill, share, account, pay, over } = given();
    settle([{ invoiceId: first.invoiceId, paidMinor: 70_000, passedMinor: 30_000 }], { reason: 'over the limit' });
    expect(share()?.invoices[0]).toMatchObject({ shareMinor: 70_000, dueMinor: 0 });
    expect([bill().state, balanceDue(bill())]).toEqual(['PART_PAID', 30_000]);
    expect([account('Patients'), account(`Payer: ${PAYER}`)]).toEqual([30_000, 100_000]);
    const rows = [...patientLedger.rows(over, world.records)].filter((row) => row[0] === 'Patient 1');
    expect(rows.map((row) => [row[2], row[7]])).toEqual([
      ['Invoice', 50_000],
      ['Payment of an invoice', 0],
      ['Disallowed by the payer, for the patient to pay', 30_000],
    ]);
    const statement = world.ask(cashier, accountStatement, { patientId: bill().patientId, from: DAY, to: DAY });
    expect(statement?.lines.map(({ what, balanceMinor }) => [what, balanceMinor])).toEqual([
      ['invoice', 50_000],
      ['payment', 0],
      ['invoice', 30_000],
    ]);
    pay(cashier, first.invoiceId, cash(30_000));
    expect([bill().state, balanceDue(bill()), account('Patients')]).toEqual(['PAID', 0, 0]);
    expect(world.get(visit, first.visitId).state).toBe('PAID');
  });

  it('can be let go or settled with an advance once it is the patient’s', () => {
    const { world, cashier, backOffice, first, second, settle, bill } = given();
    const shares = [first, second].map(({ invoiceId }) => ({ invoiceId, passedMinor: 20_000 }));
    settle(shares, { reason: 'over the limit', reference: '' });
    world.done(backOffice, 'waiveDues', {
      ...{ invoiceId: first.invoiceId, amountMinor: 20_000 },
      reason: 'x',
      attemptId: 'waiver-1',
    });
    const { patientId } = bill(second);
    world.done(cashier, 'receiveAdvance', { patientId, tenders: [cash(20_000)], attemptId: 'advance-1' });
    world.done(cashier, 'applyAdvance', { invoiceId: second.invoiceId, amountMinor: 20_000, attemptId: 'applying-1' });
    expect([first, second].map((one) => balanceDue(bill(one)))).toEqual([0, 0]);
  });

  it('leaves the payer with money to get back where a credit note takes the bill back after it', () => {
    const { world, cashier, backOffice, first, settle, share, account } = given();
    settle([{ invoiceId: first.invoiceId, paidMinor: 100_000 }]);
    const wanted = { invoiceId: first.invoiceId, reason: 'not done' };
    const { approvalId } = world.done(cashier, 'requestCreditNote', wanted);
    approved(world, approvalId, backOffice);
    world.done(cashier, 'issueCreditNote', { ...wanted, approvalId });
    expect(share()).toMatchObject({ amountMinor: 100_000, paidMinor: 100_000, dueMinor: 0 });
    expect(share()?.invoices.map(({ dueMinor }) => dueMinor)).toEqual([-100_000, 100_000]);
    expect(account(`Payer: ${PAYER}`)).toBe(0);
  });
});
