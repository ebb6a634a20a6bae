import { branch } from '../clinics/branch.ts';
import { clinic } from '../clinics/clinic.ts';
import type { Reader } from '../kernel/record.ts';
import type { ExportAsked, ExportKind, ExportValue } from './export-kind.ts';
import { moneyEvents } from './money-events.ts';

/** One taxed line of a document. Credit notes are negative. Minor units. */
export interface TaxedLine {
  readonly date: string;
  readonly what: 'invoice' | 'credit-note';
  readonly number: string;
  readonly patientName: string;
  readonly hsnSac: string;
  readonly name: string;
  readonly quantity: number;
  readonly rateBasisPoints: number;
  readonly taxableMinor: number;
  readonly taxMinor: number;
}

export function* taxedLines(reader: Reader, asked: ExportAsked): Iterable<TaxedLine> {
  for (const { kind, date, number, patientName, lines } of moneyEvents(reader, asked)) {
    if (kind !== 'invoice' && kind !== 'credit-note') continue;
    const sign = kind === 'invoice' ? 1 : -1;
    for (const line of lines ?? []) {
      const { hsnSac, name, quantity, taxRateBasisPoints: rateBasisPoints, amountMinor, taxMinor } = line;
      const said = { date, what: kind, number, patientName, hsnSac, name, rateBasisPoints };
      yield { ...said, quantity: sign * quantity, taxableMinor: sign * amountMinor, taxMinor: sign * taxMinor };
    }
  }
}

/** Half each: central and state tax of a supply within the state. Of an odd paisa the state gets it. */
export function halves(taxMinor: number): readonly [centralMinor: number, stateMinor: number] {
  const central = Math.trunc(taxMinor / 2);
  return [central, taxMinor - central];
}

/** Every line that was billed or taken back, with its tax. */
export const taxLedger: ExportKind = {
  kind: 'tax-ledger',
  columns: [
    { title: 'Business date', type: 'date' },
    { title: 'What', type: 'text' },
    { title: 'Number', type: 'text' },
    { title: 'Patient', type: 'text' },
    { title: 'HSN/SAC', type: 'text' },
    { title: 'Service', type: 'text' },
    { title: 'Quantity', type: 'count' },
    { title: 'Rate %', type: 'rate' },
    { title: 'Taxable value', type: 'amount' },
    { title: 'CGST', type: 'amount' },
    { title: 'SGST', type: 'amount' },
    { title: 'Total', type: 'amount' },
  ],
  *rows(asked, reader) {
    for (const line of taxedLines(reader, asked)) {
      const { date, what, number, patientName, hsnSac, name, quantity, rateBasisPoints, taxableMinor, taxMinor } = line;
      const said = [date, what, number, patientName, hsnSac, name, quantity, rateBasisPoints];
      yield [...said, taxableMinor, ...halves(taxMinor), taxableMinor + taxMinor];
    }
  },
};

const SUMMARY_COLUMNS: ExportKind['columns'] = [
  { title: 'Month', type: 'text' },
  { title: 'HSN/SAC', type: 'text' },
  { title: 'Rate %', type: 'rate' },
  { title: 'Quantity', type: 'count' },
  { title: 'Taxable value', type: 'amount' },
  { title: 'CGST', type: 'amount' },
  { title: 'SGST', type: 'amount' },
  { title: 'Total', type: 'amount' },
];

/** Taxable value and tax of a branch by month, rate and HSN/SAC, credit notes taken off. */
export const taxSummary: ExportKind = {
  kind: 'tax-summary',
  columns: SUMMARY_COLUMNS,
  rows: (asked, reader) => summed(taxedLines(reader, asked)),
};

/** The same of all branches together: what the GST return of the clinic's one GSTIN asks for. */
export const taxSummaryOfClinic: ExportKind = {
  kind: 'tax-summary-clinic',
  columns: [{ title: 'GSTIN', type: 'text' }, ...SUMMARY_COLUMNS],
  *rows(asked, reader) {
    const gstin = reader.find(clinic, {}, { limit: 1 })[0]?.gstin ?? '';
    for (const row of summed(linesOfClinic(reader, asked))) yield [gstin, ...row];
  },
};

function* linesOfClinic(reader: Reader, asked: ExportAsked): Iterable<TaxedLine> {
  for (const { id: branchId } of reader.find(branch, {}, { limit: 1000 })) yield* taxedLines(reader, { ...asked, branchId });
}

function* summed(lines: Iterable<TaxedLine>): Iterable<readonly ExportValue[]> {
  const sums = new Map<
    string,
    { month: string; hsnSac: string; rate: number; quantity: number; taxable: number; cgst: number; sgst: number }
  >();
  for (const { date, hsnSac, rateBasisPoints: rate, quantity, taxableMinor, taxMinor } of lines) {
    const month = date.slice(0, 7);
    const key = `${month} ${hsnSac} ${String(rate).padStart(6, '0')}`;
    const sum = sums.get(key) ?? { month, hsnSac, rate, quantity: 0, taxable: 0, cgst: 0, sgst: 0 };
    const [cgst, sgst] = halves(taxMinor);
    sum.quantity += quantity;
    sum.taxable += taxableMinor;
    sum.cgst += cgst;
    sum.sgst += sgst;
    sums.set(key, sum);
  }
  for (const [, { month, hsnSac, rate, quantity, taxable, cgst, sgst }] of [...sums].sort(([a], [b]) => (a < b ? -1 : 1)))
    yield [month, hsnSac, rate, quantity, taxable, cgst, sgst, taxable + cgst + sgst];
}
