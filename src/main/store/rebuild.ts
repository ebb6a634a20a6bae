import type { RecordKey } from '#domain/kernel/change.ts';
import { Draft } from '#domain/kernel/draft.ts';
import { foldChange, type House } from '#domain/kernel/house.ts';
import type { Stream } from '#domain/kernel/roles.ts';
import { canonical, openChange, readHeader } from '#protocol/entry.ts';
import { BaseRecords } from './base-records.ts';
import { type Db, openScratch } from './database.ts';
import { factsOf } from './facts-of.ts';
import { FeedLog, type FeedRow, verdictOf } from './feed-log.ts';
import { migrate } from './migrate.ts';
import { fileOverlay, Overlay } from './overlay.ts';
import { OwnLog } from './own-log.ts';
import { tableOf } from './record-sql.ts';
import { RecordTables } from './record-tables.ts';

const BATCH = 1000;

/** What records are made of: the era's base, the server's order, and own entries that wait. */
export interface LogSource {
  readonly house: House;
  readonly base: BaseRecords;
  readonly feed: FeedLog;
  readonly own: OwnLog;
}

/**
 * Folds everything anew, straight from the log, into empty tables. Knows nothing of the short cuts that `FeedFolding`
 * takes, which is what makes comparing the two a proof.
 */
export function refold(source: LogSource, tables: RecordTables, overlay: Overlay): void {
  const { era, acknowledgedSeq } = source.feed.progress();
  for (const record of source.base.all(era)) if (tables.holdsType(record.record)) tables.write(record, record.body);
  refoldFeed(source, era, tables);
  overlayWaiting(source, acknowledgedSeq, tables, overlay);
  overlay.file();
}

/** Folds the own entries after `seq`, which still wait for an answer, on top of the confirmed records. */
function overlayWaiting(source: LogSource, seq: number, tables: RecordTables, overlay: Overlay): void {
  for (let after = seq; ; ) {
    const entries = source.own.after(after, BATCH);
    for (const entry of entries) {
      const draft = new Draft(tables, tables.holds);
      foldAll(source.house, draft, entry.header, entry.changes);
      overlay.project(draft, entry.seq);
      after = entry.seq;
    }
    if (entries.length < BATCH) return;
  }
}

function refoldFeed({ house, feed, own }: LogSource, era: number, tables: RecordTables): void {
  for (let after = 0; ; ) {
    const rows = feed.after(era, after, BATCH);
    const draft = new Draft(tables, tables.holds);
    for (const row of rows) {
      foldRow(house, own, draft, row);
      after = row.position;
    }
    for (const { record, id, value } of draft.written()) tables.write({ record, id }, value);
    if (rows.length < BATCH) return;
  }
}

function foldRow(house: House, own: OwnLog, draft: Draft, row: FeedRow): void {
  const verdict = verdictOf(row);
  if (!verdict || verdict.status === 'refused') return;
  const entry = row.ownSeq === null ? undefined : own.at(row.ownSeq);
  if (row.ownSeq !== null && !entry) throw new Error(`own entry ${row.ownSeq} is missing`);
  const header = entry?.header ?? row.header;
  const changes = entry?.changes ?? (JSON.parse(row.changes ?? '[]') as (string | null)[]);
  if (header !== null) foldAll(house, draft, header, changes, verdict);
}

function foldAll(
  house: House,
  draft: Draft,
  header: string,
  changes: readonly (string | null)[],
  verdict?: Parameters<typeof factsOf>[1],
): void {
  const facts = factsOf(readHeader(header), verdict);
  for (const sealed of changes) if (sealed !== null) foldChange(house, draft, openChange(sealed), facts);
}

/** Folds everything anew beside the live records and compares; answers the first record that differs, or null. */
export function proveRecords(db: Db, house: House, holds: readonly Stream[]): { compared: number; differs: RecordKey | null } {
  const scratch = openScratch();
  try {
    migrate(scratch);
    const tables = new RecordTables(scratch, house, holds);
    tables.create();
    const source = { house, base: new BaseRecords(db), feed: new FeedLog(db), own: new OwnLog(db) };
    scratch.transaction(() => refold(source, tables, new Overlay(scratch, tables)))();
    return compare(db, scratch, tables);
  } finally {
    scratch.close();
  }
}

type Row = Readonly<Record<string, unknown>> & { readonly id: string; readonly body: string };

function compare(live: Db, fresh: Db, tables: RecordTables): { compared: number; differs: RecordKey | null } {
  let compared = 0;
  for (const type of tables.types) {
    const sql = `SELECT * FROM ${tableOf(type)} ORDER BY id`;
    const pairs = pairedById(rowsOf(live, sql), rowsOf(fresh, sql));
    for (const [left, right] of pairs) {
      compared += 1;
      if (!left || !right || !sameRow(left, right))
        return { compared, differs: { record: type.name, id: (left ?? right)?.id ?? '' } };
    }
  }
  const differs = firstOverlayDifference(live, fresh);
  return { compared, differs };
}

/** Which records are held back for unanswered entries, and as what, must come out equal too. */
function firstOverlayDifference(live: Db, fresh: Db): RecordKey | null {
  const filed = filedCopy(live);
  try {
    const sql = `SELECT record || char(10) || id AS id, coalesce(body, 'null') AS body, group_concat(seq ORDER BY seq) AS seqs
      FROM pending_key LEFT JOIN confirmed USING (record, id) GROUP BY record, id ORDER BY 1`;
    for (const [left, right] of pairedById(rowsOf(filed, sql), rowsOf(fresh, sql)))
      if (!left || !right || !sameRow(left, right)) {
        const [record = '', id = ''] = ((left ?? right)?.id ?? '').split('\n');
        return { record, id };
      }
    return null;
  } finally {
    filed.close();
  }
}

/** The overlay's books with what appends left filed into them, beside the store, which is only read. */
function filedCopy(live: Db): Db {
  const copy = openScratch();
  migrate(copy);
  for (const table of ['confirmed', 'pending_key', 'unfiled']) {
    const columns = live.prepare(`SELECT * FROM ${table}`).columns();
    const insert = copy.prepare<unknown[]>(`INSERT INTO ${table} VALUES (${columns.map(() => '?').join(', ')})`);
    for (const row of live.prepare<[], unknown[]>(`SELECT * FROM ${table}`).raw().iterate()) insert.run(...row);
  }
  fileOverlay(copy);
  return copy;
}

function rowsOf(db: Db, sql: string): Iterator<Row> {
  return db.prepare<[], Row>(sql).iterate();
}

/** Rows of both sides by id; where one side lacks an id, the other comes alone. */
function* pairedById(left: Iterator<Row>, right: Iterator<Row>): Iterable<readonly [Row | undefined, Row | undefined]> {
  let a = left.next();
  let b = right.next();
  try {
    while (!a.done || !b.done) {
      const order = a.done ? 1 : b.done ? -1 : Buffer.compare(Buffer.from(a.value.id), Buffer.from(b.value.id));
      yield [order <= 0 ? a.value : undefined, order >= 0 ? b.value : undefined];
      if (order <= 0) a = left.next();
      if (order >= 0) b = right.next();
    }
  } finally {
    // An unfinished iterator would keep its database from being closed.
    left.return?.();
    right.return?.();
  }
}

function sameRow(left: Row, right: Row): boolean {
  for (const column of Object.keys(left)) {
    if (column === '_key' || left[column] === right[column]) continue;
    // The order of a record's fields depends on the path it took; what they say does not.
    if (column !== 'body' || canonical(JSON.parse(left.body)) !== canonical(JSON.parse(right.body))) return false;
  }
  return true;
}
