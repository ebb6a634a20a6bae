import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import open from 'open';
import { type BrowserShell, openBrowserShell } from './browser-shell.ts';
import { claimFolder } from './claim-folder.ts';
import { plainTerminal, reportToConsole } from './plain-terminal.ts';
import type { Terminal } from './terminal.ts';

const ENVIRONMENT = `
Environment:
  COUNTERFOIL_MACHINE_ID   stands in for the hardware's id, where several machines are simulated on one. A terminal
                           opens only under the id it was enrolled with.
  DISPLAY, WAYLAND_DISPLAY on Linux, without either no browser is opened; the link is printed.

Exit codes: 0 stopped when asked; 1 could not run, or the enrolment code was refused; 2 wrong arguments.`;

const EXIT = { asked: 0, failed: 1, usage: 2 } as const;

interface Options {
  readonly data: string;
  readonly code?: string;
  readonly port: number;
  readonly open: boolean;
}

/** `npm run terminal`: one terminal in the browser shell, until asked to stop. Answers the process's exit code. */
export async function runTerminal(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  if (typeof options === 'number') return options;
  const dataDir = resolve(options.data);
  let letGo = () => {};
  let terminal: Terminal;
  try {
    letGo = claimFolder(dataDir);
    terminal = await plainTerminal(dataDir);
  } catch (error) {
    letGo();
    return failed(`The terminal in ${dataDir} does not open: ${messageOf(error)}`);
  }
  try {
    if (options.code !== undefined && !(await enrolWith(terminal, options.code))) return EXIT.failed;
    const shell = await openShell(terminal, options.port);
    if (typeof shell === 'number') return shell;
    // Listened for before anybody is told that we are here.
    const asked = untilAskedToStop(shell);
    await announce(terminal, shell, options);
    await asked;
    await shell.close();
    // The parent's channel would keep this process alive.
    if (process.connected) process.disconnect();
    return EXIT.asked;
  } finally {
    await terminal.close();
    letGo();
  }
}

function readOptions(args: readonly string[]): Options | number {
  const command = new Command('npm run terminal --')
    .description('Runs one terminal of a clinic and shows it in the browser.')
    .requiredOption('--data <folder>', "the terminal's own folder; made when it is not there")
    .option('--code <code>', 'enrolment code, for a folder that is not enrolled yet')
    .option('--port <number>', 'port on 127.0.0.1; 0 takes one that is free', readPort, 0)
    .option('--no-open', 'print the link instead of opening a browser')
    .addHelpText('after', ENVIRONMENT)
    .exitOverride();
  try {
    return command.parse(args, { from: 'user' }).opts<Options>();
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? EXIT.asked : EXIT.usage;
  }
}

function readPort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new InvalidArgumentError('A port is a number from 0 to 65535.');
  return port;
}

async function enrolWith(terminal: Terminal, code: string): Promise<boolean> {
  if (terminal.state().phase !== 'first-run') {
    console.log('This folder is enrolled already; the code was not used.');
    return true;
  }
  const answer = await terminal.enrol(code);
  if (answer.ok) return true;
  console.error(`The enrolment code was refused: ${SENTENCES[answer.refusal.code] ?? answer.refusal.code}`);
  return false;
}

async function openShell(terminal: Terminal, port: number): Promise<BrowserShell | number> {
  const windowFolder = join(import.meta.dirname, '../../out/renderer');
  if (!existsSync(join(windowFolder, 'index.html')))
    console.error('The window is not built, so there is nothing to look at yet: npm run build');
  try {
    return await openBrowserShell({ terminal, windowFolder, port, report: reportToConsole });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE')
      return failed(`Port ${port} is taken. Give another, or none to take one that is free.`);
    throw error;
  }
}

async function announce(terminal: Terminal, shell: BrowserShell, options: Options): Promise<void> {
  const { problem } = terminal.state();
  if (problem !== null) console.error(`This terminal may not work: ${SENTENCES[problem] ?? problem}`);
  if (process.send) {
    process.send({ ready: true, address: shell.address, link: shell.newLink() });
    return;
  }
  const link = shell.newLink();
  console.log(`The terminal is at ${link}\n(the link works once; stop with Ctrl-C)`);
  const hasScreen = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (options.open && hasScreen) await open(link).catch(() => console.log('No browser could be opened: follow the link.'));
}

/** Ctrl-C, a service's stop, or a parent that went. A parent may ask for fresh links until then. */
function untilAskedToStop(shell: BrowserShell): Promise<void> {
  return new Promise((done) => {
    process.once('SIGINT', () => done());
    process.once('SIGTERM', () => done());
    process.once('disconnect', () => done());
    process.on('message', (message: unknown) => {
      if (typeof message === 'object' && message !== null && 'link' in message) process.send?.({ link: shell.newLink() });
    });
  });
}

function failed(sentence: string): number {
  console.error(sentence);
  return EXIT.failed;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

const SENTENCES: Readonly<Record<string, string>> = {
  'enrolment-code-unreadable': 'it is not a code, or was mistyped.',
  'enrolment-code-unknown': 'the server does not know it.',
  'enrolment-code-used': 'it was used before, or replaced by a newer one; each code works once.',
  'enrolment-code-expired': 'it is older than ten minutes; have a new one made.',
  'wrong-server-certificate': 'the server showed another certificate than the code names. Nothing was sent to it.',
  'server-unreachable': 'the server does not answer.',
  'machine-mismatch': 'this data folder belongs to another machine.',
  'key-store-unusable': "this system's key store does not give the terminal's key.",
  'identity-unreadable': "the folder's identity.json is damaged.",
  'terminal-revoked': 'it was revoked at the back office.',
  'terminal-frozen': 'it is frozen, because two copies of it were seen.',
  'chain-fork': 'two copies of this terminal were seen, and it was frozen.',
};
