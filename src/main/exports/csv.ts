import type { ExportColumn, ExportValue } from '#domain/registry.ts';
import type { CellText } from './cells.ts';

/** Spreadsheets take UTF-8 for what it is only with a byte order mark. */
const BYTE_ORDER_MARK = '\uFEFF';
const LINES_AT_ONCE = 500;

/** A table as CSV (RFC 4180), some lines at a time. */
export function* csvOf(
  columns: readonly ExportColumn[],
  rows: Iterable<readonly ExportValue[]>,
  textOf: CellText,
): Iterable<string> {
  let text = `${BYTE_ORDER_MARK}${lineOf(columns.map(({ title }) => title))}`;
  let lines = 0;
  for (const row of rows) {
    text += lineOf(columns.map((column, at) => cellOf(column, row[at] ?? null, textOf)));
    lines += 1;
    if (lines % LINES_AT_ONCE === 0) {
      yield text;
      text = '';
    }
  }
  if (text !== '') yield text;
}

function cellOf(column: ExportColumn, value: ExportValue, textOf: CellText): string {
  const text = textOf(column, value);
  // What is no number of ours could be somebody's words: a cell that begins like a formula is made text (OWASP, CSV injection).
  return typeof value === 'string' && /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text;
}

export function lineOf(cells: readonly string[]): string {
  return `${cells.map(quoted).join(',')}\r\n`;
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
