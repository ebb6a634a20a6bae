import { createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { privateKeyFrom } from '#protocol/entry.ts';
import { type Checkpoint, checkpointText } from '#protocol/sync-messages.ts';

/** The key that signs the server's checkpoints and its own chains. */
export interface ServerKeys {
  readonly privateKey: KeyObject;
  /** SPKI, DER in base64. */
  readonly publicKey: string;
}

export function keysFrom(privateKeyText: string): ServerKeys {
  const privateKey = privateKeyFrom(privateKeyText);
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'der' }).toString('base64');
  return { privateKey, publicKey };
}

/** The key in `<dataDir>/server-key` (PKCS#8, base64), made when the folder is new. */
export async function keysIn(dataDir: string): Promise<ServerKeys> {
  return keysFrom(await keptText(dataDir, 'server-key', newPrivateKey));
}

export function newPrivateKey(): string {
  return generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64');
}

/** A small secret of the data folder: read, or made once and kept durably. */
export async function keptText(dataDir: string, name: string, make: () => string): Promise<string> {
  const path = join(dataDir, name);
  const known = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  if (known.trim() !== '') return known.trim();
  const text = make();
  await mkdir(dataDir, { recursive: true });
  const file = await open(`${path}.new`, 'w', 0o600);
  await file.writeFile(`${text}\n`);
  await file.sync();
  await file.close();
  await rename(`${path}.new`, path);
  return text;
}

export function signCheckpoint(keys: ServerKeys, statement: Omit<Checkpoint, 'signature'>): Checkpoint {
  return { ...statement, signature: sign(null, Buffer.from(checkpointText(statement)), keys.privateKey).toString('base64') };
}
