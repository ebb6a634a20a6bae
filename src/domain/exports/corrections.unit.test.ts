import { beforeEach, describe, expect, it } from 'vitest';
import { approved } from '../../../tests/fixtures/approvals.ts';
import { declaredMissing } from '../../../tests/fixtures/declared-missing.ts';
import { enrol, type Standing } from '../../../tests/fixtures/domain.ts';
import { OfflineTerminal } from '../../../tests/fixtures/offline-terminal.ts';
import { bank, card, cash, countOf, type PayingClinic, payingClinic, upi } from '../../../tests/fixtures/paying-clinic.ts';
import { patientAccount } from '../advances/patient-account.ts';
import { seriesReport } from '../documents/series-report.ts';
import { balanceDue, invoice } from '../invoices/invoice.ts';
import { payerShares } from '../invoices/payer-shares.ts';
import { sum } from '../kernel/money.ts';
import { visit } from '../visits/visit.ts';
import { dayBook } from './day-book.ts';
import { documentSummary } from './document-summary.ts';
import { exportKinds } from './export-kinds.ts';
import { patientLedger } from './patient-ledger.ts';
import { tenderLedger } from './tender-ledger.ts';
import { type Voucher, vouchers } from './vouchers.ts';

const DAY = '2026-05-04';
const PAYER = 'Star Health';
const asked = () => ({ branchId: clinic.branchId, from: '2026-05-01', to: '2026-05-31' });

let clinic: PayingClinic;
let cashier: Standing;

beforeEach(() => {
  clinic = payingClinic();
  cashier = clinic.cashier;
  clinic.openTill(cashier);
  clinic.openTill(clinic.otherCashier);
});

function made(type?: Voucher['type']): Voucher[] {
  const all = [...vouchers(clinic.world.records, asked())].filter(({ postings }) => postings.length > 0);
  return type ? all.filter((one) => one.type === type) : all;
}

function balances(): Record<string, number> {
  const totals: Record<string, number> = {};
  for (const { account, amountMinor } of made().flatMap(({ postings }) => postings))
    totals[account] = (totals[account] ?? 0) + amountMinor;
  return totals;
}

function credited(invoiceId: string, lines: object[] | null = null): void {
  const { world, backOffice } = clinic;
  const wanted = { invoiceId, lines, reason: 'not done' };
  const { approvalId } = world.done(cashier, 'requestCreditNote', wanted);
  approved(world, approvalId, backOffice);
  world.nowMs += 1_000;
  world.done(cashier, 'issueCreditNote', { ...wanted, approvalId });
}

/** A filling of ₹1,500, of which a payer owes ₹600 and the patient has paid ₹900 in cash. */
function sharedBill(payerMinor = 60_000): { invoiceId: string; paymentId: string; patientId: string } {
  const { world, services, readyVisit, pay } = clinic;
  const visitId = readyVisit(services.filling);
  const payer = { name: PAYER, amountMinor: payerMinor };
  const { invoiceId } = world.done(cashier, 'issueInvoice', { visitId, payer });
  world.nowMs += 1_000;
  const { paymentId } = pay(cashier, invoiceId, cash(150_000 - payerMinor));
  return { invoiceId, paymentId, patientId: world.get(visit, visitId).patientId };
}

describe('a credit note of a bill that somebody else pays part of', () => {
  it('takes the patient’s share back from the patient and the payer’s from the payer', () => {
    const { invoiceId } = sharedBill();
    credited(invoiceId);
    expect(made('Sales')[0]?.postings).toEqual([
      { account: 'Patients', amountMinor: 90_000 },
      { account: `Payer: ${PAYER}`, amountMinor: 60_000 },
      { account: 'Clinic services', amountMinor: -150_000 },
    ]);
    expect(made('Credit Note')[0]?.postings).toEqual([
      { account: 'Patients', amountMinor: -90_000 },
      { account: `Payer: ${PAYER}`, amountMinor: -60_000 },
      { account: 'Clinic services', amountMinor: 150_000 },
    ]);
    expect(balances()).toMatchObject({ Patients: 0, [`Payer: ${PAYER}`]: 0, 'Clinic services': 0 });
  });

  it('leaves the patient’s ledger at what is due less what is held for them, and the payer’s account at what is left', () => {
    const { world, backOffice, services, readyVisit, branchId } = clinic;
    const { invoiceId } = sharedBill();
    credited(invoiceId);
    const visitId = readyVisit(services.filling, services.scaling);
    const payer = { name: PAYER, amountMinor: 100_000 };
    const partly = world.done(cashier, 'issueInvoice', { visitId, payer }).invoiceId;
    world.nowMs += 1_000;
    credited(partly, [{ line: 0, quantity: 1 }]);
    const rows = [...patientLedger.rows(asked(), world.records)];
    const owed = sum(rows.map((row) => Number(row[5] ?? 0) - Number(row[6] ?? 0)));
    const due = sum(world.records.find(invoice, {}).map(balanceDue));
    const held = sum(world.records.find(patientAccount, {}).map((one) => one.advanceMinor));
    expect([owed, held]).toEqual([due - held, 90_000]);
    const shares = world.ask(backOffice, payerShares, { branchId, from: DAY, to: DAY });
    expect(shares.map(({ payerName, amountMinor }) => [payerName, amountMinor])).toEqual([
      [PAYER, balances()[`Payer: ${PAYER}`]],
    ]);
    expect(balances().Payers).toBeUndefined();
  });
});

describe('the journal', () => {
  it('splits what a note takes back by tax, as the bill had it', () => {
    const { services, readyVisit, bill } = clinic;
    credited(bill(cashier, readyVisit(services.whitening)));
    expect(made('Credit Note')[0]?.postings).toEqual([
      { account: 'Patients', amountMinor: -944_000 },
      { account: 'Clinic services', amountMinor: 800_000 },
      { account: 'Output CGST', amountMinor: 72_000 },
      { account: 'Output SGST', amountMinor: 72_000 },
    ]);
  });

  it('turns what was paid on a bill taken back into an advance, and pays a refund of it', () => {
    const { world, backOffice } = clinic;
    const { invoiceId, paymentId } = sharedBill();
    credited(invoiceId);
    const source = { kind: 'payment' as const, id: paymentId, tenderIndex: 0 };
    const { approvalId } = world.done(cashier, 'requestRefund', { source, amountMinor: 50_000, reason: 'moved away' });
    approved(world, approvalId, backOffice);
    world.nowMs += 1_000;
    world.done(cashier, 'payRefund', { approvalId });
    expect(made('Journal').map(({ narration, postings }) => [narration, postings])).toEqual([
      [
        'Paid beyond what was owed, kept as advance',
        [
          { account: 'Patients', amountMinor: 90_000 },
          { account: 'Advances from patients', amountMinor: -90_000 },
        ],
      ],
    ]);
    expect(made('Payment')).toMatchObject([
      {
        ...{ number: 'V02/2627/000001', reference: 'R02/2627/000001', narration: 'Advance given back', till: 'T02' },
        postings: [
          { account: 'Advances from patients', amountMinor: 50_000 },
          { account: 'Cash in drawers', amountMinor: -50_000 },
        ],
      },
    ]);
    expect(balances()).toMatchObject({ Patients: 0, 'Advances from patients': -40_000 });
  });

  it('lets dues go against their own account', () => {
    const { world, backOffice, services, readyVisit, bill } = clinic;
    const invoiceId = bill(cashier, readyVisit(services.filling));
    world.nowMs += 1_000;
    world.done(backOffice, 'waiveDues', { invoiceId, amountMinor: 50_000, reason: 'hardship', attemptId: 'attempt-1' });
    expect(made('Journal')).toMatchObject([
      {
        ...{ number: '', reference: 'T02/2627/000001', narration: 'Dues let go' },
        postings: [
          { account: 'Dues waived', amountMinor: 50_000 },
          { account: 'Patients', amountMinor: -50_000 },
        ],
      },
    ]);
    expect(balances()).toMatchObject({ Patients: 100_000, 'Dues waived': 50_000 });
  });

  it('keeps what two counters out of touch both collected as the patient’s advance', () => {
    const { world, otherCashier, services, readyVisit, bill } = clinic;
    const invoiceId = bill(cashier, readyVisit(services.filling));
    const counters = [new OfflineTerminal(world, cashier), new OfflineTerminal(world, otherCashier)];
    for (const [at, one] of counters.entries())
      expect(one.do('recordPayment', { invoiceId, tenders: [cash(150_000)], attemptId: `attempt-${at}` })).toBeTypeOf('object');
    for (const one of counters) one.sync();
    expect(made('Journal')).toMatchObject([
      {
        ...{ reference: 'T02/2627/000001', narration: 'Paid beyond what was owed, kept as advance' },
        postings: [
          { account: 'Patients', amountMinor: 150_000 },
          { account: 'Advances from patients', amountMinor: -150_000 },
        ],
      },
    ]);
    expect(balances()).toMatchObject({ Patients: 0, 'Advances from patients': -150_000, 'Cash in drawers': 400_000 });
  });
});

describe('the day book', () => {
  it('names terminal and reason of a waiver, and who approved what its author might not alone', () => {
    const { world, backOffice, services, readyVisit, bill } = clinic;
    const invoiceId = bill(cashier, readyVisit(services.filling));
    const asked = { invoiceId, amountMinor: 10_000, reason: 'cannot pay' };
    const approval = approved(world, world.done(cashier, 'requestWaiver', asked).approvalId, backOffice);
    world.nowMs += 1_000;
    world.done(cashier, 'waiveDues', { ...asked, approval, attemptId: 'waiver-1' });
    world.nowMs += 1_000;
    world.done(backOffice, 'waiveDues', { ...asked, attemptId: 'waiver-2' });
    const bookAsked = { branchId: clinic.branchId, from: DAY, to: DAY };
    const [counter, office] = [...dayBook.rows(bookAsked, world.records)].filter((row) => row[3] === 'Dues let go');
    expect([counter?.[7], counter?.[8], counter?.[12], counter?.[16]]).toEqual([
      ...['T02', cashier.actor.name, 10_000, `cannot pay, approved by ${backOffice.actor.name}`],
    ]);
    expect([office?.[8], office?.[16]]).toEqual([backOffice.actor.name, 'cannot pay']);
    expect(office?.[7]).not.toBe('');
  });
});

describe('the ways of paying', () => {
  it('say of each UPI payment and transfer whether it has been seen in the bank, and as what', () => {
    const { world, backOffice, services, readyVisit, bill, pay } = clinic;
    const { paymentId } = pay(cashier, bill(cashier, readyVisit(services.filling)), upi(100_000), card(20_000), bank(30_000));
    const standings = () =>
      [...tenderLedger.rows(asked(), world.records)]
        .filter((row) => row[5] !== null && row[2] !== 'cash')
        .map((row) => [row[2], ...row.slice(-3)]);
    expect(standings()).toEqual([
      ['upi', 'Claimed', '', null],
      ['card', '', '', null],
      ['bank', 'Claimed', '', null],
    ]);
    const at = (tenderIndex: number) => ({ kind: 'payment' as const, id: paymentId, tenderIndex });
    world.nowMs += 1_000;
    world.done(backOffice, 'confirmTender', { at: at(0), reference: 'UPI 424242', source: 'statement' });
    world.done(backOffice, 'disputeTender', { at: at(2), reason: 'not there' });
    expect(standings()).toEqual([
      ['upi', 'Confirmed', 'UPI 424242', world.nowMs],
      ['card', '', '', null],
      ['bank', 'Did not arrive', '', null],
    ]);
    world.done(backOffice, 'withdrawConfirmation', { at: at(0), reason: 'another clinic’s' });
    expect(standings()[0]).toEqual(['upi', 'Claimed (a confirmation was withdrawn)', '', null]);
  });
});

describe('the documents of a GST return', () => {
  /** A branch of the same clinic, which has one GSTIN, with a cashier of its own and a bill paid there. */
  function otherBranch(): string {
    const { world, administrator, server, reception, consulting, services, doctorId } = clinic;
    const { branchId } = world.done(administrator, 'createBranch', { name: 'Lake Side', code: 'LAKE' });
    const { counterId, place } = enrol(world, server, branchId, 'cashier');
    const there = (who: Standing): Standing => ({ ...who, place: { ...who.place, branchId } });
    const login = { login: 'uma', name: 'Uma', roles: ['cashier'], counterIds: [counterId] };
    const { userId } = world.done(server, 'createUser', {
      ...login,
      password: '$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQ$aGFzaA',
    });
    const uma: Standing = { actor: { ...cashier.actor, userId, name: 'Uma' }, place };
    const born = { phone: '9111111111', name: 'Far Away', sex: 'female', ageYears: 30, doctorId };
    const { patientId } = world.done(there(reception), 'registerPatient', born);
    const { visitId } = world.done(there(reception), 'checkInPatient', { patientId, doctorId });
    world.done(there(consulting), 'startConsultation', { visitId });
    world.done(there(consulting), 'sendToBilling', { visitId, treatments: [{ serviceId: services.filling }] });
    clinic.openTill(uma);
    clinic.pay(uma, clinic.bill(uma, visitId), cash(150_000));
    return branchId;
  }

  /** Each kind of correction, in two branches, and a bill that arrives after the lock of its day. */
  function year(): void {
    const { world, server, otherCashier, backOffice, services, readyVisit, branchId } = clinic;
    const { invoiceId, paymentId } = sharedBill();
    credited(invoiceId);
    const source = { kind: 'payment' as const, id: paymentId, tenderIndex: 0 };
    const { approvalId } = world.done(cashier, 'requestRefund', { source, amountMinor: 50_000, reason: 'moved away' });
    approved(world, approvalId, backOffice);
    world.done(cashier, 'payRefund', { approvalId });
    const partly = clinic.bill(cashier, readyVisit(services.scaling, services.filling));
    credited(partly, [{ line: 0, quantity: 1 }]);
    const { patientId } = world.get(invoice, partly);
    world.done(cashier, 'receiveAdvance', { patientId, tenders: [cash(10_000)], attemptId: 'advance-1' });
    world.done(backOffice, 'waiveDues', { invoiceId: partly, amountMinor: 100, reason: 'small', attemptId: 'waiver-1' });
    const late = readyVisit(services.scaling);
    const offline = new OfflineTerminal(world, otherCashier);
    const issued = offline.do('issueInvoice', { visitId: late }) as { invoiceId: string };
    offline.do('recordPayment', { invoiceId: issued.invoiceId, tenders: [cash(120_000)], attemptId: 'late-paid' });
    otherBranch();
    clinic.closeTill(cashier, countOf(50_000 + 90_000 - 50_000 + 10_000));
    const missing = declaredMissing(world, server, { branchId, date: DAY });
    const lock = { branchId, date: DAY, force: true, missing, reason: 'the other counter is out of touch' };
    world.done(server, 'lockBusinessDay', lock);
    offline.sync();
    expect(world.get(invoice, issued.invoiceId).postedDate).not.toBe(DAY);
  }

  it('are one table for all branches of the clinic, and agree with the log and with the report on series', () => {
    const { world, backOffice } = clinic;
    year();
    const rows = documentSummary(world.records, { ...asked(), from: '2026-04-01', to: '2027-03-31' });
    expect(rows.map(({ nature, from, to, total, cancelled, net }) => [nature, from, to, total, cancelled, net])).toEqual([
      ['Credit Note', 'C02/2627/000001', 'C02/2627/000002', 2, 0, 2],
      ['Invoices for outward supply', 'T02/2627/000001', 'T02/2627/000002', 2, 0, 2],
      ['Invoices for outward supply', 'T05/2627/000001', 'T05/2627/000001', 1, 0, 1],
      ['Invoices for outward supply', 'T06/2627/000001', 'T06/2627/000001', 1, 0, 1],
      ['Receipt voucher', 'R02/2627/000001', 'R02/2627/000002', 2, 0, 2],
      ['Receipt voucher', 'R05/2627/000001', 'R05/2627/000001', 1, 0, 1],
      ['Receipt voucher', 'R06/2627/000001', 'R06/2627/000001', 1, 0, 1],
      ['Refund voucher', 'V02/2627/000001', 'V02/2627/000001', 1, 0, 1],
    ]);
    const reported = world.ask(backOffice, seriesReport, { branchId: null, year: '2627' }).series;
    const said = reported.filter(({ kind }) => kind !== 'estimate');
    expect(rows.map(({ from, to, total, cancelled, net }) => [from, to, total, cancelled, net]).sort()).toEqual(
      said.map((one) => [one.firstNumber, one.lastNumber, one.documents + one.missing, one.missing, one.documents]).sort(),
    );
    const numbers = world.entries.map(({ facts }) => facts.documentNumber).filter((one) => one !== null);
    expect(sum(rows.map(({ total }) => total))).toBe(new Set(numbers).size);
  });

  it('come with the tax of all branches together, under the one GSTIN', () => {
    const { world, services, readyVisit, branchId } = clinic;
    clinic.bill(cashier, readyVisit(services.whitening, services.filling));
    const there = otherBranch();
    const rows = (kind: string, of: string) => [
      ...(exportKinds.find((one) => one.kind === kind)?.rows({ ...asked(), branchId: of }, world.records) ?? []),
    ];
    const exempt = (quantity: number) => ['2026-05', '999312', 0, quantity, quantity * 150_000, 0, 0, quantity * 150_000];
    const taxed = ['2026-05', '999312', 1800, 1, 800_000, 72_000, 72_000, 944_000];
    const [here, other] = [rows('tax-summary', branchId), rows('tax-summary', there)];
    expect([here, other]).toEqual([[exempt(1), taxed], [exempt(1)]]);
    const together = [exempt(2), taxed].map((row) => ['29ABCDE1234F1ZW', ...row]);
    for (const of of [branchId, there]) expect(rows('tax-summary-clinic', of)).toEqual(together);
  });

  it('count no bill as cancelled that a credit note took back, but a number that no document has', () => {
    const { world, services, readyVisit } = clinic;
    const { invoiceId } = sharedBill();
    credited(invoiceId);
    clinic.bill(cashier, readyVisit(services.scaling));
    const invoices = () => documentSummary(world.records, asked()).find(({ from }) => from.startsWith('T02'));
    expect(invoices()).toMatchObject({ total: 2, cancelled: 0, net: 2 });
    const issued = world.entries.findLast(({ changes }) => changes.some(({ type }) => type === 'invoice.issued.v1'));
    if (!issued) throw new Error('nothing was billed');
    const number = 'T02/2627/000005';
    const body = { ...(issued.changes[0]?.body as object), invoiceId: 'forged', number, sequence: 5 };
    world.fold([{ type: 'invoice.issued.v1', body }], { ...issued.facts, seq: 999, documentNumber: number });
    expect(invoices()).toMatchObject({ to: number, total: 5, cancelled: 2, net: 3 });
  });
});
