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
  /** Keeps a database as it is now; answers what puts it back in its place. */
  backUp(database: TestDatabase): Promise<() => Promise<TestDatabase>>;
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
  const asAdmin = async (...statements: readonly string[]): Promise<void> => {
    const admin = open(embedded.url, { max: 1 });
    for (const statement of statements) await admin.unsafe(statement);
    await admin.end();
  };
  const openAt = async (name: string): Promise<TestDatabase> => {
    const url = embedded.url.replace(/\/counterfoil$/, `/${name}`);
    const database = await connect(url, { poolSize: 4 });
    opened.push(database);
    return { ...database, url };
  };
  return {
    async database() {
      made += 1;
      await asAdmin(`CREATE DATABASE test_${made}`);
      return openAt(`test_${made}`);
    },
    async backUp({ url }) {
      const name = new URL(url).pathname.slice(1);
      // A database is copied while nobody is connected; whoever was connects again.
      const leave = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`;
      await asAdmin(leave, `CREATE DATABASE ${name}_backup TEMPLATE ${name}`);
      return async () => {
        await asAdmin(`DROP DATABASE ${name} WITH (FORCE)`, `ALTER DATABASE ${name}_backup RENAME TO ${name}`);
        return openAt(name);
      };
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
  life = { restored: false },
): Promise<TestServer> {
  const { epochId, chainEpoch } = await prepareDatabase(database, rules, keys.publicKey, life);
  const said: TestServer['said'] = [];
  const address = () => ({ address: 'https://127.0.0.1:4443', fingerprint: 'ab'.repeat(32) });
  const log = (line: TestServer['said'][number]) => void said.push(line);
  const parts: ServerParts = { sql: database.app, keys, clock, ...rules, epochId, chainEpoch, address, log };
  return { server: createSyncServer(parts), parts, keys, said };
}
