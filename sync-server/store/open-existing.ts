import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { connect, type Database, DatabaseUnusable, open } from './connect.ts';
import { startEmbedded } from './embedded.ts';
import { reasonOf } from './why-unusable.ts';

/** Which database: one of one's own, as the server is told of it, or that of a server's data folder. */
export type Where = { readonly databaseUrl: string; readonly appDatabaseUrl?: string } | { readonly dataDir: string };

/**
 * Opens a server's database to look at it, also while the server runs. A PostgreSQL started for that ends with it.
 * Makes nothing: throws `DatabaseUnusable` where there is no Counterfoil database.
 */
export async function openExisting(where: Where): Promise<Database> {
  if ('databaseUrl' in where) return openAt(where.databaseUrl, async () => undefined, where.appDatabaseUrl);
  if (!existsSync(join(where.dataDir, 'postgres-password')))
    throw new DatabaseUnusable(`${where.dataDir} is no server's data folder`);
  const embedded = await startEmbedded(where.dataDir);
  const end = async () => {
    if (!embedded.adopted) await embedded.stop();
  };
  return openAt(embedded.url, end);
}

async function openAt(url: string, end: () => Promise<void>, appUrl?: string): Promise<Database> {
  try {
    await mustBeOurs(url);
    const database = await connect(url, { poolSize: 2, appUrl });
    return { ...database, close: () => database.close().finally(end) };
  } catch (problem) {
    await end();
    throw problem;
  }
}

async function mustBeOurs(url: string): Promise<void> {
  const admin = open(url, { max: 1 });
  try {
    const [row] = await admin<{ ours: boolean }[]>`SELECT to_regclass('counterfoil.clinic_head') IS NOT NULL AS ours`;
    if (!row?.ours) throw new DatabaseUnusable('there is no Counterfoil in this database');
  } catch (problem) {
    if (problem instanceof DatabaseUnusable) throw problem;
    throw new DatabaseUnusable(`the database cannot be read: ${reasonOf(problem)}`);
  } finally {
    await admin.end({ timeout: 5 });
  }
}
