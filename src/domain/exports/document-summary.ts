import { branch } from '../clinics/branch.ts';
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

/** A return covers everything under one GSTIN, and a clinic has one: all its branches. */
const BRANCHES = { limit: 1000 } as const;

interface SeriesFound {
  readonly nature: string;
  readonly numbers: Map<number, string>;
}

/**
 * By nature and series: the first and last number, how many there are, and what is left after cancellation. An invoice is
 * cancelled that a credit note took back wholly, as the report on series has it; it counts from the day of that note on, so
 * that what a return said before stays as it was. Dates are those on the papers, also of what arrived after a lock.
 */
export function documentSummary(reader: Reader, asked: ExportAsked): readonly SeriesSummary[] {
  const series = new Map<string, SeriesFound>();
  const takenBack = new Set<string>();
  for (const { id: branchId } of reader.find(branch, {}, BRANCHES))
    for (const { kind, number, reference, completes } of moneyEvents(reader, { ...asked, branchId })) {
      if (completes) takenBack.add(reference);
      const nature = NATURES[kind];
      if (nature !== undefined && number !== '') addTo(series, nature, number);
    }
  const orderOf = ([name, { nature }]: [string, SeriesFound]) => `${nature} ${name}`;
  return [...series]
    .sort((one, other) => (orderOf(one) < orderOf(other) ? -1 : 1))
    .map(([, { nature, numbers }]) => summed(nature, numbers, takenBack));
}

function addTo(series: Map<string, SeriesFound>, nature: string, number: string): void {
  const cut = number.lastIndexOf('/') + 1;
  const name = number.slice(0, cut);
  const one = series.get(name) ?? { nature, numbers: new Map() };
  one.numbers.set(Number(number.slice(cut)), number);
  series.set(name, one);
}

function summed(nature: string, numbers: ReadonlyMap<number, string>, takenBack: ReadonlySet<string>): SeriesSummary {
  let [first, last] = [Number.MAX_SAFE_INTEGER, 0];
  for (const sequence of numbers.keys()) [first, last] = [Math.min(first, sequence), Math.max(last, sequence)];
  const total = numbers.size;
  const missing = last - first + 1 - total;
  const cancelled = [...numbers.values()].filter((number) => takenBack.has(number)).length;
  const ends = { from: numbers.get(first) ?? '', to: numbers.get(last) ?? '' };
  return { nature, ...ends, total, cancelled, net: total - cancelled, missing };
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
