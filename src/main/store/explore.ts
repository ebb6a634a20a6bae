import { openChange, readHeader } from '#protocol/entry.ts';
import type { Verdict } from '#protocol/sync-messages.ts';
import { type Era, type FeedLog, type FeedRow, verdictOf } from './feed-log.ts';
import type { OwnLog } from './own-log.ts';
import type { Listed, SubjectIndex } from './subject-index.ts';
import type { LogFilter, LoggedEntry } from './terminal-store.ts';

const MAX_LISTED = 200;

export interface ExploringParts {
  readonly subjects: SubjectIndex;
  readonly own: OwnLog;
  readonly feed: FeedLog;
  readonly terminalId: string;
  readonly acknowledgedSeq: number;
}

/** Entries newest first: this terminal's own and the others' that it was sent, as one list. */
export function exploreLog(parts: ExploringParts, filter: LogFilter): readonly LoggedEntry[] {
  const limit = Math.min(filter.limit, MAX_LISTED);
  const eras = parts.feed.eras();
  const found: LoggedEntry[] = [];
  let moment: LoggedEntry[] = [];
  for (const listed of candidates(parts, filter)) {
    if (moment[0] && moment[0].header.recordedAtMs !== listed.recordedAtMs) {
      found.push(...oneMoment(moment, filter));
      moment = [];
      if (found.length >= limit) return found.slice(0, limit);
    }
    const entry = listed.own === 1 ? ownEntry(parts, listed.ref) : foreignEntry(parts.feed, listed.ref, eras);
    if (entry && fits(entry, filter)) moment.push(entry);
  }
  return [...found, ...oneMoment(moment, filter)].slice(0, limit);
}

function* candidates({ subjects, acknowledgedSeq }: ExploringParts, filter: LogFilter): Iterable<Listed> {
  for (const listed of subjects.candidates(filter))
    if (filter.status !== 'pending' || (listed.own === 1 && listed.ref > acknowledgedSeq)) yield listed;
}

/** Entries of one millisecond, in the order of their hashes, which is how a list is paged on. */
function oneMoment(entries: readonly LoggedEntry[], { before }: LogFilter): readonly LoggedEntry[] {
  const ordered = [...entries].sort((a, b) => (a.hash < b.hash ? 1 : a.hash > b.hash ? -1 : 0));
  return ordered.filter(
    // After a restore of the server the same entry may stand in two eras.
    ({ hash, header }, at) =>
      hash !== ordered[at - 1]?.hash && !(before?.recordedAtMs === header.recordedAtMs && hash >= before.hash),
  );
}

function fits({ header, verdict }: LoggedEntry, filter: LogFilter): boolean {
  const { actorId, terminalId, documentNumber, status, dates, operations } = filter;
  return (
    (actorId === undefined || header.actorId === actorId) &&
    (terminalId === undefined || header.terminalId === terminalId) &&
    (documentNumber === undefined || header.documentNumber === documentNumber) &&
    (dates === undefined || (header.businessDate >= dates.from && header.businessDate <= dates.to)) &&
    (operations === undefined || operations.includes(header.operation)) &&
    (status === undefined || isOfStatus(verdict, status))
  );
}

function isOfStatus(verdict: Verdict | null, status: NonNullable<LogFilter['status']>): boolean {
  switch (status) {
    case 'pending':
      return verdict === null;
    case 'late':
      return verdict?.late === true;
    case 'accepted':
    case 'flagged':
    case 'refused':
      return verdict?.status === status;
    default:
      return status satisfies never;
  }
}

function ownEntry({ own, feed, acknowledgedSeq }: ExploringParts, seq: number): LoggedEntry | undefined {
  const entry = own.at(seq);
  return entry && loggedEntry(entry.hash, entry.header, entry.changes, seq <= acknowledgedSeq ? feed.answerTo(seq) : undefined);
}

function foreignEntry(feed: FeedLog, id: number, eras: readonly Era[]): LoggedEntry | undefined {
  const row = feed.at(id);
  if (!row || row.hash === null || row.header === null || !stands(row, eras)) return undefined;
  return loggedEntry(row.hash, row.header, JSON.parse(row.changes ?? '[]') as (string | null)[], row);
}

/** Of an era before a restore, only what the server still had afterwards stands; the rest came again. */
function stands({ era, position }: FeedRow, eras: readonly Era[]): boolean {
  return eras.every((later) => later.era <= era || position <= later.position);
}

function loggedEntry(
  hash: string,
  headerText: string,
  sealed: readonly (string | null)[],
  answer: FeedRow | undefined,
): LoggedEntry {
  const header = readHeader(headerText);
  const changes = sealed.map((one) => (one === null ? null : openChange(one)));
  const verdict = (answer && verdictOf(answer)) ?? null;
  return { position: answer?.position ?? null, header, hash, signed: header.documentNumber !== null, changes, verdict };
}
