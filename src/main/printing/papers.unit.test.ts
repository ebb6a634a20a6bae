import { describe, expect, it } from 'vitest';
import { LAYOUT_EDITION, type PaperKind, type PaperLanguage } from '#domain/kernel/paper-kinds.ts';
import { queries } from '#domain/registry.ts';
import { PAID_IN_CATEGORIES, PAID_OUT_CATEGORIES, tillIdleClosed } from '#domain/tills/changes.ts';
import { idleDayId } from '#domain/tills/idle-day.ts';
import { visit } from '#domain/visits/visit.ts';
import { approved } from '../../../tests/fixtures/approvals.ts';
import type { Standing } from '../../../tests/fixtures/domain.ts';
import { card, cash, countOf, type PayingClinic, payingClinic } from '../../../tests/fixtures/paying-clinic.ts';
import { readPdf } from '../../../tests/fixtures/pdf.ts';
import { counterfoil } from '../../../tests/fixtures/printed.ts';
import { readEscPos } from '../../../tests/fixtures/receipt-printer.ts';
import type { Letterhead } from './documents.ts';
import { layoutAsEscPos } from './escpos.ts';
import type { Layout } from './layout.ts';
import { layoutOf, PAPERS } from './papers.ts';
import { layoutAsPdf } from './pdf-papers.ts';

function given() {
  const clinic = payingClinic();
  const { world, administrator, cashier } = clinic;
  world.done(administrator, 'changeClinicSettings', { gstin: '29ABCDE1234F1ZW', address: '12, 100 Feet Road' });
  const tillId = clinic.openTill(cashier);
  const layout = (who: Standing, kind: PaperKind, of: object, language: PaperLanguage = 'en') => {
    const paper = PAPERS[kind];
    const document = world.ask(who, queries[paper.query] as never, of as never) as { letterhead: Letterhead } | null;
    if (!document) throw new Error(`there is no ${kind}`);
    return layoutOf(paper, document, counterfoil, language);
  };
  /** What a roll says, without its QR. */
  const printed = (who: Standing, kind: PaperKind, of: object) =>
    readEscPos(layoutAsEscPos(layout(who, kind, of), '80mm')).text.replace(/ +/g, ' ');
  return { ...clinic, tillId, layout, printed };
}

/** The filling is exempt, the whitening taxed at 18 %. */
function billed({ services, readyVisit, bill, cashier }: PayingClinic) {
  return bill(cashier, readyVisit(services.filling, services.whitening));
}

/** A document as an edition of the layouts has it. */
function inEdition<Document extends { readonly letterhead: Letterhead }>(document: Document, edition: number): Document {
  return { ...document, letterhead: { ...document.letterhead, edition } };
}

function headsOf({ blocks }: Layout): readonly string[] {
  return blocks.flatMap((block) => (block.kind === 'table' ? block.columns.map(({ head }) => head) : []));
}

describe('an invoice on paper', () => {
  it('says what the law wants said: titles, codes, values and both taxes by rate, and the total in words', () => {
    const clinic = given();
    const invoiceId = billed(clinic);
    const text = clinic.printed(clinic.cashier, 'invoice', { invoiceId });
    for (const line of [
      'INVOICE-CUM-BILL OF SUPPLY',
      'GSTIN 29ABCDE1234F1ZW',
      'Invoice no. T02/2627/000001',
      'Place of supply 29-Karnataka',
      'Net Rs.9,500.00',
      'Tax Rs.1,440.00',
      'Total Rs.10,940.00',
      'Exempt Rs.1,500.00',
      'CGST 9% Rs.720.00 · SGST 9% Rs.720.00',
      'In words: Ten Thousand Nine Hundred Forty',
    ])
      expect(text).toContain(line);
  });

  it('is a tax invoice, a bill of supply, or neither, by what is on it', () => {
    const clinic = given();
    const { cashier, services, readyVisit, bill, printed, world, administrator } = clinic;
    const taxed = bill(cashier, readyVisit(services.whitening));
    const exempt = bill(cashier, readyVisit(services.filling));
    expect(printed(cashier, 'invoice', { invoiceId: taxed })).toMatch(/^TAX INVOICE$/m);
    expect(printed(cashier, 'invoice', { invoiceId: exempt })).toMatch(/^BILL OF SUPPLY$/m);
    clinic.closeTill(cashier, countOf(50_000));
    world.nowMs += 1000;
    world.done(administrator, 'changeClinicSettings', { gstin: null });
    clinic.openTill(cashier);
    const unregistered = bill(cashier, readyVisit(services.filling));
    expect(printed(cashier, 'invoice', { invoiceId: unregistered })).toMatch(/^INVOICE$/m);
  });

  it('says of a line without tax that it is exempt, and breaks no heading and no amount on a sheet', async () => {
    const clinic = given();
    const invoiceId = billed(clinic);
    const roll = clinic.printed(clinic.cashier, 'invoice', { invoiceId });
    expect(roll).toMatch(/1 x Rs\.1,500\.00 · Exempt/);
    expect(roll).not.toContain('0%');
    for (const format of ['a5', 'a4'] as const) {
      const layout = clinic.layout(clinic.cashier, 'invoice', { invoiceId });
      const { text, pages } = await readPdf(await layoutAsPdf(layout, format), { qr: false });
      expect(text).toMatch(/Item\s+HSN\/SAC\s+Qty\s+Rate\s+Tax\s+Amount/);
      expect(text).toMatch(/Exempt\s+₹1,500\.00/);
      expect(text).toMatch(/₹1,440\.00 \(18%\)\s+₹8,000\.00/);
      expect(pages).toBe(1);
    }
  });

  it('of an earlier edition says what its original said', () => {
    const clinic = given();
    const document = clinic.world.ask(clinic.cashier, queries.invoiceDocument, { invoiceId: billed(clinic) });
    if (!document) throw new Error('there is no invoice');
    const said = (edition: number, language: PaperLanguage) =>
      JSON.stringify(layoutOf(PAPERS.invoice, inEdition(document, edition), counterfoil, language).blocks);
    expect(document.letterhead.edition).toBe(LAYOUT_EDITION);
    expect(said(1, 'en')).toContain('₹0.00 (0%)');
    expect(said(1, 'hi')).toContain('बिल सं.');
    expect(said(2, 'hi')).toContain('इनवॉइस सं.');
    expect(said(2, 'hi')).not.toContain('बिल सं.');
  });

  it('reads back from its PDF, in Hindi too', async () => {
    const clinic = given();
    const invoiceId = billed(clinic);
    const hindi = await readPdf(await layoutAsPdf(clinic.layout(clinic.cashier, 'invoice', { invoiceId }, 'hi'), 'a4'));
    // A reader gives signs before a letter and joined ones as they are drawn: words without them are looked for.
    for (const words of ['एसजीएसटी', 'कर-मुक्त', '₹10,940.00', 'दस हज़ार नौ सौ चालीस रुपये मात्र'])
      expect(hindi.text.replace(/\s/g, '')).toContain(words.replace(/\s/g, ''));
    expect(hindi.qr).toMatch(/^CF1~/);
  });
});

describe('a paper that is only looked at', () => {
  it('says so in every language, and is no duplicate', () => {
    const clinic = given();
    const { world, cashier } = clinic;
    const invoiceId = billed(clinic);
    world.done(cashier, 'reprintDocument', { kind: 'invoice', subjectId: invoiceId });
    const document = world.ask(cashier, queries.invoiceDocument, { invoiceId });
    if (!document) throw new Error('there is no invoice');
    for (const language of ['en', 'hi'] as const) {
      const said = JSON.stringify(layoutOf(PAPERS.invoice, document, counterfoil, language, 'preview').blocks);
      expect(said).toContain('PREVIEW');
      expect(said).not.toContain('DUPLICATE');
    }
  });
});

describe('a reprint', () => {
  it('is the same document but for its mark, whatever the clinic has changed since', () => {
    const clinic = given();
    const { world, cashier, administrator, backOffice, pay, printed, services } = clinic;
    const invoiceId = billed(clinic);
    const { paymentId } = pay(cashier, invoiceId, cash(1_094_000));
    const of = { receipt: { paymentId }, invoice: { invoiceId } };
    const before = { receipt: printed(cashier, 'receipt', of.receipt), invoice: printed(cashier, 'invoice', of.invoice) };
    world.done(administrator, 'changeClinicSettings', { name: 'New Name', address: 'Elsewhere', gstin: null, phone: '1' });
    const offer = {
      code: 'D-FIL',
      name: 'Renamed',
      category: 'dental',
      priceMinor: 1,
      taxRateBasisPoints: 0,
      hsnSac: '',
      active: true,
      reason: 'new list',
    };
    world.done(backOffice, 'changeService', { ...offer, serviceId: services.filling });
    world.done(cashier, 'reprintReceipt', { paymentId });
    expect(world.done(cashier, 'reprintDocument', { kind: 'invoice', subjectId: invoiceId })).toMatchObject({ duplicate: 1 });
    for (const kind of ['receipt', 'invoice'] as const) {
      const again = printed(cashier, kind, of[kind]);
      expect(again).toContain('DUPLICATE 1');
      expect(again.replace('DUPLICATE 1\n', '')).toBe(before[kind]);
    }
    expect(world.done(cashier, 'reprintDocument', { kind: 'invoice', subjectId: invoiceId })).toMatchObject({ duplicate: 2 });
  });

  it('is counted in the till, and made where the document was', () => {
    const clinic = given();
    const { world, cashier, otherCashier, openTill, printed, tillId } = clinic;
    const invoiceId = billed(clinic);
    expect(world.refused(cashier, 'reprintDocument', { kind: 'invoice', subjectId: 'none' })).toBe('document-unknown');
    world.done(cashier, 'reprintDocument', { kind: 'invoice', subjectId: invoiceId });
    expect(printed(cashier, 'x', { tillId })).toContain('Reprints 1');
    openTill(otherCashier);
    expect(world.refused(otherCashier, 'reprintDocument', { kind: 'invoice', subjectId: invoiceId })).toBe(
      'counterfoil-elsewhere',
    );
  });
});

describe('other papers', () => {
  it('say what was left in advance, given back, and how the account stands', () => {
    const { world, cashier, backOffice, services, readyVisit, printed } = given();
    const { patientId } = world.get(visit, readyVisit(services.filling));
    const deposit = { patientId, tenders: [cash(50_000, 100_000), card(30_000)], attemptId: 'attempt-1' };
    const { advanceId } = world.done(cashier, 'receiveAdvance', deposit);
    const receipt = printed(cashier, 'advance-receipt', { advanceId });
    for (const line of ['ADVANCE RECEIPT', 'Received Rs.800.00', 'Change Rs.500.00', 'Purpose Deposit'])
      expect(receipt).toContain(line);
    const source = { kind: 'advance' as const, id: advanceId, tenderIndex: 0 };
    const { approvalId } = world.done(cashier, 'requestRefund', { source, amountMinor: 20_000, reason: 'moved away' });
    approved(world, approvalId, backOffice);
    const { refundId } = world.done(cashier, 'payRefund', { approvalId });
    const voucher = printed(cashier, 'refund-voucher', { refundId });
    for (const line of [
      'REFUND VOUCHER',
      'V02/2627/000001',
      'Original receipt R02/2627/000001',
      'Refunded Rs.200.00',
      'Approved by',
    ])
      expect(voucher).toContain(line);
    const account = printed(cashier, 'statement', { patientId, from: '2020-01-01', to: '2030-01-01' });
    for (const line of ['STATEMENT OF ACCOUNT', 'Advance R02/2627/000001', 'Advance balance Rs.600.00'])
      expect(account).toContain(line);
  });

  it('say what of an invoice was taken back', () => {
    const clinic = given();
    const { world, cashier, backOffice, printed } = clinic;
    const invoiceId = billed(clinic);
    const { approvalId } = world.done(cashier, 'requestCreditNote', { invoiceId, reason: 'not done', reopens: false });
    approved(world, approvalId, backOffice);
    const { creditNoteId } = world.done(cashier, 'issueCreditNote', {
      invoiceId,
      reason: 'not done',
      reopens: false,
      approvalId,
    });
    const note = printed(cashier, 'credit-note', { creditNoteId });
    for (const line of ['CREDIT NOTE', 'C02/2627/000001', 'Against invoice T02/2627/000001 of', 'Total Rs.10,940.00', 'not done'])
      expect(note).toContain(line);
    const document = world.ask(cashier, queries.creditNoteDocument, { creditNoteId });
    if (!document) throw new Error('there is no credit note');
    const heads = (edition: number) => headsOf(layoutOf(PAPERS['credit-note'], inEdition(document, edition), counterfoil, 'en'));
    expect(heads(3)).toEqual(['Item', 'HSN/SAC', 'Qty', 'Tax', 'Amount']);
    expect(heads(2)).toEqual(['Item', 'HSN/SAC', 'Qty', 'Rate', 'Tax', 'Amount']);
  });

  it('say of cash without a sale what it was for and the number of its slip or envelope', () => {
    const { world, cashier, printed } = given();
    const moved = { reason: 'as asked', amountMinor: 20_000 };
    const slip = ({ movementId }: { movementId: string }) => printed(cashier, 'slip', { movementId });
    const put = { ...moved, category: 'change-money', slip: 'B-3', attemptId: 'attempt-one' } as const;
    const paidIn = slip(world.done(cashier, 'payIn', put));
    for (const line of ['CASH PAID IN', 'Slip no. B-3', 'What for Change money', 'Reason as asked'])
      expect(paidIn).toContain(line);
    const taken = { ...moved, category: 'repairs', payee: 'Plumber', slip: null, attemptId: 'attempt-two' } as const;
    const paidOut = slip(world.done(cashier, 'payOut', taken));
    expect(paidOut).toContain('What for Repairs');
    expect(paidOut).not.toContain('Slip no.');
    const dropped = world.done(cashier, 'dropCash', { ...moved, envelope: 'E-7', attemptId: 'attempt-three' });
    expect(slip(dropped)).toContain('Envelope no. E-7');
  });

  it('have words for everything that cash may be for', () => {
    const { world, cashier, printed } = given();
    const moved = { reason: 'as asked', amountMinor: 100, slip: null };
    const whatFor = ({ movementId }: { movementId: string }) =>
      printed(cashier, 'slip', { movementId }).match(/What for (.+)/)?.[1];
    const into = PAID_IN_CATEGORIES.map((category) =>
      whatFor(world.done(cashier, 'payIn', { ...moved, category, attemptId: `paid in: ${category}` })),
    );
    const out = PAID_OUT_CATEGORIES.map((category) =>
      whatFor(world.done(cashier, 'payOut', { ...moved, category, payee: 'Blue Dart', attemptId: `paid out: ${category}` })),
    );
    for (const words of [...into, ...out]) expect(words).toMatch(/^[A-Z][a-z]/);
  });

  it('say that no till was opened, with the zero Z’s own number and both perpetual totals', () => {
    const { world, cashier, backOffice, branchId, printed } = given();
    const { terminalId, terminalCode } = cashier.place;
    const said = { branchId, date: '2026-05-03', terminalId, terminalCode, lastZ: 4, seq: 9, hash: 'a'.repeat(64), number: 7 };
    world.write([tillIdleClosed.of({ ...said, grossInMinor: 270_000, grossOutMinor: 1_000 })], world.entryOf(backOffice));
    const z = printed(backOffice, 'z', { tillId: idleDayId(terminalId, '2026-05-03') });
    for (const line of ['Z REPORT', 'Z no. 0/7', 'No till was opened', 'Follows Z no. 4', 'Total Rs.0.00'])
      expect(z).toContain(line);
    for (const line of ['Perpetual total in Rs.2,700.00', 'Perpetual total out Rs.10.00']) expect(z).toContain(line);
  });

  it('say how a till and a day ended', () => {
    const clinic = given();
    const { cashier, backOffice, pay, closeTill, printed, tillId, world, branchId } = clinic;
    pay(cashier, billed(clinic), cash(1_094_000));
    expect(printed(cashier, 'x', { tillId: null })).toContain('X REPORT');
    closeTill(cashier, countOf(50_000 + 1_094_000));
    const z = printed(backOffice, 'z', { tillId });
    for (const line of ['Z REPORT', 'Z no. 1', 'Total Rs.10,940.00', 'Variance Rs.0.00', 'Perpetual total in Rs.10,940.00'])
      expect(z).toContain(line);
    expect(printed(cashier, 'z', { tillId })).not.toContain('Variance');
    const date = world.entryOf(cashier).businessDate;
    const day = printed(backOffice, 'day', { branchId, date });
    for (const line of ['DAY CLOSE', 'State Open', 'Invoiced Rs.10,940.00', 'Z 1']) expect(day).toContain(line);
    expect(printed(backOffice, 'supplement', { branchId, date })).toContain('Late entries 0');
  });
});
