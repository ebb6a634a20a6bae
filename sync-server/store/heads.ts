import type { TransactionSql } from 'postgres';
import type { Contact } from '#domain/kernel/operation.ts';
import { GENESIS_HASH } from '#protocol/entry.ts';
import { appendLeaf, type Frontier } from '#protocol/merkle.ts';

/** The id the server writes under, in every clinic. */
export const SERVER_TERMINAL = 'server';

/** The end of a clinic's order. */
export interface ClinicHead {
  readonly position: number;
  readonly frontier: Frontier;
}

/** The end of one author's chain as the server holds it. */
export interface ChainEnd {
  readonly terminalId: string;
  readonly epoch: number;
  readonly seq: number;
  readonly hash: string;
  readonly hlc: string;
  readonly recordedAtMs: number;
  readonly grossInMinor: number;
  readonly grossOutMinor: number;
  /** The latest server time any of its entries had seen, UTC ms. */
  readonly seenAtMs: number | null;
  readonly frozen: boolean;
}

export function rootsText(frontier: Frontier): string {
  return frontier.roots.join(',');
}

export function frontierFrom(size: number, roots: string): Frontier {
  return { size, roots: roots === '' ? [] : roots.split(',') };
}

/** Undefined: there is no such clinic here. `lock`: nobody else places entries in this clinic until the transaction ends. */
export async function readHead(tx: TransactionSql, clinicId: string, lock: 'lock' | 'look'): Promise<ClinicHead | undefined> {
  const [row] = await tx<{ position: number; roots: string }[]>`
    SELECT position, roots FROM clinic_head WHERE clinic_id = ${clinicId} ${lock === 'lock' ? tx`FOR UPDATE` : tx``}`;
  return row && { position: row.position, frontier: frontierFrom(row.position, row.roots) };
}

/** False: there is such a clinic. */
export async function makeHead(tx: TransactionSql, clinicId: string): Promise<boolean> {
  const made = await tx`INSERT INTO clinic_head (clinic_id) VALUES (${clinicId}) ON CONFLICT DO NOTHING`;
  return made.count === 1;
}

export async function readChain(tx: TransactionSql, clinicId: string, terminalId: string, epoch: number): Promise<ChainEnd> {
  const [row] = await tx<ChainEnd[]>`
    SELECT terminal_id AS "terminalId", epoch, seq, hash, hlc, recorded_at_ms AS "recordedAtMs",
           gross_in_minor AS "grossInMinor", gross_out_minor AS "grossOutMinor", seen_at_ms AS "seenAtMs", frozen
    FROM terminal_chain WHERE clinic_id = ${clinicId} AND terminal_id = ${terminalId} AND epoch = ${epoch}`;
  return row ?? emptyChain(terminalId, epoch);
}

export function emptyChain(terminalId: string, epoch: number): ChainEnd {
  return {
    terminalId,
    epoch,
    seq: 0,
    hash: GENESIS_HASH,
    hlc: '',
    recordedAtMs: 0,
    grossInMinor: 0,
    grossOutMinor: 0,
    seenAtMs: null,
    frozen: false,
  };
}

export async function saveChain(tx: TransactionSql, clinicId: string, end: ChainEnd): Promise<void> {
  await tx`
    INSERT INTO terminal_chain (clinic_id, terminal_id, epoch, seq, hash, hlc, recorded_at_ms, gross_in_minor, gross_out_minor, seen_at_ms, frozen)
    VALUES (${clinicId}, ${end.terminalId}, ${end.epoch}, ${end.seq}, ${end.hash}, ${end.hlc}, ${end.recordedAtMs},
            ${end.grossInMinor}, ${end.grossOutMinor}, ${end.seenAtMs}, ${end.frozen})
    ON CONFLICT (clinic_id, terminal_id, epoch) DO UPDATE SET
      seq = excluded.seq, hash = excluded.hash, hlc = excluded.hlc, recorded_at_ms = excluded.recorded_at_ms,
      gross_in_minor = excluded.gross_in_minor, gross_out_minor = excluded.gross_out_minor,
      seen_at_ms = excluded.seen_at_ms, frozen = excluded.frozen`;
}

export interface SaidByTerminal {
  readonly terminalId: string;
  readonly epoch: number;
  readonly atMs: number;
  readonly backlog: number;
  /** Null: this was not said along with it. */
  readonly clockAheadMs: number | null;
  readonly head: { readonly seq: number; readonly hash: string };
}

export async function saveContact(tx: TransactionSql, clinicId: string, said: SaidByTerminal): Promise<void> {
  await tx`
    INSERT INTO terminal_contact (clinic_id, terminal_id, epoch, at_ms, backlog, clock_ahead_ms, head_seq, head_hash)
    VALUES (${clinicId}, ${said.terminalId}, ${said.epoch}, ${said.atMs}, ${said.backlog}, ${said.clockAheadMs},
      ${said.head.seq}, ${said.head.hash})
    ON CONFLICT (clinic_id, terminal_id, epoch) DO UPDATE SET
      at_ms = greatest(terminal_contact.at_ms, excluded.at_ms), backlog = excluded.backlog,
      clock_ahead_ms = coalesce(excluded.clock_ahead_ms, terminal_contact.clock_ahead_ms),
      head_seq = excluded.head_seq, head_hash = excluded.head_hash`;
}

/** Every terminal of the clinic as last heard of, one line per terminal: that of its latest epoch. */
export async function readContacts(tx: TransactionSql, clinicId: string): Promise<Contact[]> {
  return tx<Contact[]>`
    SELECT DISTINCT ON (terminal_id) terminal_id AS "terminalId", epoch, coalesce(chain.seq, 0)::bigint AS seq,
           coalesce(chain.hash, ${GENESIS_HASH}) AS hash, contact.at_ms AS "lastContactMs",
           coalesce(contact.backlog, 0)::bigint AS backlog, contact.clock_ahead_ms AS "clockAheadMs", coalesce(chain.frozen, false) AS frozen
    FROM (SELECT * FROM terminal_chain WHERE clinic_id = ${clinicId} AND terminal_id <> ${SERVER_TERMINAL}) chain
    FULL JOIN (SELECT * FROM terminal_contact WHERE clinic_id = ${clinicId}) contact USING (clinic_id, terminal_id, epoch)
    ORDER BY terminal_id, epoch DESC`;
}

/** A frontier is kept once in this many positions. */
const CHECKPOINT_EVERY = 256;

/** The frontier as it was at a position: the nearest one kept below, and the leaves since. */
export async function frontierAt(tx: TransactionSql, clinicId: string, position: number): Promise<Frontier> {
  const [kept] = await tx<{ position: number; roots: string }[]>`
    SELECT position, roots FROM checkpoint WHERE clinic_id = ${clinicId} AND position <= ${position} ORDER BY position DESC LIMIT 1`;
  const from = frontierFrom(kept?.position ?? 0, kept?.roots ?? '');
  if (from.size === position) return from;
  const leaves = await tx<{ leaf: string }[]>`
    SELECT leaf FROM entry WHERE clinic_id = ${clinicId} AND position > ${from.size} AND position <= ${position} ORDER BY position`;
  return leaves.reduce((frontier, { leaf }) => appendLeaf(frontier, leaf), from);
}

export interface SignedHead extends ClinicHead {
  readonly root: string;
  readonly atMs: number;
  readonly signature: string;
}

/** Moves the clinic's end on. @param before the position it was at */
export async function saveHead(tx: TransactionSql, clinicId: string, before: number, head: SignedHead): Promise<void> {
  const roots = rootsText(head.frontier);
  const move = tx`
    UPDATE clinic_head SET position = ${head.position}, roots = ${roots}, checkpoint_at_ms = ${head.atMs},
           checkpoint_signature = ${head.signature} WHERE clinic_id = ${clinicId}`;
  const keeps = Math.floor(before / CHECKPOINT_EVERY) !== Math.floor(head.position / CHECKPOINT_EVERY);
  const keep = keeps
    ? tx`INSERT INTO checkpoint (clinic_id, position, roots, root, at_ms, signature)
         VALUES (${clinicId}, ${head.position}, ${roots}, ${head.root}, ${head.atMs}, ${head.signature})`
    : undefined;
  await Promise.all([move, keep]);
}

/** Wakes the live channels of this clinic, in whichever process they are. */
export const LIVE_CHANNEL = 'counterfoil';
export async function announce(tx: TransactionSql, clinicId: string): Promise<void> {
  await tx`SELECT pg_notify(${LIVE_CHANNEL}, ${clinicId})`;
}
