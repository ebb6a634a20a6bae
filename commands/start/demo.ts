import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { claimFolder, FolderInUse } from '#main/claim-folder.ts';
import { type Child, ChildFailed, startChild } from '../child.ts';
import { type PlannedClinic, setUpPlannedClinic } from '../clinic-plan.ts';
import { CannotRun } from '../command-line.ts';
import { keepRunning } from '../keep-running.ts';
import { isFree, type KeptPorts, keptPorts } from '../kept-ports.ts';
import { type ServerProcess, startServer } from '../server-process.ts';
import { DEMO_CLINIC, DEMO_LOGINS } from './demo-clinic.ts';
import { electronTerminal } from './electron-terminal.ts';
import { type Offered, openStartPage, type StartPage } from './start-page.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const TERMINAL = join(ROOT, 'commands/terminal.ts');
const START_PAGE = 'start-page';

/** What is remembered of the demo between starts: its clinic, and the port by which its terminals know the server. */
interface Demo extends PlannedClinic {
  readonly serverPort: number;
}

export interface DemoOptions {
  readonly folder: string;
  /** Of the start page; undefined: the one it had before, 0: any that is free. */
  readonly pagePort?: number;
  /** The browser shell even where Electron's program is installed. */
  readonly browser: boolean;
  /** Builds what is shown; asked once nobody else runs this demo. */
  readonly build: () => Promise<void>;
  /** Hears what a person should know, in sentences. */
  readonly tell: (sentence: string) => void;
}

export interface RunningDemo {
  /** Of the start page. */
  readonly address: string;
  readonly server: Pick<ServerProcess, 'address' | 'dataDir'>;
  readonly offered: readonly Offered[];
}

/**
 * Starts the demo clinic as it was left.
 * @param stops what ends each part that was started, in the order of starting, also where starting fails
 * @throws CannotRun when it runs already, or a port that it cannot do without is taken
 */
export async function openDemo(options: DemoOptions, stops: (() => Promise<void>)[]): Promise<RunningDemo> {
  const { folder, tell } = options;
  const ports = keptPorts(folder);
  stops.push(claim(folder, ports));
  await options.build();
  const known = await readDemo(folder);
  const kept = await keepServer(folder, known?.serverPort);
  stops.push(kept.stop);
  const server = kept.current();
  const demo = known ?? (await makeDemo(folder, server));
  const offered: Offered[] = [];
  for (const counter of demo.counters) {
    const dataDir = join(folder, slug(counter.name));
    const code = existsSync(join(dataDir, 'identity.json')) ? undefined : await codeFor(server, demo, counter.counterId);
    const link = await openTerminal({ name: counter.name, dataDir, code, ports }, options, stops);
    offered.push({ counter: counter.name, kind: counter.kind, logins: DEMO_LOGINS[counter.kind] ?? [], link });
  }
  const wanted = options.pagePort ?? (await ports.wanted(START_PAGE, (port) => tell(movedFrom(port, 'The start page'))));
  const page = await startPage(offered, wanted);
  stops.push(page.close);
  await ports.keep(START_PAGE, Number(new URL(page.address).port));
  return { address: page.address, server, offered };
}

function claim(folder: string, ports: KeptPorts): () => Promise<void> {
  try {
    const letGo = claimFolder(folder);
    return async () => letGo();
  } catch (problem) {
    if (!(problem instanceof FolderInUse)) throw problem;
    const page = ports.of(START_PAGE);
    const where = page === undefined ? '' : ` Its start page is http://127.0.0.1:${page}/.`;
    throw new CannotRun(
      `The demo in ${folder} is running already${problem.pid === null ? '' : ` (process ${problem.pid})`}.${where} Stop it with Ctrl-C where it was started, end that process, or give another folder with --data.`,
    );
  }
}

async function keepServer(folder: string, knownPort: number | undefined) {
  if (knownPort !== undefined && !(await isFree(knownPort)))
    throw new CannotRun(
      `Another program has taken port ${knownPort}, by which the demo's terminals know their server. End that program, or delete ${folder} to begin again.`,
    );
  let port = knownPort ?? 0;
  return keepRunning('The sync server', async () => {
    const server = await startServer(join(folder, 'server'), port);
    port = Number(new URL(server.address).port);
    return server;
  });
}

async function codeFor({ admin }: ServerProcess, { clinicId }: Demo, counterId: string): Promise<string> {
  return (await admin.inClinic(clinicId)('createEnrolmentCode', { counterId })).code;
}

interface DemoTerminal {
  readonly name: string;
  readonly dataDir: string;
  readonly code: string | undefined;
  readonly ports: KeptPorts;
}

/** One terminal in a process of its own. @returns what makes fresh links into its window; null in Electron */
async function openTerminal(
  { name, dataDir, code, ports }: DemoTerminal,
  { browser, tell }: DemoOptions,
  stops: (() => Promise<void>)[],
): Promise<(() => Promise<string>) | null> {
  const electron = browser ? undefined : await electronTerminal(ROOT, dataDir, code);
  if (electron) {
    stops.push(electron.stop);
    return null;
  }
  const start = async (): Promise<Child<string>> => {
    const port = await ports.wanted(slug(name), (taken) => tell(movedFrom(taken, name)));
    const args = ['--data', dataDir, '--no-open', '--port', String(port), ...(code ? ['--code', code] : [])];
    const child = await startChild(TERMINAL, args, (message) => (message as { address?: string }).address);
    await ports.keep(slug(name), Number(new URL(child.ready).port));
    return child;
  };
  const kept = await keepRunning(`The terminal in ${dataDir}`, start).catch((problem) => {
    throw problem instanceof ChildFailed ? new CannotRun(`${name} in ${dataDir} does not start. ${problem.message}`) : problem;
  });
  stops.push(kept.stop);
  return () => kept.current().ask({ link: true }, (message) => (message as { ready?: boolean; link?: string }).link);
}

function movedFrom(port: number, what: string): string {
  return `Another program has taken port ${port}: ${what} has another address from now on, and windows left open there stay lost.`;
}

async function startPage(offered: readonly Offered[], port: number): Promise<StartPage> {
  try {
    return await openStartPage(DEMO_CLINIC.name, DEMO_CLINIC.password, offered, port);
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw problem;
    throw new CannotRun(`Port ${port} is taken. Give another with --port, or 0 to take one that is free.`);
  }
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
  try {
    return text === undefined ? undefined : (JSON.parse(text) as Demo);
  } catch {
    throw new CannotRun(`${join(folder, 'demo.json')} is damaged. Delete ${folder} to begin again.`);
  }
}

function slug(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
}
