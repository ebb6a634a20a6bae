import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { TERMINAL_KINDS } from '#domain/kernel/roles.ts';
import { wrappedKey } from './wrapped-key.ts';

/** Who this data folder is: written once at enrolment. The key in it opens on one machine only. */
export const identity = z.strictObject({
  v: z.literal(1),
  clinicId: z.string(),
  branchId: z.string(),
  terminalId: z.string(),
  terminalCode: z.string(),
  kind: z.enum(TERMINAL_KINDS),
  epoch: z.number().int().min(1),
  server: z.strictObject({ address: z.string(), fingerprint: z.string().nullable() }),
  serverPublicKey: z.string(),
  serverEpoch: z.string(),
  installationId: z.string(),
  machineHash: z.string(),
  publicKey: z.string(),
  key: wrappedKey,
});
export type Identity = z.infer<typeof identity>;

const FILE = 'identity.json';

/** Undefined before enrolment. Throws when the file is there and is not an identity. */
export async function readIdentity(dataDir: string): Promise<Identity | undefined> {
  const text = await readText(join(dataDir, FILE));
  if (text === undefined) return undefined;
  try {
    return identity.parse(JSON.parse(text));
  } catch {
    throw new IdentityUnreadable(`${join(dataDir, FILE)} is not a terminal's identity`);
  }
}

export class IdentityUnreadable extends Error {}

export async function writeIdentity(dataDir: string, one: Identity): Promise<void> {
  await writeDurably(dataDir, FILE, `${JSON.stringify(one, null, 2)}\n`);
}

/** Random, made when the folder is first used; stands beside the hardware id, which clones may share. */
export async function installationIdOf(dataDir: string): Promise<string> {
  const known = await readText(join(dataDir, 'installation-id'));
  if (known !== undefined) return known.trim();
  const id = randomUUID();
  await writeDurably(dataDir, 'installation-id', `${id}\n`);
  return id;
}

async function readText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Whole or not at all: a power cut never leaves half an identity. */
async function writeDurably(dataDir: string, name: string, text: string): Promise<void> {
  await mkdir(dataDir, { recursive: true });
  const temporary = join(dataDir, `${name}.new`);
  const file = await open(temporary, 'w', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, join(dataDir, name));
}
