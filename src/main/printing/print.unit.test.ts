import { describe, expect, it } from 'vitest';
import type { PaperFormat, PaperLanguage } from '#domain/kernel/paper-kinds.ts';
import { readReceiptText } from '#protocol/receipt-qr.ts';
import { readPdf as readWhole } from '../../../tests/fixtures/pdf.ts';
import { counterfoil, letterhead, receipt } from '../../../tests/fixtures/printed.ts';
import type { Counterfoil, ReceiptDocument, ZDocument } from './documents.ts';
import { layoutOf, PAPERS, type Paper } from './papers.ts';
import { layoutAsPdf } from './pdf-papers.ts';

/** The words alone, which are read quickly. */
const readPdf = (pdf: Uint8Array) => readWhole(pdf, { qr: false });

interface Look {
  readonly format: PaperFormat;
  readonly language: PaperLanguage;
}

function printReceipt(document: ReceiptDocument, qr: Counterfoil, { format, language }: Look) {
  return layoutAsPdf(layoutOf(PAPERS.receipt as Paper, document, qr, language), format);
}

function printZ(document: ZDocument, { language }: Pick<Look, 'language'>) {
  return layoutAsPdf(layoutOf(PAPERS.z as Paper, document, null, language), '80mm');
}

/** Devanagari comes back in pieces. */
const squeezed = (text: string) => text.replace(/\s/g, '');

const mm = (points: number) => (points * 25.4) / 72;

describe.each(['80mm', '58mm', 'a5', 'a4'] as const)('a receipt on %s', (format) => {
  it('leaves out what the clinic does not have', async () => {
    const bare = { ...receipt, letterhead: { ...letterhead, phone: ' ', gstin: null } };
    const { text } = await readPdf(await printReceipt(bare, counterfoil, { format, language: 'en' }));
    expect(text).toContain('Banyan Dental');
    expect(text).not.toMatch(/Phone|GSTIN/);
  });

  it('says who was paid what, by whom, for what, and how', async () => {
    const { text, pages } = await readPdf(await printReceipt(receipt, counterfoil, { format, language: 'en' }));
    expect(pages).toBe(1);
    for (const words of [
      'Banyan Dental',
      'Indiranagar',
      'GSTIN 29ABCDE1234F1ZW',
      'R07/2627/000123',
      'T07/2627/000120',
      '18 Nov 2026, 4:36 pm',
      'Aarti Deshpandé',
      'P-000042',
      'Root canal treatment',
      '999312',
      '₹9,000.00',
      '18%',
      '₹1,800.00',
      '₹19,000.00',
      '₹20,800.00',
      'Cash',
      '₹800.00',
      'Tendered',
      '₹1,000.00',
      'Change',
      '₹200.00',
      'Card •••• 4242',
      'UPI',
      '632211009988',
      'Meena Rao',
      'T07',
    ])
      expect(text).toContain(words);
    expect(text).not.toMatch(/DUPLICATE|Balance due|undefined|NaN/);
  });

  it('carries the counterfoil in its QR', async () => {
    const { qr } = await readWhole(await printReceipt(receipt, counterfoil, { format, language: 'en' }));
    expect(readReceiptText(qr ?? '')).toEqual(counterfoil);
  });

  it('says DUPLICATE and its number, in every language', async () => {
    for (const language of ['en', 'hi'] as const) {
      const { text } = await readPdf(await printReceipt({ ...receipt, duplicate: 3 }, counterfoil, { format, language }));
      expect(text).toContain('DUPLICATE 3');
    }
  });

  it('says what is still due when part is paid', async () => {
    const part = { ...receipt, receivedMinor: 80_000, balanceMinor: 2_000_000 };
    const { text } = await readPdf(await printReceipt(part, counterfoil, { format, language: 'en' }));
    expect(text).toContain('Received ₹800.00');
    expect(text).toContain('Balance due ₹20,000.00');
  });

  it('is printed in Hindi', async () => {
    const document = { ...receipt, patientName: 'आरती देशपांडे' };
    const { text, qr } = await readWhole(await printReceipt(document, counterfoil, { format, language: 'hi' }));
    for (const words of ['रसीद', 'नकद', 'कुल', '₹20,800.00', 'R07/2627/000123']) expect(text).toContain(words);
    expect(text).not.toMatch(/RECEIPT|Cashier|Tendered/);
    expect(readReceiptText(qr ?? '')?.number).toBe(receipt.receiptNumber);
  });
});

describe('paper', () => {
  it('is a roll as long as its content', async () => {
    const short = await readPdf(await printReceipt(receipt, counterfoil, { format: '80mm', language: 'en' }));
    const lines = Array.from({ length: 40 }, () => receipt.lines).flat();
    const long = await readPdf(await printReceipt({ ...receipt, lines }, counterfoil, { format: '80mm', language: 'en' }));
    expect(mm(short.width)).toBeCloseTo(80, 1);
    expect(long).toMatchObject({ width: short.width, pages: 1 });
    expect(mm(long.height - short.height)).toBeGreaterThan(78 * 5);
  });

  it('is A5, and goes on to a second sheet', async () => {
    const lines = Array.from({ length: 40 }, () => receipt.lines).flat();
    const one = await readPdf(await printReceipt(receipt, counterfoil, { format: 'a5', language: 'en' }));
    const more = await readPdf(await printReceipt({ ...receipt, lines }, counterfoil, { format: 'a5', language: 'en' }));
    expect([mm(one.width), mm(one.height)].map(Math.round)).toEqual([148, 210]);
    expect(more.pages).toBeGreaterThan(1);
  });

  it.each(['80mm', 'a5'] as const)('on %s breaks no label because a name is long', async (format) => {
    const patientName = 'श्रीमती लक्ष्मीनारायणप्रसादवेंकटरामन लक्ष्मीनारायणप्रसादवेंकटरामन शर्मा';
    const labels = { en: ['Receipt no.', 'Invoice no.', 'Patient no.'], hi: ['रसीद सं.', 'मरीज़ सं.'] };
    for (const language of ['en', 'hi'] as const) {
      const { lines } = await readPdf(await printReceipt({ ...receipt, patientName }, counterfoil, { format, language }));
      const whole = labels[language].filter((label) => lines[0]?.some((line) => squeezed(line).startsWith(squeezed(label))));
      expect(whole).toEqual(labels[language]);
    }
  });

  it('is one A5 sheet where only the thanks would be on a second', async () => {
    const patientName = `श्रीमती ${'लक्ष्मीनारायणप्रसादवेंकटरामन '.repeat(2)}शर्मा श्रीमती लक्ष्मी`;
    const dear = { unitPriceMinor: 99_999_999_999, amountMinor: 99_999_999_999, taxMinor: 18_000_000_000 };
    const name = 'Full mouth rehabilitation with implants and bridges';
    const lines = receipt.lines.map((line) => ({ ...line, ...dear, taxRateBasisPoints: 1800, name }));
    const document = { ...receipt, patientName, lines };
    const { pages, text } = await readPdf(await printReceipt(document, counterfoil, { format: 'a5', language: 'hi' }));
    expect(pages).toBe(1);
    expect(squeezed(text)).toContain('धन्यवाद');
  });

  it('prints a clinic without GSTIN', async () => {
    const document = { ...receipt, letterhead: { ...letterhead, gstin: null } };
    const { text } = await readPdf(await printReceipt(document, counterfoil, { format: '80mm', language: 'en' }));
    expect(text).not.toContain('GSTIN');
  });
});

describe('a Z slip', () => {
  const z: ZDocument = {
    letterhead,
    zNumber: 17,
    terminalCode: 'T07',
    cashierName: 'Meena Rao',
    businessDate: '2026-11-18',
    openedAtMs: Date.UTC(2026, 10, 18, 3, 30),
    closedAtMs: Date.UTC(2026, 10, 18, 14, 5),
    firstSeq: 8801,
    lastSeq: 9040,
    headHash: '9b'.repeat(32),
    invoices: 21,
    payments: 21,
    reprints: 2,
    takings: [
      { kind: 'cash', amountMinor: 1_450_000 },
      { kind: 'card', amountMinor: 900_000 },
      { kind: 'upi', amountMinor: 650_000 },
    ],
    totalMinor: 3_000_000,
    openingFloatMinor: 200_000,
    denominations: [
      { valueMinor: 50_000, count: 32 },
      { valueMinor: 10_000, count: 4 },
    ],
    countedMinor: 1_640_000,
    expectedMinor: 1_650_000,
    varianceMinor: -10_000,
    grossInMinor: 88_000_000,
    grossOutMinor: 0,
  };

  it('says what the till took, what was counted and which entries it covers', async () => {
    const { text, width, pages } = await readPdf(await printZ(z, { language: 'en' }));
    expect({ width: Math.round(mm(width)), pages }).toEqual({ width: 80, pages: 1 });
    for (const words of [
      'Z REPORT',
      'Z no. 17',
      'Meena Rao',
      '18 Nov 2026, 9:00 am',
      '18 Nov 2026, 7:35 pm',
      '8801 – 9040',
      'Cash ₹14,500.00',
      'Total ₹30,000.00',
      'Opening float ₹2,000.00',
      '₹500.00 × 32',
      'Counted in drawer ₹16,400.00',
      'Expected in drawer ₹16,500.00',
      'Variance -₹100.00',
      'Perpetual total in ₹8,80,000.00',
      `${'9b'.repeat(16)} ${'9b'.repeat(16)}`,
    ])
      expect(text).toContain(words);
  });

  it('leaves out what would tell a cashier the variance', async () => {
    const takings = z.takings.map((one) => (one.kind === 'cash' ? { ...one, amountMinor: null } : one));
    const hidden = { totalMinor: null, expectedMinor: null, varianceMinor: null, grossInMinor: null, grossOutMinor: null };
    const { text } = await readPdf(await printZ({ ...z, takings, ...hidden }, { language: 'en' }));
    expect(text).toContain('Card ₹9,000.00');
    expect(text).toContain('Counted in drawer ₹16,400.00');
    expect(text).not.toMatch(/Cash ₹|Total|Expected|Variance|Perpetual|null|NaN/);
  });

  it('is printed in Hindi', async () => {
    const { text } = await readPdf(await printZ(z, { language: 'hi' }));
    expect(text).toContain('नकद ₹14,500.00');
    expect(text).not.toMatch(/Counted|Cashier/);
  });
});
