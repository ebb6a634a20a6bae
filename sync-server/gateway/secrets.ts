import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { TransactionSql } from 'postgres';
import { type Refusal, refuse } from '#domain/kernel/refusal.ts';
import type { ServerKeys } from '../keys.ts';
import { forgetSealed, readSealed, saveSealed } from '../store/gateway-secrets.ts';
import { RESENT_FOR_MS } from './resent-for.ts';

const SECRET = /^[\x21-\x7e]{16,200}$/;

/** Why this cannot be a webhook's secret. What is short can be guessed, since whoever sees an event can try at leisure. */
export function secretRefusal(secret: unknown): Refusal | undefined {
  return typeof secret === 'string' && SECRET.test(secret) ? undefined : refuse('gateway-secret-weak');
}

/** The server keeps a gateway's secret from now on; the one before stays good for what is still sent again. */
export async function keepSecret(
  tx: TransactionSql,
  keys: ServerKeys,
  of: { readonly clinicId: string; readonly gateway: string },
  secret: string,
  setAtMs: number,
): Promise<void> {
  await saveSealed(tx, of.clinicId, of.gateway, { sealed: seal(keys, nameOf(of), secret), setAtMs });
}

export function forgetSecret(tx: TransactionSql, clinicId: string, gateway: string): Promise<void> {
  return forgetSealed(tx, clinicId, gateway);
}

/** The secrets an event may be signed with now, the present one first; none: the clinic listens to no such gateway. */
export async function secretsOf(
  tx: TransactionSql,
  keys: ServerKeys,
  of: { readonly clinicId: string; readonly gateway: string },
  nowMs: number,
): Promise<readonly string[]> {
  const kept = await readSealed(tx, of.clinicId, of.gateway);
  if (!kept) return [];
  const { sealed, sealedBefore, setAtMs } = kept;
  const isBeforeGood = sealedBefore !== null && nowMs - setAtMs < RESENT_FOR_MS;
  return [sealed, ...(isBeforeGood ? [sealedBefore] : [])].map((one) => unseal(keys, nameOf(of), one));
}

function nameOf({ clinicId, gateway }: { readonly clinicId: string; readonly gateway: string }): string {
  return `${gateway} ${clinicId}`;
}

/** Every process of the server has its private key, and the database never: a copy of the database opens no secret. */
function sealingKey({ privateKey }: ServerKeys): Buffer {
  const seed = privateKey.export({ type: 'pkcs8', format: 'der' });
  return Buffer.from(hkdfSync('sha256', seed, 'counterfoil', 'gateway secrets v1', 32));
}

/** AES-256-GCM: `<iv>.<tag>.<text>`, each base64. It opens under its own clinic's name only. */
function seal(keys: ServerKeys, name: string, secret: string): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', sealingKey(keys), iv).setAAD(Buffer.from(name));
  const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
  return [iv, cipher.getAuthTag(), text].map((part) => part.toString('base64')).join('.');
}

function unseal(keys: ServerKeys, name: string, sealed: string): string {
  const [iv = Buffer.of(), tag = Buffer.of(), text = Buffer.of()] = sealed.split('.').map((part) => Buffer.from(part, 'base64'));
  const decipher = createDecipheriv('aes-256-gcm', sealingKey(keys), iv, { authTagLength: 16 });
  decipher.setAAD(Buffer.from(name)).setAuthTag(tag);
  return Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8');
}
