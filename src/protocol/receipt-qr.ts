import type { KeyObject } from 'node:crypto';
import { type CheckpointSeen, entryFault, readHeader, verifyHash, type WireEntry } from './entry.ts';

/**
 * What a receipt says of its counterfoil, the log entry that recorded the payment. Anyone who holds the log can look the
 * entry up by `hash`: if it is not there, the signature proves that the terminal once wrote it.
 */
export interface ReceiptQr {
  readonly terminalId: string;
  readonly epoch: number;
  readonly seq: number;
  /** Receipt number, e.g. `R07/2627/000123`. */
  readonly number: string;
  readonly amountMinor: number;
  /** The terminal's clock, UTC ms. */
  readonly atMs: number;
  /** Entry hash, 64 hex. */
  readonly hash: string;
  /** The terminal's Ed25519 signature over the hash, base64. */
  readonly signature: string;
  /** The last server checkpoint the terminal had seen; null before its first contact. */
  readonly checkpoint: CheckpointSeen | null;
}

const MARK = 'CF1';

/**
 * The text in the QR: fields in the order below, joined by `~`, about 290 characters. Hashes and signature are base64url
 * without padding.
 *
 *     CF1~terminal~epoch~seq~number~amount in minor units~UTC ms~hash~signature~position~checkpoint UTC ms~root
 *
 * Without a checkpoint the last three fields are empty.
 */
export function receiptText(receipt: ReceiptQr): string {
  const { checkpoint } = receipt;
  return [
    MARK,
    receipt.terminalId,
    receipt.epoch,
    receipt.seq,
    receipt.number,
    receipt.amountMinor,
    receipt.atMs,
    Buffer.from(receipt.hash, 'hex').toString('base64url'),
    Buffer.from(receipt.signature, 'base64').toString('base64url'),
    ...(checkpoint
      ? [checkpoint.position, checkpoint.atMs, Buffer.from(checkpoint.root, 'hex').toString('base64url')]
      : ['', '', '']),
  ].join('~');
}

const FORM =
  /^CF1~([\w-]{1,64})~(\d{1,6})~(\d{1,15})~([A-Za-z0-9/-]{1,16})~(\d{1,15})~(\d{1,15})~([\w-]{43})~([\w-]{86})~(?:(\d{1,15})~(\d{1,15})~([\w-]{43})|~~)$/;

/** Reads a QR's text; undefined when it is not a receipt of ours. */
export function readReceiptText(text: string): ReceiptQr | undefined {
  const fields = FORM.exec(text);
  if (!fields) return undefined;
  const [, terminalId = '', epoch, seq, number = '', amountMinor, atMs, hash = '', signature = '', position, seenAtMs, root] =
    fields;
  return {
    terminalId,
    epoch: Number(epoch),
    seq: Number(seq),
    number,
    amountMinor: Number(amountMinor),
    atMs: Number(atMs),
    hash: Buffer.from(hash, 'base64url').toString('hex'),
    signature: Buffer.from(signature, 'base64url').toString('base64'),
    checkpoint:
      root === undefined
        ? null
        : { position: Number(position), atMs: Number(seenAtMs), root: Buffer.from(root, 'base64url').toString('hex') },
  };
}

/** Whether this terminal's key signed the hash that the receipt names. Needs no log. */
export function isSigned(receipt: ReceiptQr, terminalKey: KeyObject): boolean {
  return verifyHash(receipt.hash, receipt.signature, terminalKey);
}

/** The counterfoil of a printed document. Undefined for an entry that printed none. */
export function receiptOf(entry: WireEntry, amountMinor: number): ReceiptQr | undefined {
  const { terminalId, epoch, seq, documentNumber, recordedAtMs, checkpoint } = readHeader(entry.header);
  if (documentNumber === null || entry.signature === null) return undefined;
  const { hash, signature } = entry;
  return { terminalId, epoch, seq, number: documentNumber, amountMinor, atMs: recordedAtMs, hash, signature, checkpoint };
}

/**
 * How a receipt differs from the entry that the log has under its hash; undefined when it is that entry's counterfoil.
 * The signature covers the entry, and only the entry: what is printed beside it counts when it matches.
 * @param amountMinor what the entry's payment says
 */
export function receiptFault(
  receipt: ReceiptQr,
  entry: WireEntry,
  amountMinor: number,
  terminalKey: KeyObject,
): string | undefined {
  if (!isSigned(receipt, terminalKey)) return 'the signature is not this terminal’s';
  if (receipt.hash !== entry.hash) return 'the receipt names another entry';
  const fault = entryFault(entry, readHeader(entry.header));
  if (fault) return fault;
  const logged = receiptOf(entry, amountMinor);
  if (!logged) return 'the entry printed no document';
  return receiptText({ ...logged, signature: receipt.signature }) === receiptText(receipt)
    ? undefined
    : 'the receipt does not say what the entry says';
}
