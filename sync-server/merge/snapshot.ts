import type { JSONValue, TransactionSql } from 'postgres';
import { v7 } from 'uuid';
import type { EnrolledTerminal } from '#domain/kernel/centre.ts';
import type { House } from '#domain/kernel/house.ts';
import { receives } from '#domain/kernel/roles.ts';
import { type SnapshotResponse, snapshotRequest } from '#protocol/sync-messages.ts';
import { signCheckpoint } from '../keys.ts';
import type { Caller, ServerParts } from '../parts.ts';
import { type ClinicHead, frontierFrom, readHead, rootsText } from '../store/heads.ts';
import { inClinicAtOneMoment } from '../store/in-clinic.ts';
import { LoadedRecords } from '../store/loaded-records.ts';
import { eachRecord } from '../store/records.ts';
import { knownTerminal } from './known-terminal.ts';
import { parseRequest } from './parse-request.ts';
import { refused } from './problems.ts';
import { statementOf } from './server-author.ts';

type Records = SnapshotResponse['records'];

const PAGE_RECORDS = 5000;
/** Of JSON text; a page stays far below what a terminal accepts. */
const PAGE_CHARACTERS = 8_000_000;
/** A terminal that has not come for its next page by then begins again. */
const KEPT_MS = 3_600_000;

/**
 * A page of the records a terminal holds, as they stood at one position. All pages are made with the first one, and wait
 * in the database: the next request may reach another process, and the clinic goes on meanwhile.
 */
export async function snapshot(parts: ServerParts, caller: Caller, raw: unknown): Promise<SnapshotResponse> {
  const { cursor } = parseRequest(snapshotRequest, raw);
  return inClinicAtOneMoment(parts.sql, caller.clinicId, async (tx) => {
    const records = new LoadedRecords(tx, caller.clinicId, parts.house);
    const terminal = await knownTerminal(parts, tx, records, caller);
    return cursor === null ? firstPage(parts, tx, caller, terminal) : laterPage(parts, tx, caller, cursor);
  });
}

async function firstPage(
  parts: ServerParts,
  tx: TransactionSql,
  caller: Caller,
  terminal: EnrolledTerminal,
): Promise<SnapshotResponse> {
  const head = await readHead(tx, caller.clinicId, 'look');
  if (!head) throw refused('not-enrolled');
  const nowMs = parts.clock.nowMs();
  await tx`
    DELETE FROM snapshot_page WHERE clinic_id = ${caller.clinicId}
    AND (terminal_id = ${caller.terminalId} OR made_at_ms < ${nowMs - KEPT_MS})`;
  const snapshotId = v7({ msecs: nowMs });
  let pages = 0;
  let first: Records = [];
  for await (const page of pagesFor(parts.house, tx, caller.clinicId, terminal)) {
    if (pages === 0) first = page;
    else
      await tx`
        INSERT INTO snapshot_page (clinic_id, snapshot_id, page, terminal_id, made_at_ms, position, roots, records)
        VALUES (${caller.clinicId}, ${snapshotId}, ${pages}, ${caller.terminalId}, ${nowMs}, ${head.position},
                ${rootsText(head.frontier)}, ${tx.json(page as JSONValue)})`;
    pages += 1;
  }
  return pageOf(parts, caller, head, first, pages > 1 ? `${snapshotId}.1` : null);
}

async function laterPage(parts: ServerParts, tx: TransactionSql, caller: Caller, cursor: string): Promise<SnapshotResponse> {
  const [, snapshotId, page] = /^([\w-]{1,64})\.(\d{1,6})$/.exec(cursor) ?? [];
  if (snapshotId === undefined) throw refused('malformed-request', 'the cursor is none of ours');
  const number = Number(page);
  const rows = await tx<{ page: number; position: number; roots: string; records: Records }[]>`
    SELECT page, position, roots, CASE WHEN page = ${number} THEN records END AS records FROM snapshot_page
    WHERE clinic_id = ${caller.clinicId} AND snapshot_id = ${snapshotId} AND terminal_id = ${caller.terminalId}
    AND page BETWEEN ${number} AND ${number + 1} ORDER BY page`;
  const [asked, next] = rows;
  if (asked?.page !== number) throw refused('server-busy', 'the snapshot has been cleared away: begin again');
  const head = { position: asked.position, frontier: frontierFrom(asked.position, asked.roots) };
  return pageOf(parts, caller, head, asked.records, next ? `${snapshotId}.${next.page}` : null);
}

function pageOf(parts: ServerParts, caller: Caller, head: ClinicHead, records: Records, next: string | null): SnapshotResponse {
  const { size, roots } = head.frontier;
  const checkpoint = signCheckpoint(parts.keys, statementOf(caller.clinicId, head.frontier, parts.clock.nowMs()));
  return { position: head.position, frontier: { size, roots: [...roots] }, checkpoint, records, next };
}

async function* pagesFor(
  house: House,
  tx: TransactionSql,
  clinicId: string,
  { kind, branchId }: EnrolledTerminal,
): AsyncIterable<Records> {
  let page: Records = [];
  let characters = 0;
  for (const type of house.records.values()) {
    if (!receives(kind, branchId, type.stream, branchId)) continue;
    // A stream that stays in its branch: only records made there, or for the whole clinic.
    const only = receives(kind, branchId, type.stream, '') ? undefined : branchId;
    for await (const { body, text } of eachRecord(tx, clinicId, type, only)) {
      if (page.length >= PAGE_RECORDS || characters + text.length > PAGE_CHARACTERS) {
        yield page;
        page = [];
        characters = 0;
      }
      page.push({ record: type.name, body });
      characters += text.length;
    }
  }
  yield page;
}
