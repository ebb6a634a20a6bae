import type { CounterClient } from '../app/line.ts';

type Imports = CounterClient['imports'];
type PreviewAnswer = Awaited<ReturnType<Imports['preview']>>;
/** What a file looks like before anything of it is imported. */
export type Preview = Extract<PreviewAnswer, { readonly ok: true }>['result'];
export type Mapping = Preview['mapping'];
type Yielded<Iterator> = Iterator extends AsyncIterable<infer One> ? One : never;
export type ImportMessage = Yielded<Awaited<ReturnType<Imports['run']>>>;
export type Report = Extract<ImportMessage, { readonly kind: 'report' }>['report'];
export type RefusedRow = Report['refused'][number];
export type RepeatedRow = Report['repeats'][number];

/** How many rows an import of this file would take in, as far as a look at them can tell. */
export function readableRows({ rows, refusedRows, problem }: Pick<Preview, 'rows' | 'refusedRows' | 'problem'>): number {
  return problem === null ? rows - refusedRows : 0;
}

/** Why a row was refused, and what another repeats, in the window's language. */
export interface ReportWords {
  readonly ofRefused: (row: RefusedRow) => string;
  readonly ofRepeat: (row: RepeatedRow) => string;
}

/** The report as a file: how many rows came to what, then a line for each row that added nothing, in the file's order. */
export function reportCsv({ added, already, refused, repeats }: Report, { ofRefused, ofRepeat }: ReportWords): string {
  const sums = [
    ['', 'added', '', String(added)],
    ['', 'already', '', String(already)],
    ['', 'refused', '', String(refused.length)],
  ];
  const rows = [
    ...refused.map((one) => ({ row: one.row, cells: ['refused', one.code, ofRefused(one)] })),
    ...repeats.map((one) => ({
      row: one.row,
      cells: ['already', one.repeatsRow === null ? 'here' : 'repeats-row', ofRepeat(one)],
    })),
  ].sort((one, other) => one.row - other.row);
  const lines = [...sums, ...rows.map(({ row, cells }) => [String(row), ...cells])].map((cells) => cells.map(quoted).join(','));
  // Spreadsheets take UTF-8 for what it is only with a byte order mark.
  return `\uFEFF${['row,result,code,why', ...lines].join('\r\n')}\r\n`;
}

/** RFC 4180. A cell that begins like a formula is made text, so that no spreadsheet runs it. */
function quoted(cell: string): string {
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
