import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { open } from '#server/store/connect.ts';
import { startEmbedded } from '#server/store/embedded.ts';

/** How test files, which run in processes of their own, learn where it is. */
const ADDRESS = 'COUNTERFOIL_TEST_POSTGRES';

/**
 * One PostgreSQL for a whole run of tests, started before their processes. Making and starting one takes longer than setting
 * a clinic up, so each clinic has a database of its own on this one. It does not wait for the disk: nothing here outlives the run.
 * @returns what ends it
 */
export default async function startForTheRun(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'counterfoil-run-'));
  // PostgreSQL may run as another user, who has to pass through.
  await chmod(folder, 0o755);
  const embedded = await startEmbedded(folder, { fsync: 'off' });
  process.env[ADDRESS] = embedded.url;
  return async () => {
    await embedded.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  };
}

export interface RunDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** An empty database of its own, for one server. */
export async function databaseOfRun(): Promise<RunDatabase> {
  const address = process.env[ADDRESS];
  if (!address) throw new Error(`${ADDRESS} is not set: the configuration of these tests starts no PostgreSQL for the run`);
  const name = `clinic_${randomBytes(8).toString('hex')}`;
  const url = new URL(address);
  url.pathname = `/${name}`;
  await asAdmin(address, `CREATE DATABASE ${name}`);
  return { url: url.href, drop: () => asAdmin(address, `DROP DATABASE ${name} WITH (FORCE)`) };
}

async function asAdmin(address: string, statement: string): Promise<void> {
  const admin = open(address, { max: 1 });
  try {
    await admin.unsafe(statement);
  } finally {
    await admin.end();
  }
}
