import type { Reader } from '../kernel/record.ts';

/** What a column holds, which says how it is written: amounts are minor units, times UTC ms, rates hundredths of a percent. */
export type ColumnType = 'text' | 'amount' | 'count' | 'date' | 'time' | 'rate';

export interface ExportColumn {
  /** As it stands over the column. English: these files go to accountants and authorities. */
  readonly title: string;
  readonly type: ColumnType;
}

export type ExportValue = string | number | null;

export interface ExportAsked {
  readonly branchId: string;
  /** Business dates, both included. */
  readonly from: string;
  readonly to: string;
}

/** A table that can be taken out of the records: one file each. Rows come one by one, so that a year needs no memory. */
export interface ExportKind {
  readonly kind: string;
  readonly columns: readonly ExportColumn[];
  rows(asked: ExportAsked, reader: Reader): Iterable<readonly ExportValue[]>;
}
