import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { doctor } from '#domain/doctors/doctor.ts';
import { open } from '#server/store/connect.ts';
import { type EmbeddedDatabase, startEmbedded } from '#server/store/embedded.ts';
import { type ServerProcess, startServer } from '../../commands/server-process.ts';
import { lastLine, runCommand } from '../commands/run-command.ts';
import { openRealClinic, type RealTerminal } from '../fixtures/real-clinic.ts';

const DOCS = resolve(import.meta.dirname, '../../docs/OWN-POSTGRESQL.md');

let folder: string;
/** Stands for the PostgreSQL that somebody else looks after: a cluster of its own, apart from any server's folder. */
let cluster: EmbeddedDatabase;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'counterfoil-own-postgres-'));
  await chmod(folder, 0o755);
  cluster = await startEmbedded(join(folder, 'cluster'), { fsync: 'off' });
});
afterAll(async () => {
  await cluster.stop();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

async function asSuperuser(database: string, ...statements: readonly string[]): Promise<void> {
  const admin = open(addressOf('postgres', database), { max: 1 });
  try {
    for (const statement of statements) await admin.unsafe(statement);
  } finally {
    await admin.end();
  }
}

async function firstPositionWith(text: string): Promise<number> {
  const admin = open(addressOf('postgres', 'clinics'), { max: 1 });
  try {
    const [row] = await admin<{ first: number }[]>`
      SELECT min(position) AS first FROM counterfoil.entry WHERE strpos(header, ${text}) > 0`;
    return row?.first ?? -1;
  } finally {
    await admin.end();
  }
}

/** Does what the documentation tells an administrator to type, for a database of another name. */
async function followDocs(block: 0 | 1, database: string): Promise<void> {
  const text = (await readFile(DOCS, 'utf8')).replaceAll('\r\n', '\n');
  const [, sql = ''] = [...text.matchAll(/```sql\n([\s\S]*?)```/g)][block] ?? [];
  const statements = sql.replaceAll('clinics', database).split(';');
  await asSuperuser('postgres', ...statements.map((one) => one.trim()).filter((one) => one !== ''));
}

const PASSWORDS: Readonly<Record<string, string>> = { admin: 'choose-one', app: 'another' };

/** @param user `postgres`, the superuser, or which of the documentation's users */
function addressOf(user: string, database: string): string {
  const url = new URL(cluster.url);
  url.pathname = database;
  if (user !== 'postgres') {
    url.username = `${database}_${user}`;
    url.password = PASSWORDS[user] ?? '';
  }
  return url.href;
}

async function registerPatient(reception: RealTerminal, phone: string): Promise<void> {
  const doctorId = reception.terminal.store.reader.find(doctor, {})[0]?.id;
  await reception.done('registerPatient', { phone, name: 'Asha Rao', sex: 'female', ageYears: 30, doctorId });
  expect((await reception.terminal.syncOnce()).outcome).toBe('done');
  expect(reception.terminal.store.backlog()).toBe(0);
}

/** A clinic whose server is started again between two patients. */
async function workThroughRestart(name: string, environment: Readonly<Record<string, string>>): Promise<void> {
  const clinic = await openRealClinic(join(folder, name), environment);
  const { dataDir, address } = clinic.server;
  let running: ServerProcess | undefined = clinic.server;
  try {
    const reception = await clinic.enrol('Reception');
    await registerPatient(reception, '9876500001');
    await running.stop();
    running = undefined;
    running = await startServer(dataDir, Number(new URL(address).port), environment);
    await registerPatient(reception, '9876500002');
    await reception.terminal.close();
  } finally {
    await running?.stop();
  }
  expect(existsSync(join(dataDir, 'postgres'))).toBe(false);
}

describe('a server on a PostgreSQL of one’s own', () => {
  it('works as the documentation says, goes on after a restart, and its log is verified by its address', async () => {
    await followDocs(0, 'clinics');
    const DATABASE_URL = addressOf('admin', 'clinics');
    await workThroughRestart('first', { DATABASE_URL });

    const whole = await runCommand(['verify', DATABASE_URL, '--json']);
    expect(whole).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(lastLine(whole.out))).toMatchObject({ ok: true, what: 'server', fault: null });

    const [wrong, right] = ['"operation":"registerpatient"', '"operation":"registerPatient"'];
    await asSuperuser(
      'clinics',
      'SET session_replication_role = replica',
      `UPDATE counterfoil.entry SET header = replace(header, '${right}', '${wrong}')`,
    );
    const edited = await runCommand(['verify', DATABASE_URL]);
    expect(edited.code).toBe(1);
    const first = await firstPositionWith(wrong);
    expect(edited.out).toMatch(
      new RegExp(
        `does not hold\\. First bad: clinic \\S+, position ${first}, entry \\d+ of (T\\d\\d|the server itself) \\(\\S+/1/\\d+\\): `,
      ),
    );
  });

  it('works as roles that were made by hand', async () => {
    await followDocs(1, 'byhand');
    const environment = { DATABASE_URL: addressOf('admin', 'byhand'), APP_DATABASE_URL: addressOf('app', 'byhand') };
    await workThroughRestart('second', environment);
    expect(await runCommand(['verify', environment.DATABASE_URL], environment)).toMatchObject({ code: 0, err: '' });
  });

  it('follows a change of the password in its address', async () => {
    await followDocs(0, 'changed');
    const before = addressOf('admin', 'changed');
    const dataDir = join(folder, 'third');
    await (await startServer(dataDir, 0, { DATABASE_URL: before })).stop();
    await asSuperuser('changed', `ALTER ROLE changed_admin PASSWORD 'a newer one'`);
    const after = before.replace('choose-one', 'a%20newer%20one');
    await (await startServer(dataDir, 0, { DATABASE_URL: after })).stop();
  });
});

describe('a database that cannot be used is told in one sentence', () => {
  beforeAll(async () => {
    await followDocs(0, 'refused');
    await asSuperuser('postgres', `CREATE ROLE weak LOGIN PASSWORD 'weak'`, 'CREATE DATABASE weak OWNER weak');
    await followDocs(1, 'mighty');
    await asSuperuser('mighty', 'ALTER ROLE mighty_app BYPASSRLS');
  });

  const wrong: [what: string, environment: () => Record<string, string>, said: RegExp][] = [
    ['no address', () => ({ DATABASE_URL: 'mysql://a@b/c' }), /must look like postgres:\/\//],
    ['a port where nothing listens', () => ({ DATABASE_URL: 'postgres://a:b@127.0.0.1:1/clinics' }), /nothing listens there/],
    ['a host that there is not', () => ({ DATABASE_URL: 'postgres://a:b@no-such-host.invalid/clinics' }), /host/],
    [
      'a wrong password',
      () => ({ DATABASE_URL: addressOf('admin', 'refused').replace('choose-one', 'guessed') }),
      /user or password is wrong/,
    ],
    ['a database that there is not', () => ({ DATABASE_URL: addressOf('postgres', 'nowhere') }), /there is no such database/],
    ['a user who may not make roles', () => ({ DATABASE_URL: weak() }), /may not make roles/],
    [
      'a superuser to work as',
      () => ({ DATABASE_URL: addressOf('admin', 'mighty'), APP_DATABASE_URL: addressOf('postgres', 'mighty') }),
      /"postgres", which is a superuser/,
    ],
    [
      'a role that bypasses row-level security to work as',
      () => ({ DATABASE_URL: addressOf('admin', 'mighty'), APP_DATABASE_URL: addressOf('app', 'mighty') }),
      /"mighty_app", which bypasses row-level security/,
    ],
    [
      'the owner to work as',
      () => ({ DATABASE_URL: addressOf('admin', 'mighty'), APP_DATABASE_URL: addressOf('admin', 'mighty') }),
      /may act as the owner of the tables/,
    ],
  ];

  function weak(): string {
    const url = new URL(addressOf('postgres', 'weak'));
    url.username = 'weak';
    url.password = 'weak';
    return url.href;
  }

  it.each(wrong)('%s', async (_what, environment, said) => {
    const ran = await runCommand(['server', '--data', join(folder, 'refused'), '--port', '0'], environment());
    expect(ran.err).toMatch(said);
    expect(ran.err.trim().split('\n')).toHaveLength(1);
    expect(ran).toMatchObject({ code: 1, out: '' });
  });

  it('verifying one that holds no clinic makes nothing in it', async () => {
    await asSuperuser('postgres', 'CREATE DATABASE empty');
    const ran = await runCommand(['verify', addressOf('postgres', 'empty')]);
    expect(ran).toMatchObject({ code: 1, out: '' });
    expect(ran.err.trim()).toBe('there is no Counterfoil in this database');
    await asSuperuser('empty', `DO $$ BEGIN ASSERT to_regrole('empty_app') IS NULL; END $$`);
  });
});
