import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setImmediate as breathe } from 'node:timers/promises';
import { parse } from 'csv-parse';
import { parse as parseAtOnce } from 'csv-parse/sync';
import { isRefusal, type Refusal, refuse } from '#domain/kernel/refusal.ts';

/** 32 million characters; a year of a large clinic is a tenth of it. */
export const FILE_MAX_CHARACTERS = 32 * 1024 * 1024;
const DELIMITERS = [',', ';', '\t', '|'];
const CHUNK_BYTES = 64 * 1024;
const LINE_BREAK = /\r\n|\n|\r/;
/** Rows taken apart between two breaths. */
const SLICE_ROWS = 500;

/** A row as the file has it. `row` counts as a spreadsheet does: the header is row 1. */
export interface CsvRow {
  readonly row: number;
  readonly fields: readonly string[];
}

/** A row that cannot be taken apart, and why. */
export interface BrokenRow extends Pick<Refusal, 'code' | 'details'> {
  readonly row: number;
}

export interface CsvFile {
  readonly delimiter: string;
  readonly header: readonly string[];
  readonly rows: readonly CsvRow[];
  /** Rows that nobody can read: their quotation marks are never closed. */
  readonly broken: readonly BrokenRow[];
}

/** Reads a CSV text (RFC 4180, and what programs really write) piece by piece, so that the window is never kept waiting. */
export async function readCsv(text: string): Promise<CsvFile | Refusal> {
  if (text.length > FILE_MAX_CHARACTERS) return refuse('file-too-large', { longest: FILE_MAX_CHARACTERS, length: text.length });
  const delimiter = guessDelimiter(text);
  const bytes = Buffer.from(text);
  const records = await readRecords(bytes, delimiter);
  if (isRefusal(records)) return records;
  const first = records[0]?.fields ?? [];
  // Without its headings nobody knows which column is which.
  if (!isWhole(first, first.length)) return refuse('csv-unreadable', { row: 1, problem: 'quote-not-closed' });
  const { rows, broken } = await toRows(bytes, records, delimiter);
  const [header, ...others] = rows.filter(({ fields }) => fields.length > 1 || fields[0]?.trim() !== '');
  return header ? { delimiter, header: header.fields, rows: others, broken } : refuse('file-empty');
}

/** What the parser took for one row, and where it stands in the file. */
interface FileRecord {
  /** Null: its quotation mark is never closed. */
  readonly fields: readonly string[] | null;
  readonly from: number;
  readonly to: number;
}

/** Rows of other lengths than the header are let through here: what they are is said row by row in the report. */
async function readRecords(bytes: Buffer, delimiter: string): Promise<readonly FileRecord[] | Refusal> {
  const records: FileRecord[] = [];
  let from = 0;
  const parser = parse({
    ...optionsFor(delimiter),
    bom: true,
    // Kept from here: what the stream holds when it meets an error is lost with it.
    on_record: (fields: string[], { bytes: to }) => {
      records.push({ fields, from, to });
      from = to;
      return null;
    },
  });
  try {
    await pipeline(Readable.from(chunks(bytes)), parser.resume());
  } catch (error) {
    const { code } = error as { code?: string };
    if (code !== 'CSV_QUOTE_NOT_CLOSED' || records.length === 0)
      return refuse('csv-unreadable', { row: records.length + 1, problem: code ?? 'unreadable' });
    records.push({ fields: null, from, to: bytes.length });
  }
  return records;
}

/** Numbers the rows. A row that a stray quotation mark made of several is taken apart again. */
async function toRows(
  bytes: Buffer,
  records: readonly FileRecord[],
  delimiter: string,
): Promise<Pick<CsvFile, 'rows' | 'broken'>> {
  const width = records[0]?.fields?.length ?? 0;
  const rows: CsvRow[] = [];
  const broken: BrokenRow[] = [];
  const reached = { row: 1, line: 1, at: 0 };
  for (const { fields, from, to } of records) {
    const lines = fields !== null && isWhole(fields, width) ? [] : linesOf(bytes, from, to);
    const apart = fields === null || lines.length > 1 ? lines.map((line) => fieldsOf(line, delimiter)) : [];
    if (fields !== null && !apart.some((line) => line?.length === width)) {
      rows.push({ row: reached.row++, fields });
      continue;
    }
    reached.line += linesOf(bytes, reached.at, from).length;
    reached.at = from;
    for (const [at, line] of apart.entries()) {
      if (line) rows.push({ row: reached.row, fields: line });
      else broken.push({ row: reached.row, ...neverClosed(reached.line + at) });
      reached.row += 1;
      if (reached.row % SLICE_ROWS === 0) await breathe();
    }
  }
  return { rows, broken };
}

function neverClosed(line: number): Pick<Refusal, 'code' | 'details'> {
  const { code, details } = refuse('quote-not-closed', { line });
  return { code, details };
}

/** A quotation mark that neither ended its cell nor stood doubled leaves the first one in the cell, with all that lay between. */
function isWhole(fields: readonly string[], width: number): boolean {
  return fields.length === width && !fields.some((field) => field.startsWith('"') && LINE_BREAK.test(field));
}

function linesOf(bytes: Buffer, from: number, to: number): string[] {
  const lines = bytes.toString('utf8', from, to).split(LINE_BREAK);
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

/** Undefined where a quotation mark is not closed. */
function fieldsOf(line: string, delimiter: string): string[] | undefined {
  if (!line.includes('"')) return line.split(delimiter);
  try {
    return parseAtOnce(line, optionsFor(delimiter))[0];
  } catch {
    return undefined;
  }
}

function optionsFor(delimiter: string) {
  return { delimiter, relax_column_count: true, relax_quotes: true };
}

function* chunks(bytes: Buffer): Iterable<Buffer> {
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) yield bytes.subarray(at, at + CHUNK_BYTES);
}

/** The separator that stands most often in the first line. */
function guessDelimiter(text: string): string {
  const end = text.search(/[\r\n]/);
  const line = text.slice(0, end < 0 ? 10_000 : Math.min(end, 10_000));
  const counts = DELIMITERS.map((delimiter) => line.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
}
