import { z } from 'zod';
import { type Refusal, refuse } from '../kernel/refusal.ts';

/** The row of the file, as a spreadsheet counts: the header is row 1. */
export const rowNumber = z.number().int().min(1).max(100_000_000);

export interface RefusedRow {
  readonly row: number;
  readonly code: Refusal['code'];
  readonly details: Refusal['details'];
}

/** What became of the rows of one batch. */
export interface ImportReport {
  readonly added: number;
  /** Rows that were here before, or came twice in the file. */
  readonly already: number;
  readonly refused: readonly RefusedRow[];
}

export function refusedRow(row: number, code: string, details: Refusal['details'] = {}): RefusedRow {
  const refusal = refuse(code, details);
  return { row, code: refusal.code, details: refusal.details };
}
