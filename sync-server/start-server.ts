import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import type { Centre } from '#domain/kernel/centre.ts';
import type { House } from '#domain/kernel/house.ts';
import { type Certificate, givenCertificate, ownCertificate } from './certificate.ts';
import { keptText, keysFrom, keysIn } from './keys.ts';
import type { Log } from './parts.ts';
import { prepareDatabase } from './prepare.ts';
import { type Listening, listen } from './routes/listen.ts';
import { createSyncServer } from './server.ts';
import { connect, type Database, DatabaseUnusable } from './store/connect.ts';
import { startEmbedded } from './store/embedded.ts';
import { clinicIds } from './store/rebuild.ts';

export interface ServerOptions {
  /** Keys, certificate and token; without `databaseUrl` the database too. */
  readonly dataDir: string;
  readonly host: string;
  readonly port: number;
  /** `https://host:port` as terminals reach this server, for enrolment codes. Default: the address it listens on. */
  readonly publicAddress?: string;
  /** The database was put back from a backup. */
  readonly restored?: boolean;
  readonly databaseUrl?: string;
  readonly appDatabaseUrl?: string;
  /** PKCS#8 in base64, for several processes on one database. Default: kept in the data folder. */
  readonly serverKey?: string;
  readonly tls?: { readonly certPath: string; readonly keyPath: string };
  readonly house: House;
  readonly centre: Centre;
  readonly log: Log;
}

export interface RunningServer {
  readonly address: string;
  readonly fingerprint: string | null;
  close(): Promise<void>;
}

/** Starts a server with everything it stands on. What it has started is ended again where starting fails. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const started: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const end of started.splice(0).reverse()) await end();
  };
  try {
    const database = await openDatabase(options, started);
    return { ...(await serve(options, database, started)), close };
  } catch (problem) {
    await close().catch(() => undefined);
    throw problem;
  }
}

async function openDatabase(options: ServerOptions, started: (() => Promise<unknown>)[]): Promise<Database> {
  const { databaseUrl, appDatabaseUrl: appUrl, dataDir } = options;
  const embedded = databaseUrl === undefined ? await startEmbedded(dataDir) : undefined;
  const database = await connect(databaseUrl ?? embedded?.url ?? '', { appUrl, renewPassword: true });
  started.push(() => database.close());
  if (embedded) {
    const release = await claimFolder(database.owner, dataDir);
    // Between the two: the database is stopped once nobody is connected.
    started.splice(-1, 0, () => embedded.stop());
    started.push(release);
  }
  return database;
}

const FOLDER_LOCK = 7_214_002;

/**
 * One server per data folder. The lock lives as long as the connection that holds it, so one that was ended by force
 * holds nothing; the PostgreSQL it left running is taken over, and stopped with this server.
 * @returns what gives the lock back
 */
async function claimFolder(owner: Database['owner'], dataDir: string): Promise<() => Promise<void>> {
  const connection = await owner.reserve();
  const [row] = await connection<{ mine: boolean }[]>`SELECT pg_try_advisory_lock(${FOLDER_LOCK}) AS mine`;
  if (row?.mine) return async () => connection.release();
  connection.release();
  throw new DatabaseUnusable(`another server works in ${dataDir}: stop it, or give another folder`);
}

async function serve(options: ServerOptions, database: Database, started: (() => Promise<unknown>)[]) {
  const { dataDir, host, house, centre, log } = options;
  const keys = options.serverKey ? keysFrom(options.serverKey) : await keysIn(dataDir);
  const { restored = false } = options;
  const { epochId, chainEpoch, folded } = await prepareDatabase(database, { house, centre }, keys.publicKey, { restored });
  if (folded) log({ what: 'records-rebuilt', entries: folded });
  const certificate = await certificateFor(options);
  const { fingerprint } = certificate;
  const adminToken = await keptText(dataDir, 'admin.token', () => randomBytes(32).toString('base64url'));
  let listening: Listening | undefined;
  const address = () => options.publicAddress ?? `https://${shownHost(host)}:${listening?.port ?? options.port}`;
  const server = createSyncServer({
    ...{ sql: database.app, keys, house, centre, epochId, chainEpoch, log },
    clock: { nowMs: () => Date.now() },
    address: () => ({ address: address(), fingerprint }),
  });
  started.push(() => server.close());
  listening = await listen(server, {
    host,
    port: options.port,
    certificate,
    adminToken,
    log,
    clinics: () => clinicIds(database.owner),
  });
  started.push(listening.close);
  return { address: address(), fingerprint };
}

function certificateFor({ dataDir, tls }: ServerOptions): Promise<Certificate> {
  return tls ? givenCertificate(tls.certPath, tls.keyPath) : ownCertificate(dataDir);
}

/** A host that means all of this machine's addresses is no address to give to others. */
function shownHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return hostname();
  return host.includes(':') ? `[${host}]` : host;
}
