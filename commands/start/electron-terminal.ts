import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { hasScreen } from '../screen.ts';

/**
 * The terminal as Electron's own window, where Electron's program is installed and there is a display; undefined
 * elsewhere. Looks only: asking the package for its path would begin a download.
 */
export async function electronTerminal(
  root: string,
  dataDir: string,
  code: string | undefined,
): Promise<{ stop(): Promise<void> } | undefined> {
  const program = electronProgram();
  if (!program || !hasScreen()) return undefined;
  const child = spawn(program, [root], {
    // The channel says nothing; that it closes tells the window that whoever opened it is gone.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: { ...process.env, COUNTERFOIL_DATA: dataDir, ...(code ? { COUNTERFOIL_CODE: code } : {}) },
  });
  return {
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
}

function electronProgram(): string | undefined {
  const folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  const pathFile = join(folder, 'path.txt');
  if (!existsSync(pathFile)) return undefined;
  const program = join(folder, 'dist', readFileSync(pathFile, 'utf8').trim());
  return existsSync(program) ? program : undefined;
}
