import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Centre } from '#domain/kernel/centre.ts';
import type { House } from '#domain/kernel/house.ts';
import { keysFrom, newPrivateKey, type ServerKeys } from '#server/keys.ts';
import type { ServerParts } from '#server/parts.ts';
import { prepareDatabase } from '#server/prepare.ts';
import { createSyncServer, type SyncServer } from '#server/server.ts';
import { connect, type Database, open } from '#server/store/connect.ts';
import { startEmbedded } from '#server/store/embedded.ts';

/** A real PostgreSQL for one test file: databases on it are made and dropped, the whole of it goes at the end. */
export interface TestPostgres {
  /** An empty database of its own. */
  database(): Promise<TestDatabase>;
  stop(): Promise<void>;
}

export interface TestDatabase extends Database {
  readonly url: string;
}

/** @param settings of PostgreSQL; by default it does not wait for the disk */
export async function startPostgres(settings: Record<string, string> = { fsync: 'off' }): Promise<TestPostgres> {
  const folder = await mkdtemp(join(tmpdir(), 'counterfoil-postgres-'));
  const embedded = await startEmbedded(folder, settings);
  const opened: Database[] = [];
  let made = 0;
  return {
    async database() {
      made += 1;
      const name = `test_${made}`;
      const admin = open(embedded.url, { max: 1 });
      await admin`CREATE DATABASE ${admin(name)}`;
      await admin.end();
      const url = embedded.url.replace(/\/counterfoil$/, `/${name}`);
      const database = await connect(url, { poolSize: 4 });
      opened.push(database);
      return { ...database, url };
    },
    async stop() {
      await Promise.all(opened.map((database) => database.close()));
      await embedded.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export interface TestServer {
  readonly server: SyncServer;
  readonly parts: ServerParts;
  readonly keys: ServerKeys;
  /** What the server said it did. */
  readonly said: { what: string; [detail: string]: unknown }[];
}

/** A server on a database, without its wires. Several may stand on one. */
export async function serverOn(
  database: Database,
  rules: { house: House; centre: Centre },
  clock: { nowMs(): number },
  keys: ServerKeys = keysFrom(newPrivateKey()),
): Promise<TestServer> {
  const { epochId, chainEpoch } = await prepareDatabase(database, rules, keys.publicKey);
  const said: TestServer['said'] = [];
  const address = () => ({ address: 'https://127.0.0.1:4443', fingerprint: 'ab'.repeat(32) });
  const log = (line: TestServer['said'][number]) => void said.push(line);
  const parts: ServerParts = { sql: database.app, keys, clock, ...rules, epochId, chainEpoch, address, log };
  return { server: createSyncServer(parts), parts, keys, said };
}
