import { beforeEach, describe, expect, it } from 'vitest';
import { type Branch, branch } from '#domain/clinics/branch.ts';
import { doctor } from '#domain/doctors/doctor.ts';
import { invoiceIssued } from '#domain/invoices/changes.ts';
import { invoice } from '#domain/invoices/invoice.ts';
import type { PaperKind, PrintedKind } from '#domain/kernel/paper-kinds.ts';
import { patient } from '#domain/patients/patient.ts';
import { queries } from '#domain/registry.ts';
import { user } from '#domain/staff/user.ts';
import { till } from '#domain/tills/till.ts';
import { visit } from '#domain/visits/visit.ts';
import { approved } from '../../../tests/fixtures/approvals.ts';
import { declaredMissing } from '../../../tests/fixtures/declared-missing.ts';
import type { Standing } from '../../../tests/fixtures/domain.ts';
import { cash, countOf, type PayingClinic, payingClinic } from '../../../tests/fixtures/paying-clinic.ts';
import { counterfoil } from '../../../tests/fixtures/printed.ts';
import { readEscPos } from '../../../tests/fixtures/receipt-printer.ts';
import type { Letterhead } from './documents.ts';
import { layoutAsEscPos } from './escpos.ts';
import { layoutOf, PAPERS } from './papers.ts';

type Papers = Partial<Record<PaperKind, readonly [who: Standing, of: object]>>;

const DAY = '2026-05-04';
const PAYER = 'Star Health';

let clinic: PayingClinic;
let papers: Papers;
/** Numbered documents, as `reprintDocument` names them. */
let numbered: readonly (readonly [PaperKind, PrintedKind, string])[];
let invoiceId: string;

function printed(kind: PaperKind): string {
  const [who, of] = papers[kind] ?? [clinic.cashier, {}];
  const paper = PAPERS[kind];
  const document = clinic.world.ask(who, queries[paper.query] as never, of as never) as { letterhead: Letterhead } | null;
  if (!document) throw new Error(`there is no ${kind}`);
  return readEscPos(layoutAsEscPos(layoutOf(paper, document, counterfoil, 'en'), '80mm')).text.replace(/ +/g, ' ');
}

function allPrinted(): Record<string, string> {
  return Object.fromEntries((Object.keys(papers) as PaperKind[]).map((kind) => [kind, printed(kind)]));
}

function credited(lines: object[] | null): string {
  const { world, cashier, backOffice } = clinic;
  const asked = { invoiceId, lines, reason: 'not done' };
  const { approvalId } = world.done(cashier, 'requestCreditNote', asked);
  approved(world, approvalId, backOffice);
  return world.done(cashier, 'issueCreditNote', { ...asked, approvalId }).creditNoteId;
}

/** One of each paper: a bill of which a payer owes part, a note that takes a line of it back, and all the rest. */
beforeEach(() => {
  clinic = payingClinic();
  const { world, administrator, cashier, backOffice, services, readyVisit, doctorId } = clinic;
  world.done(administrator, 'changeClinicSettings', { gstin: '29ABCDE1234F1ZW', address: '12, 100 Feet Road' });
  clinic.openTill(cashier);
  const visitId = readyVisit(services.filling, services.whitening);
  const { patientId } = world.get(visit, visitId);
  const payer = { name: PAYER, amountMinor: 400_000 };
  ({ invoiceId } = world.done(cashier, 'issueInvoice', { visitId, payer }));
  const { paymentId } = clinic.pay(cashier, invoiceId, cash(694_000));
  const creditNoteId = credited([{ line: 0, quantity: 1 }]);
  const planned = { patientId, doctorId, lines: [{ serviceId: services.filling }] };
  const { estimateId } = world.done(backOffice, 'issueEstimate', planned);
  const deposit = { patientId, tenders: [cash(80_000)], purpose: 'treatment-plan', estimateId, attemptId: 'attempt-1' };
  const { advanceId } = world.done(cashier, 'receiveAdvance', deposit);
  const source = { kind: 'advance' as const, id: advanceId, tenderIndex: 0 };
  const { approvalId } = world.done(cashier, 'requestRefund', { source, amountMinor: 20_000, reason: 'moved away' });
  approved(world, approvalId, backOffice);
  const { refundId } = world.done(cashier, 'payRefund', { approvalId });
  const slip = { amountMinor: 20_000, reason: 'as asked', attemptId: 'attempt-2', category: 'courier', payee: 'Blue Dart' };
  const { movementId } = world.done(cashier, 'payOut', slip);
  papers = {
    receipt: [cashier, { paymentId }],
    invoice: [cashier, { invoiceId }],
    'credit-note': [cashier, { creditNoteId }],
    estimate: [cashier, { estimateId }],
    'advance-receipt': [cashier, { advanceId }],
    'refund-voucher': [cashier, { refundId }],
    slip: [cashier, { movementId }],
    x: [backOffice, { tillId: world.records.find(till, {})[0]?.id }],
  };
  numbered = [
    ['invoice', 'invoice', invoiceId],
    ['credit-note', 'credit-note', creditNoteId],
    ['advance-receipt', 'advance', advanceId],
    ['refund-voucher', 'refund', refundId],
  ];
});

/** Whoever and whatever a paper names is called otherwise from now on, costs another price and is taxed otherwise. */
function everythingRenamed(): void {
  const { world, administrator, backOffice, server, services, doctorId } = clinic;
  world.done(administrator, 'changeClinicSettings', { name: 'New Name', address: 'Elsewhere', gstin: null, phone: '1' });
  const renamed = { name: 'Renamed', speciality: '', registrationNumber: '', phone: '', consultationServiceId: null };
  world.done(backOffice, 'changeDoctor', { ...renamed, doctorId, active: true });
  for (const one of world.records.find(user, {})) {
    const { id: userId, roles, counterIds, doctorId: linked } = one;
    if (one.roles.includes('administrator')) continue;
    world.done(server, 'changeUser', { userId, name: 'Renamed', roles, counterIds, doctorId: linked });
  }
  const offer = { name: 'Renamed', category: 'dental', priceMinor: 1, taxRateBasisPoints: 500, hsnSac: '', active: true };
  for (const [code, serviceId] of [['D-FIL', services.filling] as const, ['D-WHI', services.whitening] as const])
    world.done(backOffice, 'changeService', { ...offer, code, serviceId, reason: 'new list' });
  for (const one of world.records.find(patient, {}))
    world.done(clinic.reception, 'correctPatient', { patientId: one.id, name: 'Renamed', reason: 'typed wrongly' });
  // No operation renames a branch yet: its record is what a paper would read.
  branchRenamed('Renamed');
  expect(world.get(doctor, doctorId).name).toBe('Renamed');
}

function branchRenamed(name: string): void {
  const { world, branchId } = clinic;
  const renamed: Branch = { ...world.get(branch, branchId), name, address: name };
  world.records.put({ record: 'branch', id: branchId }, renamed);
}

describe('a paper of every kind', () => {
  it('says the same when it is printed again, whatever has been renamed, priced or taken back since', () => {
    const { world, cashier } = clinic;
    const before = allPrinted();
    expect(before.invoice).toContain(`Share of ${PAYER}`);
    expect(before['advance-receipt']).toContain('Estimate no. E04/2627/000001\nPrepaid Rs.800.00 / Rs.1,500.00');
    everythingRenamed();
    credited(null);
    expect(world.get(invoice, invoiceId).state).toBe('CREDITED');
    const { x: _, ...kept } = papers;
    papers = kept;
    for (const [, kind, subjectId] of numbered) world.done(cashier, 'reprintDocument', { kind, subjectId } as never);
    for (const [kind, said] of Object.entries(allPrinted())) {
      expect(said).not.toContain('Renamed');
      expect(said.replace(/DUPLICATE \d+\n/, ''), kind).toBe(before[kind]);
    }
  });

  it('of an estimate says how it is rounded, as its bill will', () => {
    const { world, administrator, cashier, services } = clinic;
    world.done(administrator, 'changeClinicSettings', { rounding: 'nearest-rupee' });
    const { patientId } = world.get(invoice, invoiceId);
    const less = { discounts: [{ line: 0, amountMinor: 140 }], reason: 'agreed' };
    const wanted = { patientId, lines: [{ serviceId: services.filling }], ...less };
    papers = { estimate: [cashier, { estimateId: world.done(cashier, 'issueEstimate', wanted).estimateId }] };
    expect(printed('estimate')).toMatch(/Round-off Rs\.0\.40\nTotal Rs\.1,499\.00/);
  });

  it('of a receipt adds up to what was paid where the bill was rounded', () => {
    const { world, administrator, cashier, services, readyVisit } = clinic;
    world.done(administrator, 'changeClinicSettings', { rounding: 'nearest-rupee' });
    const rounded = readyVisit(services.filling);
    const less = { discounts: [{ line: 0, amountMinor: 140 }], reason: 'agreed' };
    const { invoiceId: billed, totalMinor } = world.done(cashier, 'issueInvoice', { visitId: rounded, ...less });
    const { paymentId } = clinic.pay(cashier, billed, cash(totalMinor));
    papers = { receipt: [cashier, { paymentId }] };
    expect(printed('receipt')).toMatch(/Net Rs\.1,498\.60\nTax Rs\.0\.00\nRound-off Rs\.0\.40\nTotal Rs\.1,499\.00/);
  });

  it('of a till or a day keeps the letterhead and the names that it ended with', () => {
    const { world, cashier, backOffice, branchId, closeTill } = clinic;
    const tillId = world.records.find(till, {})[0]?.id;
    world.nowMs += 3_600_000;
    const day = { branchId, date: DAY };
    papers = { x: [backOffice, { tillId }] };
    const xBefore = printed('x');
    everythingRenamed();
    expect(printed('x')).toBe(xBefore);
    closeTill(cashier, countOf(784_000));
    papers = { z: [backOffice, { tillId }], day: [backOffice, day], supplement: [backOffice, day] };
    const zBefore = printed('z');
    const missing = declaredMissing(world, clinic.server, day);
    world.done(clinic.server, 'lockBusinessDay', { ...day, force: true, missing, reason: 'nobody has been heard of' });
    const late = world.entries.find(({ facts }) => facts.operation === 'receiveAdvance');
    if (!late) throw new Error('no advance was received');
    const body = { ...(late.changes[0]?.body as object), advanceId: 'late' };
    const facts = { ...late.facts, seq: 999, late: true, postedDate: '2026-05-05' };
    world.fold([{ type: 'advance.received.v1', body }], facts);
    const before = allPrinted();
    world.done(clinic.administrator, 'changeClinicSettings', { name: 'Once More', address: 'Third', gstin: null, phone: '2' });
    branchRenamed('Third');
    expect(allPrinted()).toEqual(before);
    expect(before.z).toBe(zBefore);
    expect(before.day).toContain('New Name');
  });

  it('of before names were kept has those of now', () => {
    const { world, cashier } = clinic;
    const made = world.entries.find(({ facts }) => facts.operation === 'issueInvoice');
    if (!made) throw new Error('no invoice was issued');
    const { doctorName: _, issuedByName: __, ...body } = invoiceIssued.shape.parse(made.changes[0]?.body);
    const older = { ...body, invoiceId: 'older', number: 'T02/2627/000099', sequence: 99 };
    world.fold([invoiceIssued.of(older)], { ...made.facts, seq: 999 });
    papers = { invoice: [cashier, { invoiceId: 'older' }] };
    expect(printed('invoice')).toContain('Doctor Dr Meera Iyer');
    expect(printed('invoice')).toContain('Cashier cash cashier');
    everythingRenamed();
    expect(printed('invoice')).toContain('Doctor Renamed');
    expect(printed('invoice')).toContain('12, 100 Feet Road');
  });
});
