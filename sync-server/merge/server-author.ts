import type { TransactionSql } from 'postgres';
import { dateIn } from '#domain/kernel/calendar.ts';
import type { ClinicSettings } from '#domain/kernel/centre.ts';
import type { Change } from '#domain/kernel/change.ts';
import { Draft } from '#domain/kernel/draft.ts';
import { checkChange, foldChange, moved } from '#domain/kernel/house.ts';
import { type Refusal, refuse } from '#domain/kernel/refusal.ts';
import { hlcFrom, hlcText, tick } from '#protocol/clock.ts';
import { type EntryHeader, signHash, type WireEntry, writeEntry } from '#protocol/entry.ts';
import { type Frontier, rootOf } from '#protocol/merkle.ts';
import { ONLY_NOW, signatureFault } from '#protocol/person-signature.ts';
import { signCheckpoint } from '../keys.ts';
import type { ServerParts } from '../parts.ts';
import { insertEntries } from '../store/entries.ts';
import {
  announce,
  type ChainEnd,
  type ClinicHead,
  readChain,
  readHead,
  SERVER_TERMINAL,
  saveChain,
  saveHead,
} from '../store/heads.ts';
import { LoadedRecords } from '../store/loaded-records.ts';
import { saveRecords } from '../store/records.ts';
import { endAfter } from './open-batch.ts';
import { factsOf, Placement } from './placement.ts';

/** Nobody is signed in: what the server does of itself, and what its administrator asks on the machine it runs on. */
export const SERVER_ACTOR = 'server';

/** Before a clinic is set up it has no settings: its first entries are dated in UTC. */
const UNSET: ClinicSettings = { timeZone: 'UTC', dayCutOffMinutes: 0, leaseHours: 24 };

/** What an entry of the server says of itself beyond its changes. */
export interface ServerEntry {
  readonly branchId: string | null;
  readonly actorId: string;
  readonly sessionId: string | null;
  readonly operation: string;
  readonly documentNumber: string | null;
  readonly changes: readonly Change[];
}

/** One clinic with its order held: nobody else places entries until the transaction ends. */
export interface HeldClinic {
  readonly parts: ServerParts;
  readonly tx: TransactionSql;
  readonly clinicId: string;
  readonly head: ClinicHead;
  readonly records: LoadedRecords;
  readonly settings: ClinicSettings;
  readonly placement: Placement;
  readonly nowMs: number;
}

/** Undefined: there is no such clinic. */
export async function holdClinic(parts: ServerParts, tx: TransactionSql, clinicId: string): Promise<HeldClinic | undefined> {
  const head = await readHead(tx, clinicId, 'lock');
  if (!head) return undefined;
  const records = new LoadedRecords(tx, clinicId, parts.house);
  const settings = (await records.settled(() => parts.centre.settings(records))) ?? UNSET;
  const nowMs = parts.clock.nowMs();
  const { house, centre } = parts;
  const placement = new Placement({ house, centre, settings, nowMs }, records, head);
  return { parts, tx, clinicId, head, records, settings, placement, nowMs };
}

/** Writes everything placed since the clinic was held, and its new end. */
export async function writePlaced(held: HeldClinic): Promise<void> {
  const { parts, tx, clinicId, head, placement, nowMs } = held;
  const { frontier } = placement;
  if (frontier.size === head.position) return;
  const position = frontier.size;
  const { root, atMs, signature } = signCheckpoint(parts.keys, statementOf(clinicId, frontier, nowMs));
  await Promise.all([
    writeEntries(held),
    saveRecords(tx, clinicId, parts.house, placement.written()),
    saveHead(tx, clinicId, head.position, { position, frontier, root, atMs, signature }),
    announce(tx, clinicId),
  ]);
}

/** Writes the entries placed so far. */
export async function writeEntries({ tx, clinicId, nowMs, placement }: HeldClinic): Promise<void> {
  const placed = placement.takePlaced();
  if (placed.length > 0) await insertEntries(tx, clinicId, nowMs, placed);
}

export function statementOf(clinicId: string, frontier: Frontier, atMs: number) {
  return { clinicId, position: frontier.size, root: rootOf(frontier), atMs };
}

export function readServerChain({ parts, tx, clinicId }: HeldClinic): Promise<ChainEnd> {
  return readChain(tx, clinicId, SERVER_TERMINAL, parts.chainEpoch);
}

/** The date the server works in, for a branch: today there, or its first open day when today is locked already. */
export async function serverDate(
  { parts, records, placement, settings, nowMs }: HeldClinic,
  branchId: string | null,
): Promise<string> {
  const today = dateIn(settings.timeZone, nowMs, settings.dayCutOffMinutes);
  if (branchId === null) return today;
  const firstOpen = await records.settled(() => parts.centre.firstOpenDate(placement.reader, branchId));
  return firstOpen !== null && firstOpen > today ? firstOpen : today;
}

/**
 * Writes an entry in the server's own chain and places it.
 * @returns what does not hold; nothing is then written
 */
export async function writeAsServer(held: HeldClinic, entry: ServerEntry): Promise<Refusal | undefined> {
  const { parts, tx, clinicId, records, placement } = held;
  const end = await readServerChain(held);
  const businessDate = await serverDate(held, entry.branchId);
  const { wire, header } = compose(held, end, entry, businessDate);
  const opened = { wire, header, changes: entry.changes };
  await records.load(placement.reads(opened));
  const facts = factsOf(header, { postedDate: businessDate, late: false, flags: [] });
  const refusal = await records.decided(() => {
    const unsigned = signatureFault(
      parts.house,
      (userId) => parts.centre.signer(placement.reader, userId),
      entry.changes,
      ONLY_NOW,
    );
    if (unsigned !== undefined) return refuse(unsigned);
    const draft = new Draft(placement.reader);
    for (const change of entry.changes) {
      const unheld = checkChange(parts.house, draft, change, facts);
      if (unheld) return unheld;
      foldChange(parts.house, draft, change, facts);
    }
    return undefined;
  });
  if (refusal) return refusal;
  await records.settled(() => placement.settle(opened, { status: 'accepted', flags: [], postedDate: businessDate, late: false }));
  await saveChain(tx, clinicId, endAfter(end, header, wire.hash));
  return undefined;
}

function compose(
  { parts, clinicId, head, nowMs }: HeldClinic,
  end: ChainEnd,
  { changes, ...said }: ServerEntry,
  businessDate: string,
): { wire: WireEntry; header: EntryHeader } {
  const { inMinor, outMinor } = moved(parts.house, changes);
  const last = end.hlc === '' ? { ms: 0, count: 0 } : hlcFrom(end.hlc);
  const written = writeEntry(
    {
      ...said,
      clinicId,
      terminalId: SERVER_TERMINAL,
      epoch: parts.chainEpoch,
      seq: end.seq + 1,
      prev: end.hash,
      hlc: hlcText(tick(last, nowMs)),
      recordedAtMs: nowMs,
      businessDate,
      grossInMinor: end.grossInMinor + inMinor,
      grossOutMinor: end.grossOutMinor + outMinor,
      checkpoint: { position: head.position, atMs: nowMs, root: rootOf(head.frontier) },
    },
    changes,
  );
  const header = JSON.parse(written.header) as EntryHeader;
  // Checkpoints are signed with the same key and cover every entry; a document must stand by itself.
  const signature = said.documentNumber === null ? null : signHash(written.hash, parts.keys.privateKey);
  return { wire: { ...written, signature }, header };
}
