import writeXlsxFile, { type Cell, type SheetData } from 'write-excel-file/node';
import type { ExportColumn, ExportValue } from '#domain/registry.ts';
import type { CellText } from './cells.ts';

const WIDTHS: Readonly<Record<ExportColumn['type'], number>> = { text: 22, amount: 14, count: 10, date: 12, time: 20, rate: 8 };

/** A table as one sheet. Text is text, whatever it begins with: a sheet of ours has no formula. */
export async function xlsxOf(
  name: string,
  columns: readonly ExportColumn[],
  rows: readonly (readonly ExportValue[])[],
  textOf: CellText,
): Promise<Uint8Array> {
  const head = columns.map(({ title }): Cell => ({ value: title, type: String, fontWeight: 'bold' }));
  const data: SheetData = [head, ...rows.map((row) => columns.map((column, at) => cellOf(column, row[at] ?? null, textOf)))];
  const sheet = { sheet: name.slice(0, 31), columns: columns.map(({ type }) => ({ width: WIDTHS[type] })), stickyRowsCount: 1 };
  return writeXlsxFile(data, sheet).toBuffer();
}

function cellOf(column: ExportColumn, value: ExportValue, textOf: CellText): Cell {
  if (value === null || value === '') return null;
  if (typeof value === 'number' && column.type === 'count') return { value, type: Number };
  // A hundredth of a whole number is written with the digits it has: the nearest double reads back as the same decimal.
  if (typeof value === 'number' && (column.type === 'amount' || column.type === 'rate'))
    return { value: value / 100, type: Number, format: '0.00' };
  return { value: textOf(column, value), type: String };
}
