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

/** The report as a file: one line per row that was refused, with its code and its sentence. */
export function reportCsv(refused: readonly RefusedRow[], sentenceOf: (row: RefusedRow) => string): string {
  const lines = refused.map((one) => [String(one.row), one.code, sentenceOf(one)].map(quoted).join(','));
  // Spreadsheets take UTF-8 for what it is only with a byte order mark.
  return `\uFEFF${['row,code,why', ...lines].join('\r\n')}\r\n`;
}

/** RFC 4180. A cell that begins like a formula is made text, so that no spreadsheet runs it. */
function quoted(cell: string): string {
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function download(fileName: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(address);
}
