import { branch } from '../clinics/branch.ts';
import { documentSeries } from '../documents/document-series.ts';
import type { SeriesTally } from '../documents/series-tally.ts';
import { sum } from '../kernel/money.ts';
import type { Reader } from '../kernel/record.ts';
import type { ExportAsked, ExportKind } from './export-kind.ts';
import { type MoneyEvent, moneyEvents } from './money-events.ts';

/** Documents of one series in a stretch of time, as table 13 of GSTR-1 asks for them. */
export interface SeriesSummary {
  readonly nature: string;
  readonly from: string;
  readonly to: string;
  readonly total: number;
  /** Numbers between the first and the last that no document has. A series without a fault has none. */
  readonly cancelled: number;
  /** Documents there are. */
  readonly net: number;
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
 * By nature and series: the first and last number, how many there are, and what is left after cancellation. A credit note
 * cancels nothing: the invoice it takes back was issued, and stands in the return beside it, as a document of another nature
 * (CGST Act 2017, section 34). No document of this clinic can be cancelled otherwise, so cancelled are only numbers that were
 * left out. Dates are those on the papers, also of what arrived after a lock.
 */
export function documentSummary(reader: Reader, asked: ExportAsked): readonly SeriesSummary[] {
  const series = new Map<string, SeriesFound>();
  for (const { id: branchId } of reader.find(branch, {}, BRANCHES))
    for (const { kind, number } of moneyEvents(reader, { ...asked, branchId })) {
      const nature = NATURES[kind];
      if (nature !== undefined && number !== '') addTo(series, nature, number);
    }
  const orderOf = ([name, { nature }]: [string, SeriesFound]) => `${nature} ${name}`;
  return [...series]
    .sort((one, other) => (orderOf(one) < orderOf(other) ? -1 : 1))
    .map(([name, { nature, numbers }]) => summed(nature, numbers, leftOut(reader, name)));
}

/** The numbers of a series, e.g. `T07/2627/`, that were never given. */
function leftOut(reader: Reader, name: string): SeriesTally['gaps'] {
  const year = name.split('/')[1] ?? '';
  const of = reader.find(documentSeries, { year }, BRANCHES).find(({ lastNumber }) => lastNumber.startsWith(name));
  return of?.gaps ?? [];
}

function addTo(series: Map<string, SeriesFound>, nature: string, number: string): void {
  const cut = number.lastIndexOf('/') + 1;
  const name = number.slice(0, cut);
  const one = series.get(name) ?? { nature, numbers: new Map() };
  one.numbers.set(Number(number.slice(cut)), number);
  series.set(name, one);
}

function summed(nature: string, numbers: ReadonlyMap<number, string>, gaps: SeriesTally['gaps']): SeriesSummary {
  let [first, last] = [Number.MAX_SAFE_INTEGER, 0];
  for (const sequence of numbers.keys()) [first, last] = [Math.min(first, sequence), Math.max(last, sequence)];
  const ends = { from: numbers.get(first) ?? '', to: numbers.get(last) ?? '' };
  const cancelled = sum(gaps.map((gap) => missingIn(gap, numbers, first, last)));
  return { nature, ...ends, total: numbers.size + cancelled, cancelled, net: numbers.size };
}

/** What of a gap lies between the first and the last number and was not given later after all. */
function missingIn(gap: { from: number; to: number }, numbers: ReadonlyMap<number, string>, first: number, last: number): number {
  const [from, to] = [Math.max(gap.from, first), Math.min(gap.to, last)];
  const given = [...numbers.keys()].filter((number) => number >= from && number <= to).length;
  return Math.max(0, to - from + 1) - given;
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
  ],
  *rows(asked, reader) {
    for (const { nature, from, to, total, cancelled, net } of documentSummary(reader, asked))
      yield [nature, from, to, total, cancelled, net];
  },
};
