import { z } from 'zod';
import { type Refusal, refuse } from '../kernel/refusal.ts';

/** The row of the file, as a spreadsheet counts: the header is row 1. */
export const rowNumber = z.number().int().min(1).max(100_000_000);

export interface RefusedRow {
  readonly row: number;
  readonly code: Refusal['code'];
  readonly details: Refusal['details'];
}

/** A row that was read, and the record it is. */
export interface RowOfRecord {
  readonly row: number;
  /** Two rows of one id are the same thing twice. */
  readonly id: string;
  /** What the record is called here, where it was here before this batch; else null. */
  readonly here: string | null;
}

/** What became of the rows of one batch. */
export interface ImportReport {
  readonly added: number;
  /** Rows that were here before, or came twice in the file. */
  readonly already: number;
  /** In the order of the file, without those refused. */
  readonly rows: readonly RowOfRecord[];
  readonly refused: readonly RefusedRow[];
}

/** Says of each row which record it is, and picks the rows that make new records: the first of each. */
export function sortRows<Row extends { readonly row: number }>(
  rows: readonly Row[],
  idOf: (row: Row) => string,
  hereAs: (id: string, row: Row) => string | undefined,
): { readonly fresh: ReadonlyMap<string, Row>; readonly sorted: readonly RowOfRecord[] } {
  const fresh = new Map<string, Row>();
  const sorted = rows.map((row): RowOfRecord => {
    const id = idOf(row);
    const here = hereAs(id, row) ?? null;
    if (here === null && !fresh.has(id)) fresh.set(id, row);
    return { row: row.row, id, here };
  });
  return { fresh, sorted };
}

export function refusedRow(row: number, code: string, details: Refusal['details'] = {}): RefusedRow {
  const refusal = refuse(code, details);
  return { row, code: refusal.code, details: refusal.details };
}
