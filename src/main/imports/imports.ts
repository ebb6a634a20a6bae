import { setImmediate as breathe } from 'node:timers/promises';
import { isRefusal, type Refusal, refuse } from '#domain/kernel/refusal.ts';
import { type BatchReport, guessMapping, importKinds, mappingRefusal, otherKindRefusal, toInput } from '#domain/registry.ts';
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
  /** Who looks like somebody here is left out, unless `addLookalikes` asks for them. */
  readonly leavesOutLookalikes: boolean;
}

/** A row that added nothing. */
export interface RepeatedRow {
  readonly row: number;
  /** The first row of the file that says the same; null: the record was here before the file. */
  readonly repeatsRow: number | null;
  /** What the record is called here; null where the file itself brought it. */
  readonly here: string | null;
}

export interface ImportReport {
  readonly added: number;
  /** Rows that were here before, or came twice in the file. */
  readonly already: number;
  /** Those rows in the order of the file: the first 10,000 of them. */
  readonly repeats: readonly RepeatedRow[];
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
/** More nobody reads one by one; `already` counts them all. */
const NAMED_REPEATS = 10_000;
/** Rows read between two breaths. */
const SLICE_ROWS = 500;

/**
 * Reads a file without writing anything. Without a mapping, columns are guessed by their headers, and a file of another kind is
 * told by them; with one, somebody has said what is what.
 */
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
  const problem =
    (given.mapping ? undefined : otherKindRefusal(kind, importKinds, file.header)) ??
    mappingRefusal(kind, file.header, mapping) ??
    null;
  const refused: RefusedRow[] = problem ? [] : [...file.broken];
  if (!problem) for await (const slice of readSlices(kind, file, mapping)) refused.push(...slice.refused);
  return yes({
    kind: kind.kind,
    fileName: given.fileName,
    delimiter: file.delimiter,
    header: file.header,
    columns: kind.columns.map(({ field, title, required }) => ({ field, title, required })),
    mapping,
    rows: file.rows.length + file.broken.length,
    sample: file.rows.slice(0, SAMPLE_ROWS).map(({ fields }) => fields),
    problem,
    refused: inFileOrder(refused).slice(0, SHOWN_REFUSALS),
    refusedRows: refused.length,
    leavesOutLookalikes: kind.leavesOutLookalikes ?? false,
  });
}

/** Imports a file batch by batch, each batch one entry of the log. What was imported before a stop stays. */
export async function* runImport(
  terminal: Pick<Terminal, 'execute' | 'mayExecute'>,
  sessionId: string | null,
  given: { kind: string; csvText: string; mapping: ColumnMapping; addLookalikes?: boolean | undefined },
): AsyncGenerator<ImportMessage, void> {
  const tally: Tally = { added: 0, already: 0, firstRows: new Map(), repeats: [], refused: [] };
  const opened = await openFile(given);
  const refusal = isRefusal(opened)
    ? opened
    : (terminal.mayExecute(sessionId, opened.kind.operation) ?? mappingRefusal(opened.kind, opened.file.header, given.mapping));
  if (isRefusal(opened) || refusal) {
    yield { kind: 'stopped', refusal: refusal ?? refuse('file-empty'), report: reportOf(tally) };
    return;
  }
  const { kind, file } = opened;
  tally.refused.push(...file.broken);
  const total = file.rows.length + file.broken.length;
  let done = file.broken.length;
  yield { kind: 'progress', done, total };
  for await (const slice of readSlices(kind, file, given.mapping)) {
    tally.refused.push(...slice.refused);
    for (const batch of slice.batches) {
      const stop = await importRows(batch.rows, { terminal, sessionId, kind, addLookalikes: given.addLookalikes, tally });
      if (stop) {
        yield { kind: 'stopped', refusal: stop, report: reportOf(tally) };
        return;
      }
      // Other windows and the sync loop get their turn.
      await breathe();
    }
    done += slice.rows;
    yield { kind: 'progress', done, total };
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

interface Tally {
  added: number;
  already: number;
  /** The first row of the file for each record it names. */
  readonly firstRows: Map<string, number>;
  readonly repeats: RepeatedRow[];
  readonly refused: RefusedRow[];
}

interface Run {
  readonly terminal: Pick<Terminal, 'execute' | 'mayExecute'>;
  readonly sessionId: string | null;
  readonly kind: ImportKind;
  readonly addLookalikes: boolean | undefined;
  readonly tally: Tally;
}

/** One batch. Where it is refused as a whole, its rows are tried one by one, so that one bad row costs only itself. */
async function importRows(rows: readonly unknown[], run: Run): Promise<Refusal | undefined> {
  const { terminal, sessionId, kind, tally } = run;
  const asked = kind.leavesOutLookalikes ? { addLookalikes: run.addLookalikes ?? false } : {};
  const answer = (await terminal.execute(sessionId, kind.operation, { rows, ...asked })) as Answer<BatchReport>;
  if (answer.ok) {
    add(answer.result, tally);
    return undefined;
  }
  const stop = terminal.mayExecute(sessionId, kind.operation);
  if (stop) return stop;
  if (rows.length > 1) {
    for (const row of rows) {
      const stopped = await importRows([row], run);
      if (stopped) return stopped;
    }
    return undefined;
  }
  const { code, details } = answer.refusal;
  tally.refused.push({ row: Number((rows[0] as { row?: unknown }).row ?? 0), code, details });
  return undefined;
}

function add({ added, already, rows, refused }: BatchReport, tally: Tally): void {
  tally.added += added;
  tally.already += already;
  tally.refused.push(...refused);
  for (const { row, id, here } of rows) {
    const repeatsRow = tally.firstRows.get(id) ?? null;
    if (repeatsRow === null) tally.firstRows.set(id, row);
    if ((repeatsRow !== null || here !== null) && tally.repeats.length < NAMED_REPEATS)
      // What an earlier row of the file brought was not here before it.
      tally.repeats.push({ row, repeatsRow, here: repeatsRow === null ? here : null });
  }
}

function reportOf({ added, already, repeats, refused }: Tally): ImportReport {
  return { added, already, repeats, refused: inFileOrder(refused) };
}

function inFileOrder(rows: readonly RefusedRow[]): readonly RefusedRow[] {
  return [...rows].sort((a, b) => a.row - b.row);
}
