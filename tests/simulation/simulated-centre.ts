import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { centre, house } from '#domain/registry.ts';
import { keysFrom, newPrivateKey } from '#server/keys.ts';
import type { ServerParts } from '#server/parts.ts';
import { prepareDatabase } from '#server/prepare.ts';
import { connect, type Database } from '#server/store/connect.ts';
import { type EmbeddedDatabase, startEmbedded } from '#server/store/embedded.ts';

/** One real PostgreSQL for a whole run of the simulation; every seed is a clinic of its own in it. */
export interface SimulatedCentre {
  readonly database: Database;
  readonly url: string;
  readonly folder: string;
  partsAt(clock: { nowMs(): number }): ServerParts;
  close(): Promise<void>;
}

export async function openCentre(): Promise<SimulatedCentre> {
  const folder = mkdtempSync(join(tmpdir(), 'counterfoil-simulation-'));
  // PostgreSQL runs as another user where we are root, and must get through to its own folder.
  chmodSync(folder, 0o755);
  // What is durable when the machine loses power is not simulated here; that a commit is one is.
  const embedded = await startEmbedded(join(folder, 'server'), {
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
  });
  const keys = keysFrom(newPrivateKey());
  const database = await openDatabase(embedded);
  const { epochId, chainEpoch } = await prepareDatabase(database, { house, centre }, keys.publicKey);
  return {
    database,
    url: embedded.url,
    folder,
    partsAt: (clock) => ({
      sql: database.app,
      keys,
      clock,
      house,
      centre,
      epochId,
      chainEpoch,
      address: () => ({ address: 'https://simulated', fingerprint: null }),
      log: () => {},
    }),
    async close() {
      await database.close();
      await embedded.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function openDatabase(embedded: EmbeddedDatabase): Promise<Database> {
  return connect(embedded.url, { poolSize: 8 });
}
