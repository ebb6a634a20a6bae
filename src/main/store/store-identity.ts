import { createPublicKey, type KeyObject } from 'node:crypto';
import type { Place } from '#domain/kernel/operation.ts';
import { TERMINAL_KINDS, type TerminalKind } from '#domain/kernel/roles.ts';
import type { Db } from './database.ts';

/** Whose log a store file is. Kept in it, so that it can be verified without the key that signed it. */
export interface StoreIdentity {
  readonly clinicId: string;
  readonly branchId: string | null;
  readonly terminalId: string;
  readonly kind: TerminalKind;
  readonly epoch: number;
  /** SPKI, DER in base64. */
  readonly publicKey: string;
  readonly serverPublicKey: string;
}

const IDENTITY = 'identity';
const FINGERPRINT = 'record-fingerprint';
const BASE_FINGERPRINT = 'base-fingerprint';

export function identityOf(place: Place, privateKey: KeyObject, serverPublicKey: string): StoreIdentity {
  const { clinicId, branchId, terminalId, kind, epoch } = place;
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'der' }).toString('base64');
  return { clinicId, branchId, terminalId, kind, epoch, publicKey, serverPublicKey };
}

/** Undefined in a file that no terminal has written to yet. */
export function readStoreIdentity(db: Db): StoreIdentity | undefined {
  const text = readMeta(db, IDENTITY);
  if (text === undefined) return undefined;
  const identity = JSON.parse(text) as StoreIdentity;
  if (!TERMINAL_KINDS.includes(identity.kind)) throw new Error(`the store is of an unknown kind of terminal: ${identity.kind}`);
  return identity;
}

/** Claims an empty store; refuses one that is another terminal's, or another life of this one. */
export function claimStore(db: Db, identity: StoreIdentity): void {
  const known = readStoreIdentity(db);
  if (!known) {
    writeMeta(db, IDENTITY, JSON.stringify(identity));
    return;
  }
  for (const name of ['clinicId', 'branchId', 'terminalId', 'kind', 'epoch', 'publicKey', 'serverPublicKey'] as const)
    if (known[name] !== identity[name]) throw new OtherTerminalsStore(name, String(known[name]), String(identity[name]));
}

/** The file belongs to another terminal, or to another life of this one. */
export class OtherTerminalsStore extends Error {
  constructor(what: string, known: string, given: string) {
    super(`the store belongs to another terminal: its ${what} is ${known}, not ${given}`);
  }
}

export function recordFingerprint(db: Db): string | undefined {
  return readMeta(db, FINGERPRINT);
}

export function setRecordFingerprint(db: Db, fingerprint: string): void {
  writeMeta(db, FINGERPRINT, fingerprint);
}

/** Of the records that the program knew when the last snapshot came. Undefined: none came, or before this was kept. */
export function baseFingerprint(db: Db): string | undefined {
  return readMeta(db, BASE_FINGERPRINT);
}

export function setBaseFingerprint(db: Db, fingerprint: string): void {
  writeMeta(db, BASE_FINGERPRINT, fingerprint);
}

function readMeta(db: Db, name: string): string | undefined {
  return db.prepare<[string], string>('SELECT value FROM meta WHERE name = ?').pluck().get(name);
}

function writeMeta(db: Db, name: string, value: string): void {
  db.prepare<[string, string]>('INSERT OR REPLACE INTO meta VALUES (?, ?)').run(name, value);
}
