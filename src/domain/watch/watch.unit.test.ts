import { beforeEach, describe, expect, it } from 'vitest';
import { approved } from '../../../tests/fixtures/approvals.ts';
import type { Standing } from '../../../tests/fixtures/domain.ts';
import { cash, countOf, type PayingClinic, payingClinic, upi } from '../../../tests/fixtures/paying-clinic.ts';
import { accountId } from '../advances/account-id.ts';
import { patientAccount } from '../advances/patient-account.ts';
import { approvalDecided, approvalRequested } from '../approvals/changes.ts';
import { requestText } from '../approvals/request-text.ts';
import { attemptRefused } from '../audit/changes.ts';
import { encounterRecorded } from '../encounters/changes.ts';
import { encounter } from '../encounters/encounter.ts';
import { invoiceIssued } from '../invoices/changes.ts';
import { terminal } from '../terminals/terminal.ts';
import { visit } from '../visits/visit.ts';
import { duesWaived } from '../waivers/changes.ts';
import { fraudPack, type RuleFound } from './fraud-pack.ts';
import { watchNote } from './watch-note.ts';
import { watchNotes } from './watch-notes.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const STRETCH = { from: '2026-05-01', to: '2026-05-31' };
/** One filling. */
const PRICE = 150_000;

let clinic: PayingClinic;
let cashier: Standing;
beforeEach(() => {
  clinic = payingClinic();
  cashier = clinic.cashier;
});

const readyVisit = () => clinic.readyVisit(clinic.services.filling);

function paid(who = cashier, tender = cash(PRICE)): string {
  return clinic.pay(who, clinic.bill(who, readyVisit()), tender).paymentId;
}

function pack(): Record<string, RuleFound> {
  const { rules } = clinic.world.ask(clinic.backOffice, fraudPack, STRETCH);
  return Object.fromEntries(rules.map((rule) => [rule.name, rule]));
}

const BILL = {
  ...{ invoiceId: 'i', number: 'T02/2627/000009', sequence: 9, tillId: 't', visitId: 'v', patientId: 'p' },
  ...{ patientName: 'Asha', patientNumber: 'P1', doctorId: 'd', lines: [], netMinor: 5, taxMinor: 0, totalMinor: 5 },
};

describe('the fraud pack', () => {
  it('lists those who were here and were not billed, once their day is over', () => {
    const { world } = clinic;
    const visitId = readyVisit();
    expect(pack()['seen-not-billed']).toMatchObject({ rows: [], alerts: 0 });
    world.nowMs += 2 * DAY_MS;
    expect(pack()['seen-not-billed']).toMatchObject({
      alerts: 1,
      rows: [{ about: 'visit', id: visitId, name: expect.stringContaining('Patient'), value: 2, count: 1, alert: true }],
    });
  });

  it('lists those whose visit was cancelled after a doctor had begun', () => {
    const { world, reception, consulting, doctorId } = clinic;
    const { patientId } = world.get(visit, readyVisit());
    world.nowMs += DAY_MS;
    world.businessDate = '2026-05-05';
    const seen = world.done(reception, 'checkInPatient', { patientId, doctorId }).visitId;
    world.done(consulting, 'startConsultation', { visitId: seen });
    world.done(consulting, 'cancelVisit', { visitId: seen, reason: 'never happened' });
    expect(pack()['seen-not-billed']?.rows.map(({ id, count }) => [id, count])).toContainEqual([seen, 1]);
  });

  it('lists what was done after the bill, known to the doctor or not, until it is on a bill', () => {
    const { world, consulting, reception, services, doctorId } = clinic;
    clinic.openTill(cashier);
    const listed = () => (pack()['seen-not-billed']?.rows ?? []).map(({ id }) => id);
    const { filling, scaling } = services;
    const visits = [readyVisit(), readyVisit()] as const;
    for (const visitId of visits) clinic.pay(cashier, clinic.bill(cashier, visitId), cash(PRICE));
    const [known, unknown] = visits;
    const more = [{ serviceId: filling }, { serviceId: scaling }];
    world.done(consulting, 'recordEncounter', { visitId: known, notes: 'only a note' });
    expect(listed()).toEqual([]);
    world.done(consulting, 'recordEncounter', { visitId: known, treatments: more });
    expect(listed()).toEqual([known]);
    // A room out of touch has not heard of the bill; the server flags what it wrote.
    const { patientId } = world.get(visit, unknown);
    const lineId = world.newId();
    const encounterId = world.records.find(encounter, { visitId: unknown })[0]?.id ?? '';
    const treatment = { lineId, serviceId: scaling, quantity: 1, tooth: null, note: '' };
    const body = { visitId: unknown, encounterId, patientId, doctorId, complaint: '', notes: '', treatments: [treatment] };
    world.fold([encounterRecorded.of(body)], { ...world.entryOf(consulting), seq: 900, flags: ['visit-invoiced'] });
    expect(listed().sort()).toEqual([...visits].sort());
    world.nowMs += DAY_MS;
    world.businessDate = '2026-05-05';
    expect(pack()['seen-not-billed']).toMatchObject({ alerts: 2 });
    const again = world.done(reception, 'checkInPatient', { patientId, doctorId }).visitId;
    world.done(consulting, 'startConsultation', { visitId: again });
    world.done(consulting, 'sendToBilling', { visitId: again, treatments: [{ serviceId: scaling }] });
    expect(listed()).toEqual([known]);
  });

  it('does not list those who were billed', () => {
    clinic.openTill(cashier);
    paid();
    clinic.world.nowMs += 2 * DAY_MS;
    expect(pack()['seen-not-billed']?.rows).toEqual([]);
  });

  it('counts reprints against receipts, and leads to each', () => {
    const { world, backOffice } = clinic;
    clinic.openTill(cashier);
    const paymentId = paid();
    paid();
    world.done(cashier, 'reprintReceipt', { paymentId });
    const userId = cashier.actor.userId;
    expect(pack().reprints).toMatchObject({ alerts: 1, worst: 5_000, rows: [{ id: userId, count: 1, value: 5_000 }] });
    const notes = world.ask(backOffice, watchNotes, { ...STRETCH, kinds: ['reprint'], userId });
    expect(notes).toMatchObject([
      { kind: 'reprint', subjectId: paymentId, detail: 'DUPLICATE 1', documentNumber: 'R02/2627/000001' },
    ]);
    // The note's own id leads the audit explorer to exactly that entry.
    expect(notes[0]?.id).toMatch(/^.+\/1\/\d+#reprint$/);
    expect(world.ask(backOffice, watchNotes, { ...STRETCH, kinds: ['reprint'], userId: 'somebody else' })).toEqual([]);
  });

  it('compares each cashier’s cash with the branch’s', () => {
    const { otherCashier } = clinic;
    clinic.openTill(cashier);
    clinic.openTill(otherCashier);
    paid(cashier, upi(PRICE));
    paid(cashier);
    paid(otherCashier);
    paid(otherCashier);
    // The branch takes three quarters of its money in cash; one cashier takes half, the other all.
    const rows = pack()['cash-share']?.rows ?? [];
    expect(rows.map(({ id, value }) => [id, value]).sort()).toEqual(
      [cashier, otherCashier].map(({ actor }) => [actor.userId, 2_500]).sort(),
    );
  });

  it('compares nobody’s cash where one cashier took it all', () => {
    clinic.openTill(cashier);
    paid();
    expect(pack()['cash-share']).toMatchObject({ worst: 0, rows: [] });
  });

  it('measures whoever bills nothing against all that was billed, and no small amount at all', () => {
    const { world, backOffice } = clinic;
    clinic.openTill(cashier);
    for (let at = 0; at < 4; at += 1) paid();
    const waived = (waiverId: string, amountMinor: number) => {
      const about = {
        tillId: null,
        invoiceId: 'i',
        invoiceNumber: BILL.number,
        visitId: 'v',
        patientId: 'p',
        patientName: 'Asha',
      };
      const change = duesWaived.of({ waiverId, ...about, byName: 'Meena', amountMinor, reason: 'hardship' });
      world.fold([change], { ...world.entryOf(backOffice), seq: amountMinor });
    };
    const { userId } = backOffice.actor;
    waived('first', 40_000);
    expect(pack()['waivers-by-cashier']).toMatchObject({
      alerts: 0,
      rows: [{ id: userId, value: 0, tooFew: true, amountMinor: 40_000 }],
    });
    waived('second', 80_000);
    // Of four fillings.
    expect(pack()['waivers-by-cashier']).toMatchObject({ alerts: 1, rows: [{ id: userId, value: 2_000, amountMinor: 120_000 }] });
  });

  it('counts money given back once: the bill taken back before it has a rule of its own', () => {
    const { world, backOffice } = clinic;
    clinic.openTill(cashier);
    const visitId = readyVisit();
    const { patientId } = world.get(visit, visitId);
    const invoiceId = clinic.bill(cashier, visitId);
    const { paymentId } = clinic.pay(cashier, invoiceId, cash(PRICE));
    const agreed = ({ approvalId }: { approvalId: string }) => {
      approved(world, approvalId, backOffice);
      return approvalId;
    };
    const credit = { invoiceId, reason: 'Wrong patient' };
    const creditApproval = agreed(world.done(cashier, 'requestCreditNote', credit));
    world.done(cashier, 'issueCreditNote', { ...credit, approvalId: creditApproval });
    const refund = { source: { kind: 'payment', id: paymentId, tenderIndex: 0 }, amountMinor: PRICE, reason: 'Wrong patient' };
    const refundApproval = agreed(world.done(cashier, 'requestRefund', refund));
    world.done(cashier, 'payRefund', { approvalId: refundApproval });
    expect(world.get(patientAccount, accountId(clinic.branchId, patientId)).advanceMinor).toBe(0);
    const once = { alerts: 1, rows: [{ id: cashier.actor.userId, value: 10_000, count: 1, amountMinor: PRICE }] };
    expect(pack()).toMatchObject({ 'refunds-by-cashier': once, 'credit-notes-by-cashier': once });
    const { days } = world.ask(backOffice, fraudPack, STRETCH);
    expect(days).toMatchObject([{ refundMinor: PRICE, takenMinor: PRICE }]);
  });

  it('speaks up about who gave money back and took none', () => {
    const { world, otherCashier } = clinic;
    clinic.openTill(otherCashier);
    const out = { attemptId: 'out-0001', amountMinor: 100, category: 'supplies', reason: 'tea', payee: 'Stall' } as const;
    world.done(otherCashier, 'payOut', out);
    expect(pack()['paid-outs']).toMatchObject({ alerts: 1, rows: [{ id: otherCashier.actor.userId, value: 10_000 }] });
  });

  it('adds up what was missing and what was too much, whatever their sign', () => {
    clinic.openTill(cashier, 100_000);
    clinic.closeTill(cashier, countOf(50_000));
    clinic.openTill(cashier, 0);
    clinic.closeTill(cashier, countOf(100_000));
    clinic.world.nowMs += DAY_MS;
    clinic.world.businessDate = '2026-05-05';
    clinic.openTill(cashier, 0);
    clinic.closeTill(cashier, countOf(0));
    const { variance } = pack();
    expect(variance).toMatchObject({ rows: [{ id: cashier.actor.userId, value: 50_000, count: 2, amountMinor: 50_000 }] });
  });

  it('sees long gaps in a series and clocks that go backwards', () => {
    const { world } = clinic;
    clinic.openTill(cashier);
    paid();
    const gapFromMs = world.nowMs;
    world.nowMs += 4 * HOUR_MS;
    paid();
    expect(pack()['time-gaps']).toMatchObject({
      alerts: 1,
      rows: [{ about: 'terminal', name: 'T02', value: 240, count: 0, atMs: gapFromMs }],
    });
    world.nowMs -= HOUR_MS;
    paid();
    expect(pack()['time-gaps']).toMatchObject({ rows: [{ value: 1441, count: 2 }] });
  });

  it('sees money taken while the server had long been silent', () => {
    const { world } = clinic;
    clinic.openTill(cashier);
    const entryOf = world.entryOf.bind(world);
    world.entryOf = (...given) => ({ ...entryOf(...given), seenAtMs: world.nowMs - 10 * HOUR_MS });
    paid();
    expect(pack()['offline-work']).toMatchObject({
      alerts: 1,
      rows: [{ name: 'T02', value: 600, count: 1, amountMinor: 150_000 }],
    });
  });

  it('tells of what the server found odd: late, at an impossible time, at another price, paid twice', () => {
    const { world } = clinic;
    const flags = ['clock-suspect', 'price-differs'];
    world.fold([invoiceIssued.of(BILL)], { ...world.entryOf(cashier), late: true, flags });
    const found = pack();
    expect(found['clock-attempts']).toMatchObject({ alerts: 1, rows: [{ name: 'T02', value: 2 }] });
    expect(found['price-differs']).toMatchObject({ alerts: 1, rows: [{ id: cashier.actor.userId, amountMinor: 5 }] });
    expect(world.records.find(watchNote, {}).map(({ kind }) => kind)).toEqual(['clock', 'late', 'price-differs']);
  });

  it('counts what came after the lock once, though nothing bears out its time', () => {
    const { world } = clinic;
    world.fold([invoiceIssued.of(BILL)], { ...world.entryOf(cashier), late: true, flags: ['time-unproven'] });
    expect(pack()['clock-attempts']).toMatchObject({ rows: [{ name: 'T02', value: 1, amountMinor: 0 }] });
  });

  it('tells who declared a terminal missing though it had been heard of just before', () => {
    const { world, backOffice, branchId, otherCashier } = clinic;
    const secondsAgo: Record<string, number> = { T02: 3_600, T05: 40 };
    world.contacts = world.records.find(terminal, {}).map(({ id: terminalId, epoch, code }) => ({
      ...{ terminalId, epoch, seq: 1, hash: '0'.repeat(64), backlog: 0, frozen: false },
      lastContactMs: world.nowMs - (secondsAgo[code] ?? 0) * 1000,
    }));
    clinic.openTill(otherCashier);
    const missing = [cashier, otherCashier].map(({ place }) => place.terminalId);
    const reason = 'nobody answers at the counters';
    world.done(backOffice, 'lockBusinessDay', { branchId, date: '2026-05-04', force: true, missing, reason });
    expect(pack()['declared-missing']).toMatchObject({ alerts: 1, rows: [{ id: backOffice.actor.userId, value: 1, count: 1 }] });
    const notes = world.ask(backOffice, watchNotes, { ...STRETCH, kinds: ['declared-missing'] });
    expect(notes).toMatchObject([{ detail: '2026-05-04: T05 40 s', subjectId: otherCashier.place.terminalId, times: 1 }]);
  });

  it('sees the drawer opened without a sale, and cash that left it', () => {
    const { world } = clinic;
    clinic.openTill(cashier);
    paid();
    for (let count = 0; count < 4; count++) world.done(cashier, 'openDrawer', { reason: 'change for a note' });
    const out = {
      attemptId: 'out-0001',
      amountMinor: 15_000,
      category: 'supplies',
      reason: 'gloves',
      payee: 'Corner shop',
    } as const;
    world.done(cashier, 'payOut', out);
    const userId = cashier.actor.userId;
    expect(pack()['no-sale-opens']).toMatchObject({ alerts: 1, rows: [{ id: userId, value: 4, count: 4 }] });
    expect(pack()['paid-outs']).toMatchObject({ alerts: 1, rows: [{ id: userId, value: 1_000, amountMinor: 15_000 }] });
    const notes = world.ask(clinic.backOffice, watchNotes, { ...STRETCH, kinds: ['paid-out', 'no-sale'] });
    expect(notes.map(({ detail }) => detail)).toContain('supplies: gloves');
    expect(notes).toHaveLength(5);
  });

  it('tells how long a patient’s money has been waiting', () => {
    const { world } = clinic;
    const { patientId } = world.get(visit, readyVisit());
    clinic.openTill(cashier);
    const tenders = [cash(30_000)];
    world.done(cashier, 'receiveAdvance', { patientId, tenders, purpose: 'deposit', attemptId: 'advance-1' });
    expect(pack()['unapplied-advances']).toMatchObject({ alerts: 0 });
    world.nowMs += 100 * DAY_MS;
    expect(pack()['unapplied-advances']).toMatchObject({
      alerts: 1,
      rows: [{ about: 'advance', value: 100, amountMinor: 30_000 }],
    });
    // Its cash is compared with what others took like the cash for a bill.
    clinic.openTill(clinic.otherCashier);
    paid(clinic.otherCashier, upi(PRICE));
    expect(pack()['cash-share']?.rows).toContainEqual(expect.objectContaining({ id: cashier.actor.userId, amountMinor: 30_000 }));
  });

  it('tells what was taken off bills, given back and let go, and on whose word', () => {
    const { world, services } = clinic;
    clinic.openTill(cashier);
    const facts = { ...world.entryOf(cashier), documentNumber: null };
    const line = {
      serviceId: services.filling,
      code: 'D-COMP',
      name: 'Filling',
      category: 'dental',
      hsnSac: '999312',
      quantity: 2,
    } as const;
    const priced = { tooth: null, unitPriceMinor: 40_000, taxRateBasisPoints: 0, amountMinor: 70_000, taxMinor: 0 };
    const lines = [{ ...line, ...priced, discountMinor: 10_000, listPriceMinor: 50_000 }];
    const body = { invoiceId: 'i', number: 'T02/2627/000009', sequence: 9, tillId: 't', visitId: 'v', patientId: 'p' };
    const who = { patientName: 'Asha', patientNumber: 'P1', doctorId: 'd' };
    const discount = { reason: 'staff', parts: [{ line: 0, basisPoints: null, amountMinor: 10_000 }], amountMinor: 10_000 };
    const totals = { lines, netMinor: 70_000, taxMinor: 0, totalMinor: 70_000, discount };
    world.fold([invoiceIssued.of({ ...body, ...who, ...totals })], facts);
    const waived = {
      waiverId: 'w',
      tillId: null,
      invoiceId: 'i',
      invoiceNumber: 'T02/2627/000009',
      visitId: 'v',
      patientId: 'p',
    };
    world.fold([duesWaived.of({ ...waived, patientName: 'Asha', byName: 'x', amountMinor: 7_000, reason: 'hardship' })], {
      ...facts,
      seq: 90,
    });
    const userId = cashier.actor.userId;
    const found = pack();
    expect(found['discounts-by-cashier']).toMatchObject({ alerts: 1, rows: [{ id: userId, value: 1_250, amountMinor: 10_000 }] });
    expect(found['price-differs']).toMatchObject({ rows: [{ id: userId, value: 1, amountMinor: 20_000 }] });
    expect(found['waivers-by-cashier']).toMatchObject({ alerts: 0, rows: [{ id: userId, tooFew: true, amountMinor: 7_000 }] });
    const notes = world.ask(clinic.backOffice, watchNotes, { ...STRETCH, kinds: ['discount', 'price-differs', 'waiver'] });
    expect(notes.map(({ kind, detail }) => [kind, detail]).sort()).toEqual([
      ['discount', 'staff'],
      ['price-differs', 'Filling'],
      ['waiver', 'hardship'],
    ]);
  });

  it('knows what a cashier put on payers, and on whom', () => {
    const { world, services } = clinic;
    clinic.openTill(cashier);
    const visitId = clinic.readyVisit(services.filling);
    world.done(cashier, 'issueInvoice', { visitId, payer: { name: 'Star Health', amountMinor: 60_000 } });
    const row = { id: cashier.actor.userId, value: 4_000, count: 1, amountMinor: 60_000 };
    expect(pack()['payers-by-cashier']).toMatchObject({ alerts: 1, rows: [row] });
    const notes = world.ask(clinic.backOffice, watchNotes, { ...STRETCH, kinds: ['on-payer'] });
    expect(notes).toMatchObject([{ kind: 'on-payer', detail: 'Star Health', amountMinor: 60_000 }]);
  });

  it('adds up what each approver agreed to, and how often over the requester’s own session', () => {
    const { world, backOffice } = clinic;
    const approverId = backOffice.actor.userId;
    const asked = {
      kind: 'discount',
      subjectId: 'i',
      patientId: null,
      patientName: null,
      payeeId: null,
      reason: 'old friend',
    } as const;
    const signature = `${'A'.repeat(86)}==`;
    for (const [approvalId, amountMinor, decision] of [
      ['a1', 3_000_000, 'approved'],
      ['a2', 500, 'rejected'],
    ] as const) {
      // As `billRequest` says it: what comes off stands with each line.
      const line = { code: 'D-CD', quantity: 1, priceMinor: 4_000_000, discountMinor: amountMinor };
      const request = requestText('discount', { visitId: 'v', lines: [line], totalMinor: 4_000_000 - amountMinor });
      const entry = { ...world.entryOf(cashier), seq: amountMinor };
      world.fold([approvalRequested.of({ ...asked, approvalId, request, amountMinor, requesterName: 'cash' })], entry);
      const decided = {
        approvalId,
        kind: 'discount',
        request,
        decision,
        approverId,
        approverName: 'manager',
        reason: '',
        signature,
      } as const;
      const inTheirSession = decision === 'approved' ? entry : { ...world.entryOf(backOffice), seq: 77 };
      world.fold([approvalDecided.of(decided)], { ...inTheirSession, seq: amountMinor + 1 });
    }
    const found = pack();
    expect(found['discounts-by-approver']).toMatchObject({
      alerts: 1,
      rows: [{ id: approverId, count: 1, amountMinor: 3_000_000 }],
    });
    expect(found['step-ups']).toMatchObject({ alerts: 0, rows: [{ id: approverId, count: 1, value: 5_000 }] });
    const notes = world.ask(backOffice, watchNotes, {
      ...STRETCH,
      kinds: ['approved', 'approved-less', 'rejected', 'step-up'],
      approverId,
    });
    expect(notes.map(({ kind, amountMinor }) => [kind, amountMinor]).sort()).toEqual([
      ['approved-less', 3_000_000],
      ['rejected', 500],
      ['step-up', 0],
    ]);
  });

  it('counts what somebody tried and was refused', () => {
    const { world } = clinic;
    const { userId, sessionId } = { userId: cashier.actor.userId, sessionId: 'session' };
    const attempt = { userId, sessionId, terminalId: cashier.place.terminalId, operation: 'recordPayment', code: 'already-paid' };
    world.fold([attemptRefused.of({ ...attempt, subjectId: 'invoice', times: 11 })], world.entryOf(cashier));
    expect(pack()['refused-attempts']).toMatchObject({ alerts: 1, rows: [{ id: userId, value: 11, count: 11 }] });
    expect(pack()['void-attempts']).toMatchObject({ alerts: 0, rows: [] });
    const voiding = { ...attempt, operation: 'cancelVisit', code: 'visit-state', subjectId: 'visit', times: 3 };
    world.fold([attemptRefused.of(voiding)], { ...world.entryOf(cashier), seq: 900 });
    expect(pack()['void-attempts']).toMatchObject({ alerts: 1, rows: [{ id: userId, value: 3, count: 3 }] });
    expect(pack()['refused-attempts']).toMatchObject({ rows: [{ count: 11 }] });
    const notes = world.ask(clinic.backOffice, watchNotes, { ...STRETCH, kinds: ['void-attempt'], userId });
    expect(notes).toMatchObject([{ subjectId: 'visit', detail: 'cancelVisit: visit-state', times: 3 }]);
  });

  it('follows thresholds that a manager sets within their bounds, and keeps the others', () => {
    const { world, server, backOffice } = clinic;
    const manager = { actor: backOffice.actor, place: server.place };
    clinic.openTill(cashier);
    world.done(cashier, 'reprintReceipt', { paymentId: paid() });
    expect(world.refused(manager, 'changeWatchSettings', { thresholds: { reprints: 10_001 } })).toBe('threshold-out-of-bounds');
    expect(world.refused(manager, 'changeWatchSettings', { thresholds: { nothing: 1 } })).toBe('watch-rule-unknown');
    expect(pack().reprints).toMatchObject({ alerts: 1, threshold: { value: 500, byDefault: 500 } });
    world.done(manager, 'changeWatchSettings', { thresholds: { reprints: 5_000, variance: 7 } });
    world.done(manager, 'changeWatchSettings', { thresholds: { reprints: 4_000 } });
    expect(pack().reprints).toMatchObject({ threshold: { value: 4_000 } });
    expect(pack().variance).toMatchObject({ threshold: { value: 7 } });
  });

  it('looks at 400 days at most', () => {
    const asked = { from: '2025-01-01', to: '2026-12-31' };
    expect(fraudPack.input.safeParse(asked).success).toBe(false);
    expect(fraudPack.input.safeParse({ ...asked, from: '2026-01-01' }).success).toBe(true);
  });
});
