import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { askedToStop } from './asked-to-stop.ts';
import { type Child, startChild } from './child.ts';
import { type PlannedClinic, setUpPlannedClinic } from './clinic-plan.ts';
import { commandLine, readPort, runCommand } from './command-line.ts';
import { keepRunning } from './keep-running.ts';
import { openInBrowser, SCREEN_ENVIRONMENT } from './screen.ts';
import { type ServerProcess, startServer } from './server-process.ts';
import { buildWindow } from './start/build-window.ts';
import { DEMO_CLINIC, DEMO_LOGINS } from './start/demo-clinic.ts';
import { electronTerminal } from './start/electron-terminal.ts';
import { type Offered, openStartPage } from './start/start-page.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const TERMINAL = join(ROOT, 'commands/terminal.ts');

/** What is remembered of the demo between starts: its ports, so that terminals find the server where they left it. */
interface Demo extends PlannedClinic {
  readonly serverPort: number;
}

const command = commandLine('npm start --', {
  description:
    'Runs the demo clinic: the sync server on a PostgreSQL of its own, one terminal process per counter, and a start page, until asked to stop.',
  environment: {
    COUNTERFOIL_MACHINE_ID:
      "stands in for the hardware's id of all the demo's terminals; they open only under the one they began with",
    COUNTERFOIL_ALLOW_UNPROTECTED_KEYS: "1 lets Electron's terminals keep their keys on a system without a key store",
    ...SCREEN_ENVIRONMENT,
  },
  exits: { 0: 'stopped when asked', 1: 'could not run' },
})
  .option('--data <folder>', 'where the demo lives; delete it to begin again', 'data/demo')
  .option('--port <number>', 'port of the start page; 0 takes one that is free', readPort, 0)
  .option('--no-open', 'print the addresses and open nothing')
  .option('--browser', "use the browser shell even where Electron's program is installed")
  .action((options: Options) => runDemo(options));

interface Options {
  readonly data: string;
  readonly port: number;
  readonly open: boolean;
  readonly browser?: boolean;
}

async function runDemo(options: Options): Promise<void> {
  const asked = askedToStop();
  const stops: (() => Promise<void>)[] = [];
  try {
    await openDemo(options, stops);
    await asked;
    console.log('Stopping.');
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}

async function openDemo({ data, port: pagePort, open: opens, browser }: Options, stops: (() => Promise<void>)[]): Promise<void> {
  const folder = resolve(data);
  await buildWindow(ROOT);
  const known = await readDemo(folder);
  let port = known?.serverPort ?? 0;
  const kept = await keepRunning('The sync server', () => startServer(join(folder, 'server'), port));
  stops.push(kept.stop);
  const server = kept.current();
  port = Number(new URL(server.address).port);
  const demo = known ?? (await makeDemo(folder, server));
  const offered: Offered[] = [];
  for (const counter of demo.counters) {
    const dataDir = join(folder, slug(counter.name));
    const code = existsSync(join(dataDir, 'identity.json')) ? undefined : await codeFor(server, demo, counter.counterId);
    const link = await openTerminal(dataDir, code, browser ?? false, stops);
    offered.push({ counter: counter.name, kind: counter.kind, logins: DEMO_LOGINS[counter.kind] ?? [], link });
  }
  const page = await openStartPage(DEMO_CLINIC.name, DEMO_CLINIC.password, offered, pagePort);
  stops.push(page.close);
  announce(page.address, server, offered);
  if (opens) await openInBrowser(page.address);
}

async function codeFor({ admin }: ServerProcess, { clinicId }: Demo, counterId: string): Promise<string> {
  return (await admin.inClinic(clinicId)('createEnrolmentCode', { counterId })).code;
}

/** One terminal in a process of its own. @returns what makes fresh links into its window; null in Electron */
async function openTerminal(dataDir: string, code: string | undefined, browser: boolean, stops: (() => Promise<void>)[]) {
  const electron = browser ? undefined : await electronTerminal(ROOT, dataDir, code);
  if (electron) {
    stops.push(electron.stop);
    return null;
  }
  const args = ['--data', dataDir, '--no-open', ...(code ? ['--code', code] : [])];
  const start = (): Promise<Child<true>> => startChild(TERMINAL, args, (message) => (message as { ready?: true }).ready);
  const kept = await keepRunning(`The terminal in ${dataDir}`, start);
  stops.push(kept.stop);
  return () => kept.current().ask({ link: true }, (message) => (message as { ready?: boolean; link?: string }).link);
}

async function makeDemo(folder: string, server: ServerProcess): Promise<Demo> {
  const clinic = await setUpPlannedClinic(server.admin, DEMO_CLINIC);
  const demo = { ...clinic, serverPort: Number(new URL(server.address).port) };
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'demo.json.new'), `${JSON.stringify(demo, null, 2)}\n`);
  await rename(join(folder, 'demo.json.new'), join(folder, 'demo.json'));
  return demo;
}

async function readDemo(folder: string): Promise<Demo | undefined> {
  const text = await readFile(join(folder, 'demo.json'), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as Demo);
}

function announce(address: string, server: ServerProcess, offered: readonly Offered[]): void {
  const width = Math.max(...offered.map(({ counter }) => counter.length));
  console.log(`\n${DEMO_CLINIC.name} is open. Who can log in where:\n`);
  for (const [index, { counter, logins, link }] of offered.entries())
    console.log(`  ${counter.padEnd(width)}  ${link ? `${address}terminal/${index}` : '(own window)'}  ${logins.join(', ')}`);
  console.log(
    `\nStart page: ${address}\nEvery password: ${DEMO_CLINIC.password}\nAdministration: npm run admin -- --data ${server.dataDir} --server ${server.address} --help\nCtrl-C ends everything it started.`,
  );
}

function slug(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
}

process.exitCode = await runCommand(command, process.argv.slice(2));
