import { createHash } from 'node:crypto';
import { setImmediate as breathe } from 'node:timers/promises';
import { isRefusal, type Refusal, refuse } from '#domain/kernel/refusal.ts';
import {
  AUDIT_ARCHIVE,
  access,
  type ExportFormat,
  type ExportKind,
  type ExportValue,
  exportKinds,
  vouchers,
} from '#domain/registry.ts';
import type { Answer } from '#protocol/counter-api.ts';
import type { Terminal } from '../terminal.ts';
import { auditArchive } from './audit-archive.ts';
import { cellText } from './cells.ts';
import { csvOf } from './csv.ts';
import { tallyXml } from './tally-xml.ts';
import { xlsxOf } from './xlsx.ts';

export interface ExportWanted {
  readonly kind: string;
  readonly format: ExportFormat;
  readonly branchId: string;
  readonly from: string;
  readonly to: string;
}

/** A file on its way to a window, piece by piece; or why there is none. */
export type ExportMessage =
  | { readonly kind: 'begin'; readonly fileName: string; readonly mediaType: string }
  | { readonly kind: 'piece'; readonly base64: string }
  | { readonly kind: 'end'; readonly bytes: number; readonly sha256: string }
  | { readonly kind: 'stopped'; readonly refusal: Refusal };

/** The operation that lets an export be taken, and logs it. */
export const EXPORTING = 'takeExport';

/** A sheet is made in memory. */
const MOST_IN_A_SHEET = 100_000;
/** Bytes sent at once, so that other windows and the sync loop get their turn between two pieces. */
const PIECE_BYTES = 192 * 1024;

const MEDIA_TYPES: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv;charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  tally: 'application/xml',
  zip: 'application/zip',
};
const ENDINGS: Readonly<Record<ExportFormat, string>> = { csv: 'csv', xlsx: 'xlsx', tally: 'xml', zip: 'zip' };

/** Writes an export. That it is taken is logged before the first byte leaves. */
export async function* runExport(
  terminal: Pick<Terminal, 'execute' | 'store' | 'state' | 'house'>,
  sessionId: string | null,
  wanted: ExportWanted,
): AsyncGenerator<ExportMessage, void> {
  const logged = (await terminal.execute(sessionId, EXPORTING, wanted)) as Answer<{ exportId: string; byName: string }>;
  if (!logged.ok) {
    yield { kind: 'stopped', refusal: logged.refusal };
    return;
  }
  const pieces = await piecesOf(terminal, wanted, logged.result);
  if (isRefusal(pieces)) {
    yield { kind: 'stopped', refusal: pieces };
    return;
  }
  const { format, kind, from, to } = wanted;
  yield { kind: 'begin', fileName: `${kind}_${from}_${to}.${ENDINGS[format]}`, mediaType: MEDIA_TYPES[format] };
  yield* sent(pieces);
}

async function* sent(pieces: Iterable<Uint8Array>): AsyncGenerator<ExportMessage, void> {
  const hash = createHash('sha256');
  let bytes = 0;
  let waiting: Uint8Array[] = [];
  let waits = 0;
  for (const piece of pieces) {
    hash.update(piece);
    bytes += piece.length;
    waiting.push(piece);
    waits += piece.length;
    if (waits < PIECE_BYTES) continue;
    yield* inPieces(Buffer.concat(waiting));
    [waiting, waits] = [[], 0];
    await breathe();
  }
  yield* inPieces(Buffer.concat(waiting));
  yield { kind: 'end', bytes, sha256: hash.digest('hex') };
}

/** A sheet comes whole: it is sent in pieces like the rest. */
function* inPieces(all: Buffer): Iterable<ExportMessage> {
  for (let at = 0; at < all.length; at += PIECE_BYTES)
    yield { kind: 'piece', base64: all.subarray(at, at + PIECE_BYTES).toString('base64') };
}

async function piecesOf(
  terminal: Pick<Terminal, 'store' | 'state' | 'house'>,
  wanted: ExportWanted,
  { exportId, byName }: { exportId: string; byName: string },
): Promise<Iterable<Uint8Array> | Refusal> {
  const { from, to } = wanted;
  const here = terminal.state();
  if (wanted.kind === AUDIT_ARCHIVE) {
    const terminals = access.terminalKeys(terminal.store.reader);
    const asked = { from, to, takenAtMs: here.nowMs, takenBy: byName, exportId, terminals };
    return auditArchive(terminal.store.trail(), terminal.house, asked) ?? refuse('export-empty', { from, to });
  }
  const kind = exportKinds.find((one) => one.kind === wanted.kind);
  if (!kind) return refuse('export-unknown', { kind: wanted.kind });
  return tableOf(kind, terminal, wanted);
}

async function tableOf(
  kind: ExportKind,
  terminal: Pick<Terminal, 'store' | 'state'>,
  { format, ...asked }: ExportWanted,
): Promise<Iterable<Uint8Array> | Refusal> {
  const { reader } = terminal.store;
  const here = terminal.state().terminal;
  const textOf = cellText(here?.timeZone ?? 'UTC');
  if (format === 'tally') return encoded(tallyXml(here?.clinicName ?? '', vouchers(reader, asked)));
  const rows = kind.rows(asked, reader);
  if (format !== 'xlsx') return encoded(csvOf(kind.columns, rows, textOf));
  const all: (readonly ExportValue[])[] = [];
  for (const row of rows) {
    if (all.length === MOST_IN_A_SHEET) return refuse('export-too-large', { most: MOST_IN_A_SHEET });
    all.push(row);
  }
  return [await xlsxOf(kind.kind, kind.columns, all, textOf)];
}

function* encoded(texts: Iterable<string>): Iterable<Uint8Array> {
  const encoder = new TextEncoder();
  for (const text of texts) yield encoder.encode(text);
}
