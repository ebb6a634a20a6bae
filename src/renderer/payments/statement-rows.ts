import { parse } from 'csv-parse/browser/esm/sync';

export interface StatementRow {
  readonly reference: string;
  readonly amountMinor: number;
}

/** As many as one match takes. */
export const STATEMENT_ROWS_MAX = 500;

const REFERENCE = /utr|rrn|ref|txn|transaction|लेन/i;
const AMOUNT = /amount|credit|deposit|राशि|जमा/i;

/**
 * Transactions and amounts of a bank statement: by the names of its columns, or the first two where it names none. Rows
 * without both, such as debits and totals, are left out.
 * @param amountOf minor units of what was written; undefined where it is not an amount
 */
export function statementRows(csvText: string, amountOf: (text: string) => number | undefined): readonly StatementRow[] {
  const rows = readRows(csvText);
  const [head = []] = rows;
  const named = {
    reference: head.findIndex((cell) => REFERENCE.test(cell)),
    amount: head.findIndex((cell) => AMOUNT.test(cell)),
  };
  const hasNames = named.reference >= 0 && named.amount >= 0;
  const at = hasNames ? named : { reference: 0, amount: 1 };
  return rows.slice(hasNames ? 1 : 0).flatMap((cells) => {
    const reference = (cells[at.reference] ?? '').trim().slice(0, 40);
    const amountMinor = amountOf((cells[at.amount] ?? '').trim());
    return reference !== '' && amountMinor !== undefined && amountMinor > 0 ? [{ reference, amountMinor }] : [];
  });
}

/** A file that is no CSV has no rows. */
function readRows(csvText: string): string[][] {
  try {
    return parse(csvText, { bom: true, relax_column_count: true, skip_empty_lines: true, trim: true }) as string[][];
  } catch {
    return [];
  }
}
