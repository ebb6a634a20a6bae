import { createCipheriv, createDecipheriv, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import type { ApprovalKey } from '../domain/kernel/fields.ts';
import { type Refusal, refuse } from '../domain/kernel/refusal.ts';
import { privateKeyFrom, publicKeyFrom, sha256, signHash, verifyHash } from './entry.ts';
import { type Passwords, weakness } from './passwords.ts';

/** What a new password is made into before anything leaves the machine it was typed at. */
export interface NewPassword {
  readonly verifier: string;
  readonly approvalKey: ApprovalKey;
}

/** A new password's verifier, and a new approval key that only it opens; or why the password will not do. */
export async function newPassword(passwords: Passwords, password: unknown, current?: string): Promise<NewPassword | Refusal> {
  if (typeof password !== 'string') return refuse('invalid-input', { where: 'password' });
  const weak = weakness(password, current);
  if (weak) return weak;
  const [verifier, approvalKey] = await Promise.all([passwords.make(password), newApprovalKey(passwords, password)]);
  return { verifier, approvalKey };
}

/**
 * An Ed25519 key whose private half is sealed with AES-256-GCM under what argon2id makes of the password and a salt of its
 * own. `sealed`: `v1.<salt>.<iv>.<tag>.<text>`, each base64; the public key is authenticated with it.
 */
export async function newApprovalKey(passwords: Passwords, password: string): Promise<ApprovalKey> {
  const pair = generateKeyPairSync('ed25519');
  const publicKey = pair.publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
  const salt = randomBytes(16);
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', await passwords.sealingKey(password, salt), iv).setAAD(aadOf(publicKey));
  const text = Buffer.concat([cipher.update(pair.privateKey.export({ type: 'pkcs8', format: 'der' })), cipher.final()]);
  const sealed = ['v1', ...[salt, iv, cipher.getAuthTag(), text].map((part) => part.toString('base64'))].join('.');
  return { publicKey, sealed };
}

/** The private half; undefined where the password does not open it. */
export async function openApprovalKey(
  passwords: Passwords,
  { publicKey, sealed }: ApprovalKey,
  password: string,
): Promise<KeyObject | undefined> {
  const [version, ...parts] = sealed.split('.');
  const [salt, iv, tag, text] = parts.map((part) => Buffer.from(part, 'base64'));
  if (version !== 'v1' || !salt || !iv || !tag || !text) return undefined;
  const key = await passwords.sealingKey(password, salt);
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: 16 }).setAAD(aadOf(publicKey)).setAuthTag(tag);
    return privateKeyFrom(Buffer.concat([decipher.update(text), decipher.final()]).toString('base64'));
  } catch {
    return undefined;
  }
}

function aadOf(publicKey: string): Buffer {
  return Buffer.from(`counterfoil/approval-key\n${publicKey}`);
}

/** A person's signature on a text: Ed25519 over its SHA-256, base64. */
export function signText(text: string, privateKey: KeyObject): string {
  return signHash(sha256(text), privateKey);
}

/** Whether that key signed that text. A key nobody can read has signed nothing. */
export function signedText(text: string, signature: string, publicKey: string): boolean {
  try {
    return verifyHash(sha256(text), signature, publicKeyFrom(publicKey));
  } catch {
    return false;
  }
}
