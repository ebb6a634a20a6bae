import { openChange, readHeader } from '#protocol/entry.ts';
import type { Db } from './database.ts';
import { type Era, type FeedRow, verdictOf } from './feed-log.ts';
import type { LogFilter, LoggedEntry } from './terminal-store.ts';

type Row = Pick<FeedRow, 'status' | 'flags' | 'postedDate' | 'late'> & {
  readonly position: number | null;
  readonly hash: string;
  readonly header: string;
  readonly changes: string;
};

/** Conditions and values that grow together. */
class Narrowing {
  readonly #conditions: string[] = [];
  readonly values: (string | number)[] = [];

  and(condition: string, ...values: readonly (string | number)[]): void {
    this.#conditions.push(condition);
    this.values.push(...values);
  }

  get sql(): string {
    return this.#conditions.length > 0 ? `WHERE ${this.#conditions.join(' AND ')}` : '';
  }
}

const MAX_LISTED = 200;
const ANSWER = 'f.position, f.status, f.flags, f.posted_date AS postedDate, f.late';

/** Entries newest first: this terminal's own and the others' that it was sent, as one list. */
export function exploreLog(
  db: Db,
  filter: LogFilter,
  own: { terminalId: string; acknowledgedSeq: number; eras: readonly Era[] },
) {
  const limit = Math.max(0, Math.min(filter.limit, MAX_LISTED));
  const mine = filter.terminalId === undefined || filter.terminalId === own.terminalId;
  const rows = [
    ...(mine ? listOwn(db, filter, own.acknowledgedSeq, limit) : []),
    ...(filter.status === 'pending' ? [] : listForeign(db, filter, own.eras, limit)),
  ];
  const listed = rows.map(loggedEntry).sort(newestFirst);
  // After a restore of the server the same entry may stand in two eras.
  return listed.filter((entry, index) => entry.hash !== listed[index - 1]?.hash).slice(0, limit);
}

function listOwn(db: Db, filter: LogFilter, acknowledgedSeq: number, limit: number): readonly Row[] {
  const where = new Narrowing();
  const answers = `feed f ON f.id = (SELECT max(id) FROM feed WHERE own_seq = e.seq) AND e.seq <= ${acknowledgedSeq}`;
  let from = `entry e LEFT JOIN ${answers}`;
  const subject = filter.subject ?? filter.actorId;
  if (subject !== undefined) {
    from = `subject s CROSS JOIN entry e ON e.seq = s.ref LEFT JOIN ${answers}`;
    where.and('s.subject = ? AND s.own = 1', subject);
  } else if (filter.status === 'flagged' || filter.status === 'refused' || filter.status === 'late') {
    // The few odd ones have an index of their own, so begin with the answers.
    from = `feed f CROSS JOIN entry e ON e.seq = f.own_seq AND e.seq <= ${acknowledgedSeq}`;
    where.and('f.id = (SELECT max(id) FROM feed WHERE own_seq = e.seq)');
  }
  if (filter.actorId !== undefined) where.and('e.actor_id = ?', filter.actorId);
  if (filter.documentNumber !== undefined) where.and('e.document_number = ?', filter.documentNumber);
  if (filter.status === 'pending') where.and('e.seq > ?', acknowledgedSeq);
  else narrowByAnswer(where, filter);
  if (filter.before) where.and('(e.recorded_at_ms, e.hash) < (?, ?)', filter.before.recordedAtMs, filter.before.hash);
  const sql = `SELECT e.hash, e.header, e.changes, ${ANSWER} FROM ${from} ${where.sql}
    ORDER BY e.recorded_at_ms DESC, e.hash DESC LIMIT ?`;
  return db.prepare<(string | number)[], Row>(sql).all(...where.values, limit);
}

function listForeign(db: Db, filter: LogFilter, eras: readonly Era[], limit: number): readonly Row[] {
  const where = new Narrowing();
  let from = 'feed f';
  const subject = filter.subject ?? filter.actorId;
  if (subject !== undefined) {
    from = 'subject s CROSS JOIN feed f ON f.id = s.ref';
    where.and('s.subject = ? AND s.own = 0', subject);
  }
  where.and('f.header IS NOT NULL');
  if (filter.actorId !== undefined) where.and('f.actor_id = ?', filter.actorId);
  if (filter.terminalId !== undefined) where.and('f.terminal_id = ?', filter.terminalId);
  if (filter.documentNumber !== undefined) where.and('f.document_number = ?', filter.documentNumber);
  narrowByAnswer(where, filter);
  if (filter.before) where.and('(f.recorded_at_ms, f.hash) < (?, ?)', filter.before.recordedAtMs, filter.before.hash);
  if (eras.length > 1) where.and(`(${eras.map((era, index) => standing(era, eras.slice(index + 1))).join(' OR ')})`);
  const sql = `SELECT f.hash, f.header, f.changes, ${ANSWER} FROM ${from} ${where.sql}
    ORDER BY f.recorded_at_ms DESC, f.hash DESC LIMIT ?`;
  return db.prepare<(string | number)[], Row>(sql).all(...where.values, limit);
}

/** Of an era before a restore, only what the server still had afterwards stands; the rest came again. */
function standing({ era }: Era, later: readonly Era[]): string {
  const last = Math.min(...later.map(({ position }) => position));
  return later.length > 0 ? `(f.era = ${era} AND f.position <= ${last})` : `f.era = ${era}`;
}

function narrowByAnswer(where: Narrowing, { status }: LogFilter): void {
  if (status === 'late') where.and("f.status <> 'accepted' AND f.late = 1");
  else if (status !== undefined && status !== 'pending')
    where.and(status === 'accepted' ? 'f.status = ?' : "f.status = ? AND f.status <> 'accepted'", status);
}

function loggedEntry(row: Row): LoggedEntry {
  const header = readHeader(row.header);
  const sealed = JSON.parse(row.changes) as (string | null)[];
  return {
    position: row.position,
    header,
    hash: row.hash,
    signed: header.documentNumber !== null,
    changes: sealed.map((one) => (one === null ? null : openChange(one))),
    verdict: verdictOf(row) ?? null,
  };
}

function newestFirst(a: LoggedEntry, b: LoggedEntry): number {
  return b.header.recordedAtMs - a.header.recordedAtMs || (a.hash < b.hash ? 1 : a.hash > b.hash ? -1 : 0);
}
