import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const SOURCES = ['src/renderer', 'src/domain', 'src/protocol', 'src/main', 'src/preload'];

/** Builds the window and Electron's parts when their sources have changed since the last build. */
export async function buildWindow(root: string): Promise<void> {
  const mark = join(root, 'out', 'built-from');
  const now = await fingerprintOf(root);
  const before = await readFile(mark, 'utf8').catch(() => '');
  if (before === now && existsSync(join(root, 'out', 'renderer', 'index.html'))) return;
  console.log('Building the window …');
  await run(root);
  await mkdir(dirname(mark), { recursive: true });
  await writeFile(mark, now);
}

async function run(root: string): Promise<void> {
  const cli = join(dirname(createRequire(import.meta.url).resolve('electron-vite/package.json')), 'bin', 'electron-vite.js');
  const child = spawn(process.execPath, [cli, 'build', '--logLevel', 'warn'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const code = await new Promise<number | null>((resolve, reject) => child.once('error', reject).once('exit', resolve));
  if (code !== 0) throw new Error(`the window could not be built (exit code ${code})`);
}

async function fingerprintOf(root: string): Promise<string> {
  const hash = createHash('sha256');
  for (const folder of SOURCES)
    for (const entry of (await readdir(join(root, folder), { recursive: true, withFileTypes: true })).sort((a, b) =>
      join(a.parentPath, a.name) < join(b.parentPath, b.name) ? -1 : 1,
    ))
      if (entry.isFile()) hash.update(entry.name).update(await readFile(join(entry.parentPath, entry.name)));
  return hash.update(await readFile(join(root, 'package-lock.json'))).digest('hex');
}
