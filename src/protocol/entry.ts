import { createHash, createPrivateKey, createPublicKey, hash, type KeyObject, randomBytes, sign, verify } from 'node:crypto';
import canonicalize from 'canonicalize';
import { z } from 'zod';
import type { Change } from '../domain/kernel/change.ts';

export const HASH = /^[0-9a-f]{64}$/;
export const GENESIS_HASH = '0'.repeat(64);
const hash64 = z.string().regex(HASH);

/** The last signed checkpoint of the server that the author had seen: bounds when the entry can have been made. */
export const checkpointSeen = z.object({ position: z.number().int().min(0), atMs: z.number().int(), root: hash64 });
export type CheckpointSeen = z.infer<typeof checkpointSeen>;

/**
 * What the hash covers. The changes themselves enter as salted commitments, so that one can be erased by law, or kept
 * from a machine that has no business with it, without breaking the chain.
 */
export const entryHeader = z.strictObject({
  v: z.literal(1),
  clinicId: z.string().max(64),
  branchId: z.string().max(64).nullable(),
  terminalId: z.string().max(64),
  epoch: z.number().int().min(1),
  seq: z.number().int().min(1),
  prev: hash64,
  /** Hybrid logical clock: `ms:counter`, both zero-padded, so that text order is time order. */
  hlc: z.string().regex(/^\d{15}:\d{6}$/),
  recordedAtMs: z.number().int().min(0),
  businessDate: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  actorId: z.string().max(64),
  sessionId: z.string().max(64).nullable(),
  operation: z.string().max(64),
  documentNumber: z.string().max(16).nullable(),
  commitments: z.array(hash64).max(1000),
  /** Perpetual totals after this entry, minor units; they only grow. */
  grossInMinor: z.number().int().min(0),
  grossOutMinor: z.number().int().min(0),
  checkpoint: checkpointSeen.nullable(),
});
export type EntryHeader = z.infer<typeof entryHeader>;

/**
 * An entry of the log as it is stored and sent: the exact canonical text that was hashed, never re-serialised.
 * `changes[i]` is the canonical text `["<salt hex>","<change type>",<body>]`, or null where erased or withheld.
 */
export const wireEntry = z.strictObject({
  header: z.string().max(200_000),
  changes: z.array(z.string().max(1_000_000).nullable()).max(1000),
  hash: hash64,
  /** Ed25519 over the hash's 32 bytes, base64; present on entries that print a document. */
  signature: z.string().max(100).nullable(),
});
export type WireEntry = z.infer<typeof wireEntry>;

/** RFC 8785 canonical JSON. Throws on what JSON cannot carry. */
export function canonical(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('not representable as JSON');
  return text;
}

export function sha256(...parts: (string | Uint8Array)[]): string {
  const [only] = parts;
  // In one call half the time goes: every entry is hashed several times on every machine it reaches.
  if (only !== undefined && parts.length === 1) return hash('sha256', only, 'hex');
  const hashing = createHash('sha256');
  for (const part of parts) hashing.update(part);
  return hashing.digest('hex');
}

const SALT_BYTES = 16;
let drawn = Buffer.alloc(0);

/** Randomness is drawn for many salts at once: asking for it costs more than hashing what it salts. */
function newSalt(): string {
  if (drawn.length === 0) drawn = randomBytes(SALT_BYTES * 128);
  const salt = drawn.toString('hex', 0, SALT_BYTES);
  drawn = drawn.subarray(SALT_BYTES);
  return salt;
}

/** @param salt 32 hex characters, random: makes the commitment to a small body unguessable */
export function sealChange(change: Change, salt: string = newSalt()): string {
  return canonical([salt, change.type, change.body]);
}

export function openChange(sealed: string): Change {
  const [, type, body] = JSON.parse(sealed) as [string, string, unknown];
  return { type, body };
}

/** Writes an entry: commitments, header text and hash. Signing is the caller's, who holds the key. */
export function writeEntry(
  header: Omit<EntryHeader, 'v' | 'commitments'>,
  changes: readonly Change[],
): Omit<WireEntry, 'signature'> {
  const sealed = changes.map((change) => sealChange(change));
  const text = canonical({ ...header, v: 1, commitments: sealed.map((one) => sha256(one)) });
  return { header: text, changes: sealed, hash: sha256(text) };
}

/** Why an entry is not what it says it is; undefined when it holds. Does not look at the chain before it. */
export function entryFault(entry: WireEntry, header: EntryHeader): string | undefined {
  if (sha256(entry.header) !== entry.hash) return 'the hash does not cover the header';
  if (header.commitments.length !== entry.changes.length) return 'changes are missing or added';
  for (const [index, sealed] of entry.changes.entries()) {
    if (sealed !== null && sha256(sealed) !== header.commitments[index]) return `change ${index + 1} is not the one committed to`;
  }
  return undefined;
}

/** Parses a header's text; throws with the zod issue when it is not one. */
export function readHeader(text: string): EntryHeader {
  return entryHeader.parse(JSON.parse(text));
}

/** An Ed25519 key pair as text: PKCS#8 and SPKI, DER in base64. */
export interface KeyPairText {
  readonly privateKey: string;
  readonly publicKey: string;
}

export function signHash(hash: string, privateKey: KeyObject): string {
  return sign(null, Buffer.from(hash, 'hex'), privateKey).toString('base64');
}

export function verifyHash(hash: string, signature: string, publicKey: KeyObject): boolean {
  return verify(null, Buffer.from(hash, 'hex'), publicKey, Buffer.from(signature, 'base64'));
}

export function privateKeyFrom(text: string): KeyObject {
  return createPrivateKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'pkcs8' });
}

export function publicKeyFrom(text: string): KeyObject {
  return createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' });
}
