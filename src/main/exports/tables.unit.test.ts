import { parse } from 'csv-parse/sync';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { ExportColumn, ExportValue, Voucher } from '#domain/registry.ts';
import { cellText, decimal } from './cells.ts';
import { csvOf } from './csv.ts';
import { tallyXml } from './tally-xml.ts';
import { xlsxOf } from './xlsx.ts';

const COLUMNS: readonly ExportColumn[] = [
  { title: 'Date', type: 'date' },
  { title: 'Time', type: 'time' },
  { title: 'Name', type: 'text' },
  { title: 'Amount', type: 'amount' },
  { title: 'Rate', type: 'rate' },
  { title: 'Count', type: 'count' },
];
const ROWS: readonly (readonly ExportValue[])[] = [
  ['2026-05-04', Date.UTC(2026, 4, 4, 18, 31, 5), 'Rao, "Asha"\nB', 123_456_789, 1_800, 2],
  ['2026-05-05', Date.UTC(2026, 4, 5, 4), '=HYPERLINK("http://bad")', -5, 0, 0],
  ['2026-05-06', null, '@SUM(1)', null, null, null],
];
const textOf = cellText('Asia/Kolkata');

describe('an amount', () => {
  it('is told exactly, to the last minor unit', () => {
    expect([0, 5, -5, 100, 123_456_789, -100_000_000_001, 9_007_199_254_740_991].map(decimal)).toEqual([
      ...['0.00', '0.05', '-0.05', '1.00', '1234567.89', '-1000000000.01', '90071992547409.91'],
    ]);
  });
});

describe('a table as CSV', () => {
  const text = [...csvOf(COLUMNS, ROWS, textOf)].join('');

  it('reads back as it was, with the clinic’s clock', () => {
    const rows = parse(text, { bom: true }) as string[][];
    expect(rows[0]).toEqual(COLUMNS.map(({ title }) => title));
    expect(rows[1]).toEqual(['2026-05-04', '2026-05-05 00:01:05', 'Rao, "Asha"\nB', '1234567.89', '18.00', '2']);
  });

  it('makes text of what begins like a formula, and keeps a negative amount a number', () => {
    const rows = parse(text, { bom: true }) as string[][];
    expect([rows[2]?.[2], rows[2]?.[3], rows[3]?.[2]]).toEqual([`'=HYPERLINK("http://bad")`, '-0.05', `'@SUM(1)`]);
  });

  it('comes a few hundred lines at a time', () => {
    const many = Array.from({ length: 1_200 }, () => ROWS[0] ?? []);
    expect([...csvOf(COLUMNS, many, textOf)]).toHaveLength(3);
  });
});

describe('a table as XLSX', () => {
  it('holds amounts as numbers with their exact digits, text as text, and no formula', async () => {
    const files = unzipSync(await xlsxOf('day-book', COLUMNS, ROWS, textOf));
    const sheet = Buffer.from(files['xl/worksheets/sheet1.xml'] ?? []).toString();
    const strings = Object.entries(files).map(([, bytes]) => Buffer.from(bytes).toString());
    expect(sheet).toContain('<v>1234567.89</v>');
    expect(sheet).toContain('<v>-0.05</v>');
    expect(sheet).not.toMatch(/<f[ >]/);
    expect(strings.some((text) => text.includes('=HYPERLINK(') && text.includes('Rao, '))).toBe(true);
  });
});

describe('vouchers for Tally', () => {
  const voucher: Voucher = {
    ...{ type: 'Receipt', date: '2026-05-04', number: 'R02/2627/000001', reference: 'T02/2627/000001' },
    ...{ party: 'A & B <C>', narration: 'Payment of an invoice', till: 'T02 Z 3' },
    postings: [
      { account: 'Cash in drawers', amountMinor: 150_005 },
      { account: 'Patients', amountMinor: -150_005 },
    ],
  };

  it('have debits that are deemed positive and negative in amount, and nothing unescaped', () => {
    const xml = [...tallyXml('Smile & Co', [voucher])].join('');
    expect(xml).toContain('<SVCURRENTCOMPANY>Smile &amp; Co</SVCURRENTCOMPANY>');
    expect(xml).toContain('<DATE>20260504</DATE><VOUCHERTYPENAME>Receipt</VOUCHERTYPENAME>');
    expect(xml).toContain(
      '<LEDGERNAME>Cash in drawers</LEDGERNAME><ISDEEMEDPOSITIVE>Yes</ISDEEMEDPOSITIVE><AMOUNT>-1500.05</AMOUNT>',
    );
    expect(xml).toContain('<LEDGERNAME>Patients</LEDGERNAME><ISDEEMEDPOSITIVE>No</ISDEEMEDPOSITIVE><AMOUNT>1500.05</AMOUNT>');
    expect(xml).toContain('<NARRATION>Payment of an invoice: A &amp; B &lt;C&gt; (T02 Z 3)</NARRATION>');
    expect(xml.match(/<VOUCHER /g)).toHaveLength(1);
  });
});
