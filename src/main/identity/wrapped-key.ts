import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { KeyStore } from './key-store.ts';

/** A private key nobody can use without this machine and what its key store keeps. Texts are base64. */
export const wrappedKey = z.strictObject({
  keyStore: z.string(),
  protectedSecret: z.string(),
  salt: z.string(),
  iv: z.string(),
  tag: z.string(),
  text: z.string(),
});
export type WrappedKey = z.infer<typeof wrappedKey>;

/** The key does not open: another machine, another user, or a changed file. */
export class KeyDoesNotOpen extends Error {}

/**
 * AES-256-GCM under a key that HKDF derives from two halves: a random secret in the key store and the machine's hash.
 * Neither half is enough; both are full-entropy or hashed, so nothing has to be stretched.
 */
export async function wrapKey(privateKey: string, machineHash: string, keyStore: KeyStore): Promise<WrappedKey> {
  const secret = randomBytes(32);
  const salt = randomBytes(16);
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', wrappingKey(secret, salt, machineHash), iv);
  const text = Buffer.concat([cipher.update(privateKey, 'utf8'), cipher.final()]);
  return {
    keyStore: keyStore.name,
    protectedSecret: await keyStore.protect(secret),
    salt: salt.toString('base64'),
    iv: iv.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
    text: text.toString('base64'),
  };
}

export async function unwrapKey(wrapped: WrappedKey, machineHash: string, keyStore: KeyStore): Promise<string> {
  if (wrapped.keyStore !== keyStore.name) throw new KeyDoesNotOpen(`wrapped with ${wrapped.keyStore}, not ${keyStore.name}`);
  const secret = await keyStore.recover(wrapped.protectedSecret);
  try {
    const key = wrappingKey(secret, Buffer.from(wrapped.salt, 'base64'), machineHash);
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(wrapped.iv, 'base64'));
    decipher.setAuthTag(Buffer.from(wrapped.tag, 'base64'));
    return Buffer.concat([decipher.update(Buffer.from(wrapped.text, 'base64')), decipher.final()]).toString('utf8');
  } catch {
    throw new KeyDoesNotOpen('the key does not open on this machine');
  }
}

function wrappingKey(secret: Uint8Array, salt: Uint8Array, machineHash: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, salt, `counterfoil/terminal-key\n${machineHash}`, 32));
}
