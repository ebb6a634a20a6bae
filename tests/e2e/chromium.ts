import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { chromium } from '@playwright/test';

/** Quiet and offline; without a sandbox only where there can be none, as root in a container. */
export const LAUNCH_FLAGS = [
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  ...(process.getuid?.() === 0 ? ['--no-sandbox', '--disable-dev-shm-usage'] : []),
];

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge', 'msedge'];

/**
 * A Chromium on this machine: CHROME_PATH, the PATH, the places Windows and macOS put it, Playwright's own; failing
 * those, one is installed (apt as root on Debian, else Playwright's download).
 */
export function findChromium(): string {
  const found = configured() ?? onPath() ?? installed() ?? fromPlaywright() ?? fromApt() ?? downloaded();
  if (found) return found;
  throw new Error(
    'The end-to-end tests need a Chromium, Chrome or Edge. Install one, or set CHROME_PATH to its program file and run again.',
  );
}

function configured(): string | undefined {
  const path = process.env.CHROME_PATH;
  if (path && !existsSync(path)) throw new Error(`CHROME_PATH is ${path}, but there is no such file.`);
  return path || undefined;
}

function onPath(): string | undefined {
  const ending = process.platform === 'win32' ? '.exe' : '';
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  for (const name of NAMES)
    for (const folder of folders) if (isProgram(join(folder, name + ending))) return join(folder, name + ending);
  return undefined;
}

function installed(): string | undefined {
  return places().find(isProgram);
}

function places(): string[] {
  if (process.platform === 'darwin')
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map((app) => `/Applications/${app}.app/Contents/MacOS/${app}`);
  if (process.platform !== 'win32') return [];
  const roots = ['ProgramFiles', 'ProgramFiles(x86)', 'LocalAppData']
    .map((name) => process.env[name])
    .filter((root) => root !== undefined);
  const programs = [
    join('Google', 'Chrome', 'Application', 'chrome.exe'),
    join('Microsoft', 'Edge', 'Application', 'msedge.exe'),
  ];
  return programs.flatMap((program) => roots.map((root) => join(root, program)));
}

function fromPlaywright(): string | undefined {
  const path = chromium.executablePath();
  return path && isProgram(path) ? path : undefined;
}

function fromApt(): string | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined;
  console.error('No Chromium here: installing the one of this Debian.');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['update', '-q'], { env, stdio: 'ignore' });
  spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], { env, stdio: 'ignore' });
  return onPath();
}

function downloaded(): string | undefined {
  console.error('No Chromium here: trying the one Playwright downloads.');
  const cli = join(dirname(createRequire(import.meta.url).resolve('@playwright/test/package.json')), 'cli.js');
  spawnSync(process.execPath, [cli, 'install', 'chromium'], { stdio: 'ignore' });
  return fromPlaywright();
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, process.platform === 'win32' ? constants.F_OK : constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
