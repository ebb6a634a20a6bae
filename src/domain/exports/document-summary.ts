import type { Reader } from '../kernel/record.ts';
import type { ExportAsked, ExportKind } from './export-kind.ts';
import { type MoneyEvent, moneyEvents } from './money-events.ts';

/** Documents of one series in a stretch of time, as table 13 of GSTR-1 asks for them. */
export interface SeriesSummary {
  readonly nature: string;
  readonly from: string;
  readonly to: string;
  readonly total: number;
  readonly cancelled: number;
  readonly net: number;
  /** Numbers between the first and the last that no document has. A series without a fault has none. */
  readonly missing: number;
}

/** GSTR-1, table 13, "nature of document". Payments and advances have one series of receipts. */
const NATURES: Readonly<Partial<Record<MoneyEvent['kind'], string>>> = {
  invoice: 'Invoices for outward supply',
  'credit-note': 'Credit Note',
  payment: 'Receipt voucher',
  advance: 'Receipt voucher',
  refund: 'Refund voucher',
};

/**
 * By series: the first and last number, how many there are, and what is left after cancellation. Nothing is ever cancelled
 * here: what is wrong is taken back by a credit note, a document of its own, so that the net is the total.
 */
export function documentSummary(reader: Reader, asked: ExportAsked): readonly SeriesSummary[] {
  const series = new Map<string, { nature: string; numbers: Map<number, string> }>();
  for (const { kind, number } of moneyEvents(reader, asked)) {
    const nature = NATURES[kind];
    if (nature === undefined || number === '') continue;
    const cut = number.lastIndexOf('/') + 1;
    const name = number.slice(0, cut);
    const one = series.get(name) ?? { nature, numbers: new Map() };
    one.numbers.set(Number(number.slice(cut)), number);
    series.set(name, one);
  }
  return [...series].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, { nature, numbers }]) => summed(nature, numbers));
}

function summed(nature: string, numbers: ReadonlyMap<number, string>): SeriesSummary {
  let [first, last] = [Number.MAX_SAFE_INTEGER, 0];
  for (const sequence of numbers.keys()) [first, last] = [Math.min(first, sequence), Math.max(last, sequence)];
  const total = numbers.size;
  const missing = last - first + 1 - total;
  return { nature, from: numbers.get(first) ?? '', to: numbers.get(last) ?? '', total, cancelled: 0, net: total, missing };
}

export const gstr1Documents: ExportKind = {
  kind: 'gstr1-documents',
  columns: [
    { title: 'Nature of document', type: 'text' },
    { title: 'Sr. No. From', type: 'text' },
    { title: 'Sr. No. To', type: 'text' },
    { title: 'Total Number', type: 'count' },
    { title: 'Cancelled', type: 'count' },
    { title: 'Net Issued', type: 'count' },
    { title: 'Missing numbers', type: 'count' },
  ],
  *rows(asked, reader) {
    for (const { nature, from, to, total, cancelled, net, missing } of documentSummary(reader, asked))
      yield [nature, from, to, total, cancelled, net, missing];
  },
};
