import { searchWords } from '../kernel/record.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';
import type { RefusedRow } from './import-report.ts';

export interface ImportColumn {
  /** What the column says, in the product's words. */
  readonly field: string;
  readonly title: string;
  /** Without it no row can be read. */
  readonly required: boolean;
  /** Header names it is known by, in any case and spacing; the first that is there is taken. */
  readonly guesses: readonly string[];
}

/** A row's cells by field; empty where the file has no such column. */
export type Cells = Readonly<Record<string, string>>;

/** A kind of file that can be imported, and how its rows become the input of an operation. */
export interface ImportKind {
  readonly kind: string;
  readonly title: string;
  /** Takes `{ rows }` and answers an `ImportReport`. */
  readonly operation: string;
  /** Rows that the operation takes at a time. */
  readonly batchRows: number;
  readonly columns: readonly ImportColumn[];
  /** Headings that tell a file of this kind from one of another: all of one of these groups. */
  readonly marks: readonly (readonly string[])[];
  /** The operation leaves out who only looks like somebody here, unless its input says `addLookalikes`. */
  readonly leavesOutLookalikes?: true;
  /** One row of the operation's input, or why the row cannot be read. */
  readRow(cells: Cells, row: number): unknown | Refusal;
}

/** Which column of the file is which field, by index; null: the file has none. */
export type ColumnMapping = Readonly<Record<string, number | null>>;

/** A row as the file has it. `row` counts as a spreadsheet does: the header is row 1. */
export interface FileRow {
  readonly row: number;
  readonly fields: readonly string[];
}

/** Finds each field's column by its header, in whatever order they come. */
export function guessMapping(kind: ImportKind, header: readonly string[]): ColumnMapping {
  const names = header.map(normalHeader);
  const index = (guess: string) => names.indexOf(normalHeader(guess));
  return Object.fromEntries(kind.columns.map(({ field, guesses }) => [field, guesses.map(index).find((at) => at >= 0) ?? null]));
}

/** Why no row of this file can be read with this mapping. */
export function mappingRefusal(kind: ImportKind, header: readonly string[], mapping: ColumnMapping): Refusal | undefined {
  const missing = kind.columns.find(({ field, required }) => required && typeof mapping[field] !== 'number');
  if (missing) return refuse('column-missing', { field: missing.field, title: missing.title });
  const beyond = Object.entries(mapping).find(([, at]) => at !== null && (at < 0 || at >= header.length));
  return beyond && refuse('column-not-in-file', { field: beyond[0] });
}

/** Reads rows into inputs of the kind's operation, batch by batch, and says which rows cannot be read and why. */
export function toInput(
  kind: ImportKind,
  header: readonly string[],
  mapping: ColumnMapping,
  rows: readonly FileRow[],
): { readonly batches: readonly { readonly rows: readonly unknown[] }[]; readonly refused: readonly RefusedRow[] } {
  const read: unknown[] = [];
  const refused: RefusedRow[] = [];
  for (const { row, fields } of rows) {
    const one = readFileRow(kind, header, mapping, { row, fields });
    if (isRefused(one)) refused.push({ row, code: one.code, details: one.details });
    else read.push(one);
  }
  const batches = [];
  for (let at = 0; at < read.length; at += kind.batchRows) batches.push({ rows: read.slice(at, at + kind.batchRows) });
  return { batches, refused };
}

function readFileRow(
  kind: ImportKind,
  header: readonly string[],
  mapping: ColumnMapping,
  { row, fields }: FileRow,
): unknown | Refusal {
  // With a field too many or too few nobody knows which is which: better no row than a wrong one.
  if (fields.length !== header.length) return refuse('wrong-number-of-fields', { expected: header.length, found: fields.length });
  const cells = Object.fromEntries(
    kind.columns.map(({ field }) => {
      const at = mapping[field];
      return [field, (typeof at === 'number' ? (fields[at] ?? '') : '').trim().replace(/\s+/g, ' ')];
    }),
  );
  const empty = kind.columns.find(({ field, required }) => required && cells[field] === '');
  if (empty) return refuse('field-empty', { field: empty.field, title: empty.title });
  // Another program read the letters wrongly and wrote this sign in their place; an entry of it could never be edited.
  const lost = Object.entries(cells).find(([, cell]) => cell.includes('\uFFFD'));
  return lost ? refuse('letters-lost', { field: lost[0], value: lost[1].slice(0, 40) }) : kind.readRow(cells, row);
}

function isRefused(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'refused' in value;
}

export function normalHeader(name: string): string {
  return searchWords(name.replace(/^\uFEFF/, '')).join('');
}
