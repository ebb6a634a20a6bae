import type { Centre } from '#domain/kernel/centre.ts';
import type { House } from '#domain/kernel/house.ts';
import type { Database } from './store/connect.ts';
import { beginNextLife, claimDatabase, type DatabaseIdentity } from './store/identity.ts';
import { migrate, readMigrations } from './store/migrate.ts';
import { ensureRecordTables } from './store/rebuild.ts';

export interface Prepared extends DatabaseIdentity {
  /** Entries folded into new record tables; null: they were there. */
  readonly folded: number | null;
}

/**
 * Brings a database to this version: log tables migrated, record tables of this house, and this server's own.
 * @param restored it was put back from a backup, and begins its next life
 */
export async function prepareDatabase(
  database: Database,
  rules: { house: House; centre: Centre },
  publicKey: string,
  { restored }: { restored: boolean } = { restored: false },
): Promise<Prepared> {
  await migrate(database.owner, database.roles.app, await readMigrations());
  const folded = await ensureRecordTables(database.owner, rules, database.roles.app);
  const identity = await claimDatabase(database.owner, publicKey);
  return { ...(restored ? await beginNextLife(database.owner) : identity), folded };
}
