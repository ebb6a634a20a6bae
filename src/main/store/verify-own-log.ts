import type { KeyObject } from 'node:crypto';
import { type House, moved } from '#domain/kernel/house.ts';
import {
  type EntryHeader,
  entryFault,
  GENESIS_HASH,
  openChange,
  publicKeyFrom,
  readHeader,
  verifyHash,
  type WireEntry,
} from '#protocol/entry.ts';
import type { Db } from './database.ts';
import { headStatement } from './head-signature.ts';
import type { StoreIdentity } from './store-identity.ts';

interface EntryRow extends Omit<WireEntry, 'changes'> {
  readonly seq: number;
  readonly changes: string;
}

/** The chain up to an entry that holds. */
interface Chain {
  readonly seq: number;
  readonly hash: string;
  readonly hlc: string;
  readonly grossInMinor: number;
  readonly grossOutMinor: number;
}

const BEGINNING: Chain = { seq: 0, hash: GENESIS_HASH, hlc: '', grossInMinor: 0, grossOutMinor: 0 };

/** Checks the own chain entry by entry, then its signed end; names the first entry at fault. */
export function verifyOwnLog(db: Db, house: House, identity: StoreIdentity) {
  const publicKey = publicKeyFrom(identity.publicKey);
  const rows = db.prepare<[], EntryRow>('SELECT seq, hash, header, changes, signature FROM entry ORDER BY seq');
  let chain = BEGINNING;
  let signed = 0;
  for (const row of rows.iterate()) {
    const seq = chain.seq + 1;
    const fault =
      row.seq === seq ? faultOf(row, chain, { house, identity, publicKey }) : `the entry is missing; ${row.seq} comes next`;
    if (typeof fault === 'string') return { entries: chain.seq, signed, fault: { seq, what: fault } };
    chain = fault.chain;
    if (row.signature !== null) signed += 1;
  }
  const fault = endFault(db, chain, identity, publicKey);
  return { entries: chain.seq, signed, fault };
}

interface Against {
  readonly house: House;
  readonly identity: StoreIdentity;
  readonly publicKey: KeyObject;
}

function faultOf(row: EntryRow, before: Chain, against: Against): string | { readonly chain: Chain } {
  const opened = open(row);
  if (typeof opened === 'string') return opened;
  const { header, changes } = opened;
  const fault =
    entryFault({ ...row, changes }, header) ??
    authorFault(header, against.identity) ??
    linkFault(header, row, before) ??
    totalsFault(header, changes, before, against.house) ??
    signatureFault(row, header, against.publicKey);
  if (fault) return fault;
  const { seq, hlc, grossInMinor, grossOutMinor } = header;
  return { chain: { seq, hash: row.hash, hlc, grossInMinor, grossOutMinor } };
}

function open(row: EntryRow): string | { header: EntryHeader; changes: (string | null)[] } {
  try {
    return { header: readHeader(row.header), changes: JSON.parse(row.changes) as (string | null)[] };
  } catch {
    return 'the entry cannot be read';
  }
}

function authorFault(header: EntryHeader, { clinicId, terminalId, epoch }: StoreIdentity): string | undefined {
  if (header.clinicId !== clinicId) return `the entry is of clinic ${header.clinicId}`;
  if (header.terminalId !== terminalId) return `the entry is of terminal ${header.terminalId}`;
  if (header.epoch !== epoch) return `the entry is of epoch ${header.epoch}`;
  return undefined;
}

function linkFault(header: EntryHeader, row: EntryRow, before: Chain): string | undefined {
  if (header.seq !== row.seq) return `the entry stands at ${row.seq} but says it is ${header.seq}`;
  if (header.prev !== before.hash) return 'the entry does not link to the one before it';
  if (header.hlc <= before.hlc) return 'the clock reading does not come after the one before it';
  return undefined;
}

function totalsFault(header: EntryHeader, sealed: readonly (string | null)[], before: Chain, house: House): string | undefined {
  const grewIn = header.grossInMinor - before.grossInMinor;
  const grewOut = header.grossOutMinor - before.grossOutMinor;
  if (grewIn < 0 || grewOut < 0) return 'a perpetual total shrinks';
  // What was erased by law cannot be added up any more.
  if (sealed.some((one) => one === null)) return undefined;
  const changes = sealed.map((one) => openChange(one ?? ''));
  const unknown = changes.find(({ type }) => !house.changes.has(type));
  if (unknown) return `the entry has a change of unknown type ${unknown.type}`;
  const { inMinor, outMinor } = moved(house, changes);
  return grewIn === inMinor && grewOut === outMinor ? undefined : 'the perpetual totals do not grow by what the entry moved';
}

function signatureFault(row: EntryRow, header: EntryHeader, publicKey: KeyObject): string | undefined {
  if (row.signature === null) return header.documentNumber === null ? undefined : 'the entry prints a document but is not signed';
  return verifyHash(row.hash, row.signature, publicKey) ? undefined : 'the signature is not the terminal’s';
}

/** A chain that was cut off is whole in itself; its head row tells. */
function endFault(db: Db, chain: Chain, { terminalId, epoch }: StoreIdentity, publicKey: KeyObject) {
  const head = db
    .prepare<[], { seq: number; hash: string; signature: string | null }>('SELECT seq, hash, signature FROM head')
    .get();
  if (!head) return { seq: chain.seq + 1, what: 'the row that names the end of the chain is missing' };
  if (head.seq > chain.seq) return { seq: chain.seq + 1, what: `the entry is missing; the chain ended at ${head.seq}` };
  if (head.seq < chain.seq) return { seq: head.seq + 1, what: `the entry comes after the end of the chain, ${head.seq}` };
  if (head.seq === 0) return null;
  if (head.hash !== chain.hash) return { seq: chain.seq, what: 'the end of the chain has another hash than its last entry' };
  const statement = headStatement(terminalId, epoch, head.seq, head.hash);
  if (head.signature === null || !verifyHash(statement, head.signature, publicKey))
    return { seq: chain.seq, what: 'the end of the chain is not signed by the terminal' };
  return null;
}
