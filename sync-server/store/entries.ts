import type { TransactionSql } from 'postgres';
import type { WireEntry } from '#protocol/entry.ts';
import type { Verdict } from '#protocol/sync-messages.ts';
import { joined, split } from './joined.ts';

/** An entry in its place: what arrived, and what the server made of it. */
export interface PlacedEntry {
  readonly position: number;
  readonly terminalId: string;
  readonly epoch: number;
  readonly seq: number;
  readonly branchId: string | null;
  readonly wire: WireEntry;
  readonly verdict: Verdict;
  readonly leaf: string;
}

/** Canonical JSON has no line breaks, so the changes of an entry are the lines of one text. */
export function changesText(changes: readonly (string | null)[]): string {
  return changes.map((change) => change ?? '').join('\n');
}

/** @param count how many commitments the header has: an entry without changes is not one with an erased change */
export function changesFrom(text: string, count: number): (string | null)[] {
  return count === 0 ? [] : text.split('\n').map((line) => (line === '' ? null : line));
}

const COLUMNS = [
  ['position', 'bigint'],
  ['terminal_id', 'text'],
  ['epoch', 'integer'],
  ['seq', 'bigint'],
  ['hash', 'text'],
  ['header', 'text'],
  ['changes', 'text'],
  ['signature', 'text'],
  ['branch_id', 'text'],
  ['status', 'text'],
  ['flags', 'text'],
  ['posted_date', 'text'],
  ['late', 'boolean'],
  ['leaf', 'text'],
] as const;

const INSERT = `
  INSERT INTO entry (clinic_id, received_at_ms, ${COLUMNS.map(([name]) => name).join(', ')})
  SELECT $1, $2::bigint, ${COLUMNS.map(([name, type]) => (type === 'text' ? `u.${name}` : `u.${name}::${type}`)).join(', ')}
  FROM unnest(${COLUMNS.map((_column, at) => split(`$${at + 3}`)).join(', ')}) AS u(${COLUMNS.map(([name]) => name).join(', ')})`;

export async function insertEntries(
  tx: TransactionSql,
  clinicId: string,
  receivedAtMs: number,
  placed: readonly PlacedEntry[],
): Promise<void> {
  const columns = [
    placed.map(({ position }) => position),
    placed.map(({ terminalId }) => terminalId),
    placed.map(({ epoch }) => epoch),
    placed.map(({ seq }) => seq),
    placed.map(({ wire }) => wire.hash),
    placed.map(({ wire }) => wire.header),
    placed.map(({ wire }) => changesText(wire.changes)),
    placed.map(({ wire }) => wire.signature),
    placed.map(({ branchId }) => branchId),
    placed.map(({ verdict }) => verdict.status),
    placed.map(({ verdict }) => verdict.flags.join(',')),
    placed.map(({ verdict }) => verdict.postedDate),
    placed.map(({ verdict }) => verdict.late),
    placed.map(({ leaf }) => leaf),
  ];
  await tx.unsafe(INSERT, [clinicId, receivedAtMs, ...columns.map(joined)], { prepare: true });
}

interface EntryRow {
  readonly position: number;
  readonly terminal_id: string;
  readonly epoch: number;
  readonly seq: number;
  readonly hash: string;
  readonly header: string;
  readonly changes: string;
  readonly signature: string | null;
  readonly branch_id: string | null;
  readonly status: Verdict['status'];
  readonly flags: string;
  readonly posted_date: string;
  readonly late: boolean;
  readonly leaf: string;
}

/** What a page of the feed is made of: an entry in its place, or only its place where the reader wrote it. */
export interface PlacedForReader extends Omit<PlacedEntry, 'wire'> {
  readonly wire: WireEntry | null;
}

/** The clinic's order after a position, without the texts of what the reader wrote and therefore has. */
export async function readFeed(
  tx: TransactionSql,
  clinicId: string,
  { terminalId, epoch }: { terminalId: string; epoch: number },
  after: number,
  limit: number,
): Promise<PlacedForReader[]> {
  const rows = await tx<(EntryRow & { own: boolean })[]>`
    SELECT position, terminal_id, epoch, seq, branch_id, status, flags, posted_date, late, leaf, own,
      CASE WHEN own THEN '' ELSE hash END AS hash, CASE WHEN own THEN '' ELSE header END AS header,
      CASE WHEN own THEN '' ELSE changes END AS changes, CASE WHEN own THEN NULL ELSE signature END AS signature
    FROM entry, LATERAL (SELECT terminal_id = ${terminalId} AND epoch = ${epoch} AS own) asked
    WHERE clinic_id = ${clinicId} AND position > ${after} ORDER BY position LIMIT ${limit}`;
  return rows.map((row) => (row.own ? { ...placedFrom(row), wire: null } : placedFrom(row)));
}

/** The clinic's order after a position. */
export async function readEntries(tx: TransactionSql, clinicId: string, after: number, limit: number): Promise<PlacedEntry[]> {
  const rows = await tx<EntryRow[]>`
    SELECT position, terminal_id, epoch, seq, hash, header, changes, signature, branch_id, status, flags, posted_date, late, leaf
    FROM entry WHERE clinic_id = ${clinicId} AND position > ${after} ORDER BY position LIMIT ${limit}`;
  return rows.map(placedFrom);
}

/** One author's chain after a seq. */
export async function readChainEntries(
  tx: TransactionSql,
  clinicId: string,
  { terminalId, epoch }: { terminalId: string; epoch: number },
  after: number,
  limit: number,
): Promise<PlacedEntry[]> {
  const rows = await tx<EntryRow[]>`
    SELECT position, terminal_id, epoch, seq, hash, header, changes, signature, branch_id, status, flags, posted_date, late, leaf
    FROM entry WHERE clinic_id = ${clinicId} AND terminal_id = ${terminalId} AND epoch = ${epoch} AND seq > ${after}
    ORDER BY seq LIMIT ${limit}`;
  return rows.map(placedFrom);
}

function placedFrom(row: EntryRow): PlacedEntry {
  // How many commitments there are decides whether an empty text is no change or an erased one.
  const count = row.changes === '' && row.header.includes('"commitments":[]') ? 0 : 1;
  return {
    position: row.position,
    terminalId: row.terminal_id,
    epoch: row.epoch,
    seq: row.seq,
    branchId: row.branch_id,
    wire: { header: row.header, changes: changesFrom(row.changes, count), hash: row.hash, signature: row.signature },
    verdict: {
      status: row.status,
      flags: row.flags === '' ? [] : row.flags.split(','),
      postedDate: row.posted_date,
      late: row.late,
    },
    leaf: row.leaf,
  };
}
