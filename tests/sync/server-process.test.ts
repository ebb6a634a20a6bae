import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Agent } from 'undici';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Child, startChild } from '../../commands/child.ts';

const SERVER = resolve(import.meta.dirname, '../../commands/server.ts');

interface Ready {
  readonly address: string;
  readonly fingerprint: string;
}
type Server = Child<Ready>;

let folder: string;
const running: Server[] = [];
const agent = new Agent({ connect: { rejectUnauthorized: false } });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'counterfoil-server-'));
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
  await rm(folder, { recursive: true, force: true });
});

async function start(): Promise<Server> {
  const server = await startChild(SERVER, ['--data', folder, '--port', '0'], (message) => {
    const said = message as Partial<Ready> & { ready?: boolean };
    return said.ready ? (said as Ready) : undefined;
  });
  running.push(server);
  return server;
}

async function admin(server: Server, command: string, body: unknown): Promise<{ ok: boolean; result: unknown }> {
  const authorization = `Bearer ${(await readFile(join(folder, 'admin.token'), 'utf8')).trim()}`;
  const { address: origin } = server.ready;
  const options = { origin, path: `/admin/${command}`, method: 'POST' as const, headers: { authorization } };
  const answer = await agent.request({ ...options, body: JSON.stringify(body) });
  return (await answer.body.json()) as { ok: boolean; result: unknown };
}

const clinic = {
  input: {
    name: 'Smile',
    address: '',
    phone: '',
    branch: { name: 'Main', code: 'MN', address: '', phone: '' },
    administrator: { login: 'owner', name: 'Owner' },
    password: 'long enough',
  },
};

async function end(server: Server, signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
  const ended = new Promise<number | null>((done) => server.process.once('exit', (code) => done(code)));
  server.process.kill(signal);
  return ended;
}

it('goes on after its process was ended by force, as the server it was', async () => {
  const first = await start();
  const { result } = await admin(first, 'create-clinic', clinic);
  const { clinicId } = result as { clinicId: string };
  await end(first, 'SIGKILL');
  // PostgreSQL is still there, or left its mark: either way the next server takes the folder over.
  expect(existsSync(join(folder, 'postgres', 'postmaster.pid'))).toBe(true);
  const second = await start();
  expect(second.ready.fingerprint).toBe(first.ready.fingerprint);
  expect((await admin(second, 'clinics', {})).result).toEqual([clinicId]);
  const branches = await admin(second, 'execute', { clinicId, operation: 'branchesList', input: {} });
  expect(branches).toMatchObject({ ok: true, result: [{ name: 'Main' }] });
});

it('goes on after a power cut that left PostgreSQL’s mark behind', async () => {
  const first = await start();
  await admin(first, 'create-clinic', clinic);
  const mark = join(folder, 'postgres', 'postmaster.pid');
  const left = await readFile(mark, 'utf8');
  expect(await end(first, 'SIGTERM')).toBe(0);
  // The process of that number is another program by now: this one.
  await writeFile(mark, left.replace(/^\d+/, String(process.pid)));
  const second = await start();
  expect((await admin(second, 'clinics', {})).result).toHaveLength(1);
});

it('ends with everything it started when asked, and when its parent goes', async () => {
  const first = await start();
  expect(await end(first, 'SIGTERM')).toBe(0);
  expect(existsSync(join(folder, 'postgres', 'postmaster.pid'))).toBe(false);
  const second = await start();
  await second.stop();
  expect(second.process.exitCode).toBe(0);
  expect(existsSync(join(folder, 'postgres', 'postmaster.pid'))).toBe(false);
});

it('leaves a data folder to the server that works in it', async () => {
  const first = await start();
  await expect(start()).rejects.toThrow(/another server works in/);
  expect((await admin(first, 'clinics', {})).ok).toBe(true);
});

it('keeps its secrets to itself', async () => {
  await start();
  if (process.platform !== 'win32')
    for (const name of ['server-key', 'certificate', 'admin.token', 'postgres-password'])
      expect((await stat(join(folder, name))).mode & 0o077, name).toBe(0);
});
