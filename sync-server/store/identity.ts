import { randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';
import { DatabaseUnusable } from './connect.ts';

/** Whose database this is, and which of its lives. */
export interface DatabaseIdentity {
  readonly epochId: string;
  readonly chainEpoch: number;
}

/** The first server to use a database makes it its own. @param owner connected as the owner role */
export async function claimDatabase(owner: Sql, publicKey: string): Promise<DatabaseIdentity> {
  await owner`
    INSERT INTO server_identity (public_key, epoch_id, chain_epoch) VALUES (${publicKey}, ${randomUUID()}, 1)
    ON CONFLICT DO NOTHING`;
  const [row] = await owner<{ public_key: string; epoch_id: string; chain_epoch: number }[]>`SELECT * FROM server_identity`;
  if (row?.public_key !== publicKey)
    throw new DatabaseUnusable(
      'this database belongs to a server with another key: give its data folder, or its key in COUNTERFOIL_SERVER_KEY',
    );
  return { epochId: row.epoch_id, chainEpoch: row.chain_epoch };
}

/** After a restore from an older backup: terminals see another epoch and send again what this database has lost. */
export async function beginNextLife(owner: Sql): Promise<DatabaseIdentity> {
  const [row] = await owner<{ epoch_id: string; chain_epoch: number }[]>`
    UPDATE server_identity SET epoch_id = ${randomUUID()}, chain_epoch = chain_epoch + 1 RETURNING epoch_id, chain_epoch`;
  if (!row) throw new Error('the database has no server yet');
  return { epochId: row.epoch_id, chainEpoch: row.chain_epoch };
}
