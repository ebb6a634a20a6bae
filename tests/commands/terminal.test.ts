import { execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { connectCounter } from '../../commands/counter-client.ts';

const CLI = resolve(import.meta.dirname, '../../commands/terminal.ts');
const newFolder = () => mkdtempSync(join(tmpdir(), 'counterfoil-cli-'));

function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((done) => {
    execFile(process.execPath, [CLI, ...args], (error, out, err) => {
      done({ code: error ? Number(error.code) : 0, out, err });
    });
  });
}

interface Told {
  readonly ready?: boolean;
  readonly address?: string;
  readonly link?: string;
}

async function start(...args: string[]) {
  const child = fork(CLI, ['--no-open', ...args], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  const ended = once(child, 'exit').then(([code]) => code as number);
  const [told] = (await once(child, 'message')) as [Told];
  return { child, ended, told };
}

describe('npm run terminal', () => {
  it('says what it takes, and what was wrong, without a stack trace', async () => {
    const help = await run('--help');
    expect(help.code).toBe(0);
    for (const word of ['--data', '--code', '--code-file', '--port', '--no-open', 'COUNTERFOIL_MACHINE_ID', 'Exit codes'])
      expect(help.out).toContain(word);
    const folder = newFolder();
    writeFileSync(join(folder, 'file'), '');
    const codeFile = join(folder, 'code.txt');
    writeFileSync(codeFile, `For Cashier 2:\n${'04ABC-'.repeat(20)}04\n`);
    const wrong: [string[], number, string][] = [
      [[], 2, '--data'],
      [['--data', folder, '--port', 'http'], 2, 'port'],
      [['--data', folder, '--nonsense'], 2, '--nonsense'],
      [['--data', folder, '--no-open', '--code', 'ABCDE'], 1, 'not an enrolment code'],
      [['--data', folder, '--no-open', '--code-file', codeFile], 1, 'not an enrolment code'],
      [['--data', folder, '--code-file', codeFile, '--code', 'ABCDE'], 2, "cannot be used with option '--code"],
      [['--data', join(folder, 'file'), '--no-open'], 1, 'does not open'],
    ];
    for (const [args, code, said] of wrong) {
      const ended = await run(...args);
      expect([args, ended.code]).toEqual([args, code]);
      expect(ended.err).toContain(said);
      expect(ended.err).not.toContain('    at ');
    }
  });

  it('tells its parent where it is, gives fresh links, and ends with it', async () => {
    const { child, ended, told } = await start('--data', newFolder());
    expect(told).toMatchObject({ ready: true, address: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) });
    child.send({ link: true });
    const [fresh] = (await once(child, 'message')) as [Told];
    expect(fresh.link).not.toBe(told.link);
    const first = await connectCounter(told.link ?? '');
    const second = await connectCounter(fresh.link ?? '');
    expect(await first.call.terminal.state()).toMatchObject({ phase: 'first-run' });
    expect(await second.call.session.login({ login: 'a', password: 'b' })).toMatchObject({ refusal: { code: 'not-enrolled' } });
    await expect(connectCounter(fresh.link ?? '')).rejects.toThrow('401');
    const port = new URL(told.address ?? '').port;
    const taken = await run('--data', newFolder(), '--no-open', '--port', port);
    expect([taken.code, taken.err.includes('taken')]).toEqual([1, true]);
    first.close();
    second.close();
    child.disconnect();
    expect(await ended).toBe(0);
  });

  it('lets a window that was left open back in when it runs again, at the same address', async () => {
    const folder = newFolder();
    const first = await start('--data', folder);
    const entered = await fetch(first.told.link ?? '', { redirect: 'manual' });
    const cookie = entered.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    first.child.disconnect();
    await first.ended;
    const again = await start('--data', folder);
    expect(again.told.address).toBe(first.told.address);
    const asked = async (headers: Record<string, string>) => (await fetch(`${again.told.address}/`, { headers })).status;
    // Not found where nobody has built the window; the stranger is not even told that.
    expect([200, 404]).toContain(await asked({ cookie }));
    expect(await asked({})).toBe(401);
    again.child.disconnect();
    await again.ended;
  });

  it.skipIf(process.platform === 'win32')('stops cleanly when asked', async () => {
    const { child, ended } = await start('--data', newFolder());
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  });
});
