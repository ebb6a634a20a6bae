import { randomBytes } from 'node:crypto';
import { isRefusal, type Refusal, refuse } from '../domain/kernel/refusal.ts';
import { codesIn } from '../domain/terminals/code-in-file.ts';
import { sha256 } from './entry.ts';

/** What a person carries from the back office to a new machine. */
export interface EnrolmentCode {
  /** `https://host:port` */
  readonly address: string;
  /** SHA-256 of the server's certificate, lower-case hex; null: the certificate comes from a public authority. */
  readonly fingerprint: string | null;
  /** `<clinic id>.<random>`: names the tenant it opens, so the server looks nowhere else. Single use. */
  readonly secret: string;
}

/** Crockford's base32: no I, L, O, U, so that it can be read aloud and typed. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const VERSION = 1;
const CHECK_BYTES = 3;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A new secret of 128 random bits for a clinic. The server keeps only `secretHashOf` it. */
export function newEnrolmentSecret(clinicId: string): string {
  return `${clinicId}.${toBase32(randomBytes(16))}`;
}

export function secretHashOf(secret: string): string {
  return sha256(secret);
}

/** The tenant a secret opens; undefined when the text is no secret. */
export function clinicOfSecret(secret: string): string | undefined {
  return /^([\w-]{1,64})\.[0-9A-Z]{8,40}$/.exec(secret)?.[1];
}

/** The text people see: groups of five, with a checksum at the end. */
export function enrolmentCodeText({ address, fingerprint, secret }: EnrolmentCode): string {
  const bytes = Buffer.concat([
    Buffer.from([VERSION, fingerprint === null ? 0 : 1]),
    Buffer.from(fingerprint ?? '', 'hex'),
    secretBytes(secret),
    Buffer.from(address.replace(/^https:\/\//, ''), 'utf8'),
  ]);
  const text = toBase32(Buffer.concat([bytes, checkOf(bytes)]));
  return text.match(/.{1,5}/g)?.join('-') ?? '';
}

/** Reads what was typed or pasted: any case, spaces and dashes; O for 0 and I or L for 1; or a text with one code in it. */
export function readEnrolmentCode(text: string): EnrolmentCode | Refusal {
  const read = readCode(text);
  const [inside, ...others] = isRefusal(read) ? codesIn(text) : [];
  return inside !== undefined && others.length === 0 ? readCode(inside) : read;
}

function readCode(text: string): EnrolmentCode | Refusal {
  const bytes = fromBase32(text);
  if (!bytes || bytes.length < 2 + CHECK_BYTES) return unreadable('not-a-code');
  const body = bytes.subarray(0, -CHECK_BYTES);
  if (!checkOf(body).equals(bytes.subarray(-CHECK_BYTES))) return unreadable('mistyped');
  if (body[0] !== VERSION) return unreadable('other-version');
  const fingerprint = body[1] === 1 ? body.subarray(2, 34).toString('hex') : null;
  const secretAt = fingerprint === null ? 2 : 34;
  const secret = secretFrom(body.subarray(secretAt));
  if (!secret) return unreadable('not-a-code');
  const address = body.subarray(secretAt + secret.bytes).toString('utf8');
  return { address: `https://${address}`, fingerprint, secret: secret.text };
}

function unreadable(why: string): Refusal {
  return refuse('enrolment-code-unreadable', { why });
}

/** Length of the clinic's name (0: a UUID, in 16 bytes), the clinic, then the 16 random bytes. */
function secretBytes(secret: string): Buffer {
  const clinicId = clinicOfSecret(secret);
  const random = fromBase32(secret.slice(secret.indexOf('.') + 1));
  if (clinicId === undefined || random?.length !== 16) throw new Error('not a secret of newEnrolmentSecret');
  const clinic = UUID.test(clinicId)
    ? Buffer.concat([Buffer.from([0]), Buffer.from(clinicId.replaceAll('-', ''), 'hex')])
    : Buffer.concat([Buffer.from([clinicId.length]), Buffer.from(clinicId, 'utf8')]);
  return Buffer.concat([clinic, random]);
}

function secretFrom(bytes: Buffer): { text: string; bytes: number } | undefined {
  const length = bytes[0] ?? 0;
  const clinicBytes = length === 0 ? 16 : length;
  const end = 1 + clinicBytes + 16;
  if (bytes.length < end) return undefined;
  const clinic = bytes.subarray(1, 1 + clinicBytes);
  const clinicId = length === 0 ? uuidFrom(clinic) : clinic.toString('utf8');
  const text = `${clinicId}.${toBase32(bytes.subarray(1 + clinicBytes, end))}`;
  return { text, bytes: end };
}

function uuidFrom(bytes: Buffer): string {
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

function checkOf(bytes: Uint8Array): Buffer {
  return Buffer.from(sha256(bytes), 'hex').subarray(0, CHECK_BYTES);
}

function toBase32(bytes: Uint8Array): string {
  let text = '';
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += ALPHABET[(held >> bits) & 31];
    }
    held &= (1 << bits) - 1;
  }
  return bits > 0 ? text + ALPHABET[(held << (5 - bits)) & 31] : text;
}

function fromBase32(text: string): Buffer | undefined {
  const letters = text.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  for (const letter of letters) {
    const value = ALPHABET.indexOf(letter);
    if (value < 0) return undefined;
    held = (held << 5) | value;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((held >> bits) & 255);
    }
    held &= (1 << bits) - 1;
  }
  return Buffer.from(bytes);
}
