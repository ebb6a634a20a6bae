import { type KeyObject, verify } from 'node:crypto';
import type { Change } from '#domain/kernel/change.ts';
import type { House } from '#domain/kernel/house.ts';
import type { Place } from '#domain/kernel/operation.ts';
import { receives } from '#domain/kernel/roles.ts';
import { type EntryHeader, entryFault, openChange, type WireEntry } from '#protocol/entry.ts';
import { appendLeaf, leafOf, rootOf } from '#protocol/merkle.ts';
import { type Checkpoint, checkpointText, type FeedItem, type Verdict } from '#protocol/sync-messages.ts';
import type { Progress } from './feed-log.ts';
import { CheckpointMismatch } from './terminal-store.ts';

/** One position, checked and opened. */
export interface OpenItem {
  readonly position: number;
  readonly leaf: string;
  readonly entry?: OpenEntry;
}

export interface OpenEntry {
  readonly hash: string;
  readonly header: EntryHeader;
  readonly headerText: string;
  /** Under an entry that prints a document; null also from a server that does not send it. */
  readonly signature: string | null;
  readonly verdict: Verdict;
  readonly own: boolean;
  /** As stored: texts, null where erased, withheld, or not for this kind of machine. */
  readonly sealed: readonly (string | null)[];
  /** What is held here, in order. */
  readonly changes: readonly Change[];
}

/** What items are opened for. */
export interface Receiving {
  readonly house: House;
  readonly place: Place;
  readonly serverPublicKey: KeyObject;
  /** Own entries after a seq, in chain order. */
  readonly ownEntries: (after: number, limit: number) => readonly WireEntry[];
}

/**
 * Checks a stretch of the server's order against everything known here, and opens it. Throws `CheckpointMismatch` when
 * anything in it is not what the signed statement covers, or not what this terminal itself wrote.
 */
export function openItems(
  receiving: Receiving,
  progress: Progress,
  items: readonly FeedItem[],
  checkpoint: Checkpoint,
): { readonly items: readonly OpenItem[]; readonly progress: Progress } {
  checkStatement(receiving, checkpoint);
  const opened: OpenItem[] = [];
  let { position, acknowledgedSeq, frontier } = progress;
  const mine = receiving.ownEntries(acknowledgedSeq, items.filter(({ own }) => own).length);
  for (const item of items) {
    if (item.position !== position + 1) mismatch(`position ${item.position} came where ${position + 1} was next`);
    position += 1;
    frontier = appendLeaf(frontier, item.leaf);
    if (item.own) {
      const { seq } = item.own;
      if (seq !== acknowledgedSeq + 1) mismatch(`own entry ${seq} was answered where ${acknowledgedSeq + 1} was next`);
      opened.push(openOwn(item, item.own, mine[acknowledgedSeq - progress.acknowledgedSeq]));
      acknowledgedSeq = seq;
    } else opened.push({ position, leaf: item.leaf, entry: item.entry && openEntry(receiving, item, item.entry) });
  }
  if (checkpoint.position !== position)
    mismatch(`the checkpoint is over position ${checkpoint.position}, the items end at ${position}`);
  if (checkpoint.root !== rootOf(frontier)) mismatch(`the tree at position ${position} is not the one the server states`);
  return { items: opened, progress: { ...progress, position, acknowledgedSeq, frontier, checkpoint } };
}

/** Throws unless the statement is this clinic's and the server's key signed it. */
export function checkStatement({ place, serverPublicKey }: Pick<Receiving, 'place' | 'serverPublicKey'>, one: Checkpoint): void {
  if (one.clinicId !== place.clinicId) mismatch('the checkpoint is another clinic’s');
  if (!isSigned(one, serverPublicKey)) mismatch('the checkpoint is not signed by the server');
}

export function isSigned(one: Checkpoint, serverPublicKey: KeyObject): boolean {
  return verify(null, Buffer.from(checkpointText(one)), serverPublicKey, Buffer.from(one.signature, 'base64'));
}

function openEntry(receiving: Receiving, item: FeedItem, entry: NonNullable<FeedItem['entry']>): OpenEntry {
  const { place } = receiving;
  const { hash, header: headerText, signature = null, verdict } = entry;
  const where = `position ${item.position}`;
  if (leafOf(hash, verdict) !== item.leaf) mismatch(`the leaf of ${where} does not cover its entry and verdict`);
  const header = headerOf(headerText, where);
  if (header.clinicId !== place.clinicId) mismatch(`the entry at ${where} is another clinic’s`);
  if (header.terminalId === place.terminalId && header.epoch === place.epoch)
    mismatch(`the entry at ${where} is said to be another terminal’s and is this one’s`);
  const fault = entryFault({ header: headerText, changes: entry.changes, hash, signature: null }, header);
  if (fault) mismatch(`the entry at ${where} does not hold: ${fault}`);
  const held = entry.changes.map((one) => (one === null ? null : openForHere(receiving, one, header)));
  const changes = held.flatMap((one) => (one === null ? [] : [one.change]));
  const sealed = held.map((one) => one?.sealed ?? null);
  return { hash, header, headerText, signature, verdict, own: false, sealed, changes };
}

/** The leaf covers hash and verdict: the server speaks of the very entry that stands in the own log, or of another. */
function openOwn(
  { position, leaf }: FeedItem,
  { seq, verdict }: NonNullable<FeedItem['own']>,
  mine: WireEntry | undefined,
): OpenItem {
  if (!mine) return mismatch(`the server holds entry ${seq} of this terminal, which is not in its own log`);
  const { hash, header: headerText, signature, changes: sealed } = mine;
  if (leafOf(hash, verdict) !== leaf)
    mismatch(`the server holds another entry ${seq} of this terminal than its own log, or gives it another verdict`);
  const header = headerOf(headerText, `own seq ${seq}`);
  const fault = entryFault(mine, header);
  if (fault) mismatch(`own entry ${seq} does not hold: ${fault}`);
  const changes = sealed.flatMap((one) => (one === null ? [] : [openChange(one)]));
  return { position, leaf, entry: { hash, header, headerText, signature, verdict, own: true, sealed, changes } };
}

interface Opened {
  readonly sealed: string;
  readonly change: Change;
}

/** Least data, kept here too: what a machine of this kind should not have been sent is not stored. */
function openForHere({ house, place }: Receiving, sealed: string, { branchId }: EntryHeader): Opened | null {
  const change = openChange(sealed);
  const type = house.changes.get(change.type);
  if (!type) throw new UnknownChange(change.type);
  return receives(place.kind, place.branchId, type.stream, branchId) ? { sealed, change } : null;
}

/** The server validated the header before it placed it, and the tree it signed covers this very text. */
function headerOf(text: string, where: string): EntryHeader {
  try {
    const header = JSON.parse(text) as EntryHeader;
    if (header.v === 1 && Array.isArray(header.commitments)) return header;
  } catch {
    // Told below, with what is not of this version.
  }
  return mismatch(`the header at ${where} cannot be read`);
}

function mismatch(what: string): never {
  throw new CheckpointMismatch(what);
}

/** The feed carries a change this program does not know: it is older than the server. */
export class UnknownChange extends Error {
  constructor(type: string) {
    super(`the clinic uses ${type}, which this version does not know: install the newer program`);
  }
}
