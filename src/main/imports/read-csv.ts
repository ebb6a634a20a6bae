import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { type Refusal, refuse } from '#domain/kernel/refusal.ts';

/** 32 million characters; a year of a large clinic is a tenth of it. */
export const FILE_MAX_CHARACTERS = 32 * 1024 * 1024;
const DELIMITERS = [',', ';', '\t', '|'];
const CHUNK = 64 * 1024;

/** A row as the file has it. `row` counts as a spreadsheet does: the header is row 1. */
export interface CsvRow {
  readonly row: number;
  readonly fields: readonly string[];
}

export interface CsvFile {
  readonly delimiter: string;
  readonly header: readonly string[];
  readonly rows: readonly CsvRow[];
}

/** Reads a CSV text (RFC 4180, and what programs really write) piece by piece, so that the window is never kept waiting. */
export async function readCsv(text: string): Promise<CsvFile | Refusal> {
  if (text.length > FILE_MAX_CHARACTERS) return refuse('file-too-large', { longest: FILE_MAX_CHARACTERS, length: text.length });
  const delimiter = guessDelimiter(text);
  const rows: CsvRow[] = [];
  let row = 0;
  try {
    for await (const fields of records(text, delimiter)) {
      row += 1;
      if (fields.length > 1 || fields[0]?.trim() !== '') rows.push({ row, fields });
    }
  } catch (error) {
    // What was parsed ahead is lost with the error; it knows itself how far it came.
    const { records = row, code = 'unreadable' } = error as { records?: number; code?: string };
    return refuse('csv-unreadable', { row: records + 1, problem: code });
  }
  const [header, ...others] = rows;
  if (!header) return refuse('file-empty');
  return { delimiter, header: header.fields, rows: others };
}

/** Rows of other lengths than the header are let through here: what they are is said row by row in the report. */
function records(text: string, delimiter: string): AsyncIterable<string[]> {
  return Readable.from(chunks(text)).pipe(parse({ bom: true, delimiter, relax_column_count: true, relax_quotes: true }));
}

function* chunks(text: string): Iterable<string> {
  for (let at = 0; at < text.length; at += CHUNK) yield text.slice(at, at + CHUNK);
}

/** The separator that stands most often in the first line. */
function guessDelimiter(text: string): string {
  const end = text.search(/[\r\n]/);
  const line = text.slice(0, end < 0 ? 10_000 : Math.min(end, 10_000));
  const counts = DELIMITERS.map((delimiter) => line.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
}
