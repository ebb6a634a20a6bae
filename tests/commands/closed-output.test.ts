import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ENTRY } from './run-command.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'counterfoil-closed-'));
});
afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

/** Runs a command whose reader has gone before it says anything, as `| head -0` does. */
async function unheard(stream: 'stdout' | 'stderr', args: readonly string[]): Promise<{ code: number | null; said: string }> {
  const child: ChildProcess = spawn(process.execPath, [ENTRY, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  child[stream]?.destroy();
  let said = '';
  child[stream === 'stdout' ? 'stderr' : 'stdout']?.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, said };
}

it.each(['start', 'server', 'terminal', 'admin day', 'verify', 'day', 'simulate', 'bench'])(
  '%s --help ends quietly when nobody reads it',
  async (command) => {
    expect(await unheard('stdout', [...command.split(' '), '--help'])).toEqual({ code: 0, said: '' });
  },
);

it('a sentence that nobody reads keeps its exit code', async () => {
  expect(await unheard('stderr', ['verify'])).toEqual({ code: 2, said: '' });
  expect(await unheard('stderr', ['admin', '--data', folder, 'clinic', 'list'])).toEqual({ code: 1, said: '' });
});

it('a command that runs until asked to stop takes it as being asked', async () => {
  const ended = await unheard('stdout', ['terminal', '--data', folder, '--no-open']);
  expect(ended.code).toBe(0);
  expect(ended.said).not.toContain('EPIPE');
});
