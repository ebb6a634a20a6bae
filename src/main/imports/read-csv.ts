import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setImmediate as breathe } from 'node:timers/promises';
import { parse } from 'csv-parse';
import { parse as parseAtOnce } from 'csv-parse/sync';
import { type RefusedRow, refusedRow } from '#domain/imports/import-report.ts';
import { isRefusal, type Refusal, refuse } from '#domain/kernel/refusal.ts';

/** 32 million characters; a year of a large clinic is a tenth of it. */
export const FILE_MAX_CHARACTERS = 32 * 1024 * 1024;
const DELIMITERS = [',', ';', '\t', '|'];
const CHUNK_BYTES = 64 * 1024;
const LINE_BREAK = /\r\n|\n|\r/;
/** Lines read between two breaths. */
const SLICE_LINES = 500;

/** A row as the file has it. `row` counts as a spreadsheet does: the header is row 1. */
export interface CsvRow {
  readonly row: number;
  readonly fields: readonly string[];
}

export interface CsvFile {
  readonly delimiter: string;
  readonly header: readonly string[];
  readonly rows: readonly CsvRow[];
  /** Rows that nobody can read: their quotation marks are never closed. */
  readonly broken: readonly RefusedRow[];
}

/** Reads a CSV text (RFC 4180, and what programs really write) piece by piece, so that the window is never kept waiting. */
export async function readCsv(text: string): Promise<CsvFile | Refusal> {
  if (text.length > FILE_MAX_CHARACTERS) return refuse('file-too-large', { longest: FILE_MAX_CHARACTERS, length: text.length });
  const delimiter = guessDelimiter(text);
  const read = await readRows(Buffer.from(text), delimiter);
  if (isRefusal(read)) return read;
  const [header, ...rows] = read.rows.filter(({ fields }) => fields.length > 1 || fields[0]?.trim() !== '');
  return header ? { delimiter, header: header.fields, rows, broken: read.broken } : refuse('file-empty');
}

type Read = Pick<CsvFile, 'rows' | 'broken'>;

/** Rows of other lengths than the header are let through here: what they are is said row by row in the report. */
async function readRows(bytes: Buffer, delimiter: string): Promise<Read | Refusal> {
  const rows: CsvRow[] = [];
  let end = 0;
  const parser = parse({
    ...optionsFor(delimiter),
    bom: true,
    // Kept from here: what the stream holds when it meets an error is lost with it.
    on_record: (fields: string[], { bytes: upTo }) => {
      rows.push({ row: rows.length + 1, fields });
      end = upTo;
      return null;
    },
  });
  try {
    await pipeline(Readable.from(chunks(bytes)), parser.resume());
  } catch (error) {
    const { code } = error as { code?: string };
    if (code !== 'CSV_QUOTE_NOT_CLOSED' || rows.length === 0)
      return refuse('csv-unreadable', { row: rows.length + 1, problem: code ?? 'unreadable' });
    const after = await readLineByLine(bytes.subarray(end).toString(), delimiter, {
      row: rows.length + 1,
      line: bytes.subarray(0, end).toString().split(LINE_BREAK).length,
    });
    return { rows: [...rows, ...after.rows], broken: after.broken };
  }
  return { rows, broken: [] };
}

/**
 * What stands after a quotation mark that is never closed, which would swallow all of it: each line for itself. The first is
 * the broken one; of the others a row of several lines is refused too, for its number of fields.
 */
async function readLineByLine(text: string, delimiter: string, first: { row: number; line: number }): Promise<Read> {
  const rows: CsvRow[] = [];
  const broken: RefusedRow[] = [];
  const lines = text.split(LINE_BREAK);
  if (lines.at(-1) === '') lines.pop();
  for (const [at, line] of lines.entries()) {
    const fields = fieldsOf(line, delimiter);
    if (fields) rows.push({ row: first.row + at, fields });
    else broken.push(refusedRow(first.row + at, 'quote-not-closed', { line: first.line + at }));
    if (at % SLICE_LINES === 0) await breathe();
  }
  return { rows, broken };
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
