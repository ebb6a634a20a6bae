import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { askedToStop } from './asked-to-stop.ts';
import { commandLine, readPort, runCommand } from './command-line.ts';
import { openInBrowser, SCREEN_ENVIRONMENT } from './screen.ts';
import { buildWindow } from './start/build-window.ts';
import { openDemo, type RunningDemo } from './start/demo.ts';
import { DEMO_CLINIC } from './start/demo-clinic.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

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
  .option('--port <number>', 'port of the start page; 0 takes one that is free (default: the one it had before)', readPort)
  .option('--no-open', 'print the addresses and open nothing')
  .option('--browser', "use the browser shell even where Electron's program is installed")
  .action((options: Options) => runDemo(options));

interface Options {
  readonly data: string;
  readonly port?: number;
  readonly open: boolean;
  readonly browser?: boolean;
}

async function runDemo({ data, port, open: opens, browser = false }: Options): Promise<void> {
  const asked = askedToStop();
  const stops: (() => Promise<void>)[] = [];
  try {
    const build = () => buildWindow(ROOT);
    const demo = await openDemo({ folder: resolve(data), pagePort: port, browser, build, tell: console.log }, stops);
    announce(demo);
    if (opens) await openInBrowser(demo.address);
    await asked;
    console.log('Stopping.');
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}

function announce({ address, server, offered }: RunningDemo): void {
  const width = Math.max(...offered.map(({ counter }) => counter.length));
  console.log(`\n${DEMO_CLINIC.name} is open. Who can log in where:\n`);
  for (const [index, { counter, logins, link }] of offered.entries())
    console.log(`  ${counter.padEnd(width)}  ${link ? `${address}terminal/${index}` : '(own window)'}  ${logins.join(', ')}`);
  console.log(
    `\nStart page: ${address}\nEvery password: ${DEMO_CLINIC.password}\nAdministration: npm run admin -- --data ${server.dataDir} --server ${server.address} --help\nCtrl-C ends everything it started.`,
  );
}

process.exitCode = await runCommand(command, process.argv.slice(2));
