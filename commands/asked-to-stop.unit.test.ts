import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, vi } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'counterfoil-stop-'));
const ASKED = pathToFileURL(join(import.meta.dirname, 'asked-to-stop.ts')).href;

/** A module that runs until asked to stop, and says which process it is. */
function module(name: string, before = ''): string {
  const file = join(folder, name);
  writeFileSync(
    file,
    `import { askedToStop } from '${ASKED}';
    const open = setInterval(() => {}, 1000);
    ${before}
    const asked = askedToStop();
    console.log(process.pid);
    await asked;
    clearInterval(open);
    if (process.connected) process.disconnect();`,
  );
  return file;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('what runs until asked to stop', () => {
  it('ends when npm, which started it through a shell, was ended by force', { timeout: 30_000 }, async () => {
    const runs = module('runs.mjs');
    const shell = join(folder, 'shell.mjs');
    writeFileSync(
      shell,
      `import { spawn } from 'node:child_process';
      spawn(process.execPath, [${JSON.stringify(runs)}], { stdio: 'inherit' });`,
    );
    const env = { ...process.env, npm_lifecycle_event: 'start' };
    const npm = spawn(process.execPath, [shell], { stdio: ['ignore', 'pipe', 'inherit'], env });
    const [said] = (await once(npm.stdout, 'data')) as [Buffer];
    const pid = Number(said.toString());
    expect(isAlive(pid)).toBe(true);
    npm.kill('SIGKILL');
    await vi.waitFor(() => expect(isAlive(pid)).toBe(false), { timeout: 10_000, interval: 100 });
  });

  it('ends also where its parent went while it was still starting', { timeout: 30_000 }, async () => {
    const late = module('late.mjs', "await new Promise((gone) => process.once('disconnect', gone));");
    const child = fork(late, [], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
    await once(child, 'spawn');
    child.disconnect();
    const [code] = (await once(child, 'exit', { signal: AbortSignal.timeout(10_000) })) as [number];
    expect(code).toBe(0);
  });
});
