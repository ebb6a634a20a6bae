import { setImmediate as breathe } from 'node:timers/promises';
import { isRefusal, type Refusal, refuse } from '#domain/kernel/refusal.ts';
import { guessMapping, importKinds, mappingRefusal, toInput } from '#domain/registry.ts';
import type { Answer } from '#protocol/counter-api.ts';
import { no, yes } from '../answers.ts';
import type { Terminal } from '../terminal.ts';
import { type CsvFile, readCsv } from './read-csv.ts';

export type ImportKind = (typeof importKinds)[number];
/** Which column of the file is which field, by index; null: the file has none. */
export type ColumnMapping = ReturnType<typeof guessMapping>;
export type RefusedRow = ReturnType<typeof toInput>['refused'][number];

/** What a window shows before anything is imported. */
export interface ImportPreview {
  readonly kind: string;
  readonly fileName: string;
  readonly delimiter: string;
  readonly header: readonly string[];
  readonly columns: readonly { readonly field: string; readonly title: string; readonly required: boolean }[];
  readonly mapping: ColumnMapping;
  readonly rows: number;
  /** The first rows, as the file has them. */
  readonly sample: readonly (readonly string[])[];
  /** Why nothing could be read with this mapping; null when rows can. */
  readonly problem: Refusal | null;
  /** Rows that cannot be read with this mapping, the first of them. */
  readonly refused: readonly RefusedRow[];
  readonly refusedRows: number;
}

export interface ImportReport {
  readonly added: number;
  /** Rows that were here before. */
  readonly already: number;
  /** In the order of the file. */
  readonly refused: readonly RefusedRow[];
}

/** What an import says while it runs; the last message is its report, or why it could not go on. */
export type ImportMessage =
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  | { readonly kind: 'report'; readonly report: ImportReport }
  | { readonly kind: 'stopped'; readonly refusal: Refusal; readonly report: ImportReport };

const SAMPLE_ROWS = 10;
const SHOWN_REFUSALS = 50;
/** Rows read between two breaths. */
const SLICE_ROWS = 500;

/** Reads a file without writing anything. Without a mapping, columns are guessed by their headers. */
export async function previewImport(given: {
  kind: string;
  fileName: string;
  csvText: string;
  mapping?: ColumnMapping;
}): Promise<Answer<ImportPreview>> {
  const opened = await openFile(given);
  if (isRefusal(opened)) return no(opened);
  const { kind, file } = opened;
  const mapping = given.mapping ?? guessMapping(kind, file.header);
  const problem = mappingRefusal(kind, file.header, mapping) ?? null;
  const refused: RefusedRow[] = [];
  if (!problem) for await (const slice of readSlices(kind, file, mapping)) refused.push(...slice.refused);
  return yes({
    kind: kind.kind,
    fileName: given.fileName,
    delimiter: file.delimiter,
    header: file.header,
    columns: kind.columns.map(({ field, title, required }) => ({ field, title, required })),
    mapping,
    rows: file.rows.length,
    sample: file.rows.slice(0, SAMPLE_ROWS).map(({ fields }) => fields),
    problem,
    refused: refused.slice(0, SHOWN_REFUSALS),
    refusedRows: refused.length,
  });
}

/** Imports a file batch by batch, each batch one entry of the log. What was imported before a stop stays. */
export async function* runImport(
  terminal: Pick<Terminal, 'execute' | 'mayExecute'>,
  sessionId: string | null,
  given: { kind: string; csvText: string; mapping: ColumnMapping },
): AsyncGenerator<ImportMessage, void> {
  const tally = { added: 0, already: 0, refused: [] as RefusedRow[] };
  const opened = await openFile(given);
  const refusal = isRefusal(opened)
    ? opened
    : (terminal.mayExecute(sessionId, opened.kind.operation) ?? mappingRefusal(opened.kind, opened.file.header, given.mapping));
  if (isRefusal(opened) || refusal) {
    yield { kind: 'stopped', refusal: refusal ?? refuse('file-empty'), report: reportOf(tally) };
    return;
  }
  const { kind, file } = opened;
  let done = 0;
  yield { kind: 'progress', done, total: file.rows.length };
  for await (const slice of readSlices(kind, file, given.mapping)) {
    tally.refused.push(...slice.refused);
    for (const batch of slice.batches) {
      const stop = await importRows(terminal, sessionId, kind, batch.rows, tally);
      if (stop) {
        yield { kind: 'stopped', refusal: stop, report: reportOf(tally) };
        return;
      }
      // Other windows and the sync loop get their turn.
      await breathe();
    }
    done += slice.rows;
    yield { kind: 'progress', done, total: file.rows.length };
  }
  yield { kind: 'report', report: reportOf(tally) };
}

async function openFile(given: { kind: string; csvText: string }): Promise<{ kind: ImportKind; file: CsvFile } | Refusal> {
  const kind = importKinds.find((one) => one.kind === given.kind);
  if (!kind) return refuse('import-kind-unknown', { kind: given.kind.slice(0, 40) });
  const file = await readCsv(given.csvText);
  return isRefusal(file) ? file : { kind, file };
}

async function* readSlices(kind: ImportKind, file: CsvFile, mapping: ColumnMapping) {
  for (let at = 0; at < file.rows.length; at += SLICE_ROWS) {
    const rows = file.rows.slice(at, at + SLICE_ROWS);
    yield { ...toInput(kind, file.header, mapping, rows), rows: rows.length };
    await breathe();
  }
}

type Tally = { added: number; already: number; refused: RefusedRow[] };

/** One batch. Where it is refused as a whole, its rows are tried one by one, so that one bad row costs only itself. */
async function importRows(
  terminal: Pick<Terminal, 'execute' | 'mayExecute'>,
  sessionId: string | null,
  kind: ImportKind,
  rows: readonly unknown[],
  tally: Tally,
): Promise<Refusal | undefined> {
  const answer = (await terminal.execute(sessionId, kind.operation, { rows })) as Answer<ImportReport>;
  if (answer.ok) {
    tally.added += answer.result.added;
    tally.already += answer.result.already;
    tally.refused.push(...answer.result.refused);
    return undefined;
  }
  const stop = terminal.mayExecute(sessionId, kind.operation);
  if (stop) return stop;
  if (rows.length > 1) {
    for (const row of rows) {
      const stopped = await importRows(terminal, sessionId, kind, [row], tally);
      if (stopped) return stopped;
    }
    return undefined;
  }
  const { code, details } = answer.refusal;
  tally.refused.push({ row: Number((rows[0] as { row?: unknown }).row ?? 0), code, details });
  return undefined;
}

function reportOf({ added, already, refused }: Tally): ImportReport {
  return { added, already, refused: [...refused].sort((a, b) => a.row - b.row) };
}
