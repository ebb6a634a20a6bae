import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Option } from 'commander';
import { type BrowserShell, openBrowserShell } from '#main/browser-shell.ts';
import { claimFolder } from '#main/claim-folder.ts';
import { plainTerminal, reportToConsole } from '#main/plain-terminal.ts';
import type { Terminal } from '#main/terminal.ts';
import type { Report } from '#main/terminal-parts.ts';
import { askedToStop } from './asked-to-stop.ts';
import { codeFromFile } from './code-file.ts';
import { CannotRun, commandLine, EXIT, readPort, runCommand } from './command-line.ts';
import { keptPorts } from './kept-ports.ts';
import { hasScreen, openInBrowser, SCREEN_ENVIRONMENT } from './screen.ts';
import { sentenceOfFault } from './system-fault.ts';
import { sentenceFor, words } from './words.ts';

const command = commandLine('npm run terminal --', {
  description: 'Runs one terminal of a clinic and shows it in the browser, until asked to stop.',
  environment: {
    COUNTERFOIL_MACHINE_ID:
      "stands in for the hardware's id, where several machines are simulated on one. A terminal opens only under the id it was enrolled with",
    ...SCREEN_ENVIRONMENT,
  },
  exits: {
    [EXIT.done]: 'stopped when asked',
    [EXIT.foundWrong]: 'could not run, or the enrolment code was refused',
    [EXIT.mayNotWork]:
      "the folder may not work here: it is another machine's, or damaged. Where a browser is opened, it says so first",
  },
})
  .requiredOption('--data <folder>', "the terminal's own folder; made when it is not there")
  .option('--code <code>', 'enrolment code, for a folder that is not enrolled yet')
  .addOption(new Option('--code-file <file>', 'the same, from the file it was saved in').conflicts('code'))
  .option('--port <number>', 'port on 127.0.0.1; 0 takes one that is free (default: the one it had before)', readPort)
  .option('--no-open', 'print the link instead of opening a browser')
  .action(runTerminal);

interface Options {
  readonly data: string;
  readonly code?: string;
  readonly codeFile?: string;
  readonly port?: number;
  readonly open: boolean;
}

async function runTerminal(options: Options): Promise<void> {
  const { terminal, close } = await openFolder(resolve(options.data));
  try {
    if (!mayWork(terminal)) {
      process.exitCode = EXIT.mayNotWork;
      // Who started it by a click has no console to read: the window says why, and what to do.
      if (process.send || !options.open || !hasScreen()) return;
    }
    if ((options.code ?? options.codeFile) !== undefined) await enrolAsAsked(terminal, options);
    const shell = await openShell(terminal, options);
    // Listened for before anybody is told that we are here.
    const asked = askedToStop();
    answerForLinks(shell);
    await announce(shell, options);
    await asked;
    await shell.close();
  } finally {
    await close();
    // The parent's channel would keep this process alive.
    if (process.connected) process.disconnect();
  }
}

async function openFolder(dataDir: string): Promise<{ terminal: Terminal; close(): Promise<void> }> {
  let letGo = () => {};
  try {
    letGo = claimFolder(dataDir);
    const terminal = await plainTerminal(dataDir, { report });
    return { terminal, close: () => terminal.close().finally(letGo) };
  } catch (error) {
    letGo();
    throw new CannotRun(`The terminal in ${dataDir} does not open: ${error instanceof Error ? sentenceOfFault(error) : error}`);
  }
}

/**
 * Says it, first of all, where nobody may work here.
 * @returns false where the folder does not open at all; one that was withdrawn or stopped still shows what it holds
 */
function mayWork(terminal: Terminal): boolean {
  const { problem, phase, terminal: opened } = terminal.state();
  if (problem === null) return true;
  const { problems } = words.firstRun;
  const todo = Object.hasOwn(problems, problem) ? `\n${problems[problem as keyof typeof problems].todo}` : '';
  console.error(`This terminal may not work: ${sentenceFor(problem)}${todo}`);
  return phase !== 'refused' || opened !== null;
}

/** That the terminal is refused is said as a sentence. */
const report: Report = (line) => {
  if (line.what !== 'terminal refused') reportToConsole(line);
};

async function enrolAsAsked(terminal: Terminal, { code, codeFile = '' }: Options): Promise<void> {
  const { phase } = terminal.state();
  if (phase === 'refused') return;
  if (phase !== 'first-run') return console.log('This folder is enrolled already; the code was not used.');
  const answer = await terminal.enrol(code ?? (await codeFromFile(codeFile)));
  if (answer.ok) return;
  throw new CannotRun(`The enrolment code was refused: ${sentenceFor(answer.refusal.code, answer.refusal.details)}`);
}

async function openShell(terminal: Terminal, { data, port: asked }: Options): Promise<BrowserShell> {
  const windowFolder = join(import.meta.dirname, '../out/renderer');
  if (!existsSync(join(windowFolder, 'index.html')))
    console.error('The window is not built, so there is nothing to look at yet: npm run build');
  const folder = resolve(data);
  const ports = keptPorts(folder);
  const port = asked ?? (await ports.wanted('window', tellMoved));
  try {
    const shell = await openBrowserShell({ terminal, windowFolder, port, windowsFile: join(folder, 'windows.json'), report });
    await ports.keep('window', Number(new URL(shell.address).port));
    return shell;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new CannotRun(`Port ${port} is taken. Give another with --port, or 0 to take one that is free.`);
  }
}

function tellMoved(taken: number): void {
  console.error(`Another program has taken port ${taken}: this terminal has another address from now on.`);
}

async function announce(shell: BrowserShell, options: Options): Promise<void> {
  if (process.send) {
    // A parent that went meanwhile is told nothing; we end.
    if (process.connected) process.send({ ready: true, address: shell.address, link: shell.newLink() });
    return;
  }
  const link = shell.newLink();
  console.log(`The terminal is at ${link}\n(the link works once; stop with Ctrl-C)`);
  if (options.open) await openInBrowser(link);
}

/** A parent may ask for fresh links. */
function answerForLinks(shell: BrowserShell): void {
  process.on('message', (message: unknown) => {
    if (typeof message === 'object' && message !== null && 'link' in message) process.send?.({ link: shell.newLink() });
  });
}

process.exitCode = await runCommand(command, process.argv.slice(2));
