import { parse } from 'csv-parse/browser/esm/sync';
import type { MatchedStatement, UnmatchedRow } from '#domain/payments/match-statement.ts';

export interface StatementRow {
  /** Place in the statement below its head, from 1. */
  readonly row: number;
  readonly reference: string;
  readonly amountMinor: number;
}

/** A row of which the bank's words cannot be understood: it names no transaction, or no amount. */
export interface UnreadRow {
  readonly row: number;
  readonly because: 'no-reference' | 'no-amount';
  /** As the statement has them. */
  readonly reference: string;
  readonly amount: string;
}

export interface StatementRead {
  readonly rows: readonly StatementRow[];
  readonly unread: readonly UnreadRow[];
}

/** As many as one match takes. */
export const STATEMENT_ROWS_MAX = 500;

/** As much of a cell as is shown or sent. */
const CELL_MAX = 40;

const REFERENCE = /utr|rrn|ref|txn|transaction|लेन/i;
const AMOUNT = /amount|credit|deposit|राशि|जमा/i;
const DEBIT = /debit|withdrawal|निकासी/i;

type AmountOf = (text: string) => number | undefined;

/** Where the columns are; -1: the statement has none of them. */
type Columns = Readonly<Record<'reference' | 'amount' | 'debit', number>>;

/**
 * Transactions and amounts of a bank statement: by the names of its columns, or the first two where it names none. What went
 * out of the account is left out; every other row that cannot be read is named with why.
 * @param amountOf minor units of what was written; undefined where it is not an amount
 */
export function statementRows(csvText: string, amountOf: AmountOf): StatementRead {
  const cells = readRows(csvText);
  const [head = []] = cells;
  const named = columnsOf(head);
  const hasNames = named.reference >= 0 && named.amount >= 0;
  const at = hasNames ? named : { reference: 0, amount: 1, debit: -1 };
  const read = cells.slice(hasNames ? 1 : 0).flatMap((one, place) => rowOf(one, place + 1, at, amountOf) ?? []);
  return {
    rows: read.filter((one) => 'amountMinor' in one),
    unread: read.filter((one) => 'because' in one),
  };
}

function columnsOf(head: readonly string[]): Columns {
  const debit = head.findIndex((cell) => DEBIT.test(cell) && !AMOUNT.test(cell.replace(/amount|राशि/gi, '')));
  return {
    reference: head.findIndex((cell) => REFERENCE.test(cell)),
    // `Debit Amount` is an amount too, and not the one that came in.
    amount: head.findIndex((cell, place) => place !== debit && AMOUNT.test(cell)),
    debit,
  };
}

/** Undefined: nothing came in with it, as with a debit, a fee or an empty row. */
function rowOf(cells: readonly string[], row: number, at: Columns, amountOf: AmountOf): StatementRow | UnreadRow | undefined {
  const cell = (place: number) => (cells[place] ?? '').trim().slice(0, CELL_MAX);
  const [reference, amount, debit] = [cell(at.reference), cell(at.amount), cell(at.debit)];
  const amountMinor = amountOf(amount);
  if (cells.every((one) => one.trim() === '') || amountMinor === 0 || isOutgoing(amount, debit, amountOf)) return undefined;
  if (amountMinor === undefined) return { row, because: 'no-amount', reference, amount };
  return reference === '' ? { row, because: 'no-reference', reference, amount } : { row, reference, amountMinor };
}

function isOutgoing(amount: string, debit: string, amountOf: AmountOf): boolean {
  if (amount === '') return (amountOf(debit) ?? 0) > 0;
  return amount.startsWith('-') && amountOf(amount.slice(1)) !== undefined;
}

export type NotMatched = UnmatchedRow | UnreadRow;

/** Every row that confirmed nothing, as the statement has them: those the clinic could not match, and those nobody could read. */
export function notMatched(
  { unmatched }: Pick<MatchedStatement, 'unmatched'>,
  { rows, unread }: StatementRead,
): readonly NotMatched[] {
  // The clinic was sent only what could be read, and counts that.
  const placed = unmatched.map((one) => ({ ...one, row: rows[one.row - 1]?.row ?? one.row }));
  return [...placed, ...unread].sort((one, other) => one.row - other.row);
}

/** A file that is no CSV has no rows. */
function readRows(csvText: string): string[][] {
  try {
    return parse(csvText, { bom: true, relax_column_count: true, skip_empty_lines: true, trim: true }) as string[][];
  } catch {
    return [];
  }
}
