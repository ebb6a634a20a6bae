import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { enrolmentCodeText, newEnrolmentSecret } from '#protocol/enrolment-code.ts';
import { startChild } from '../../commands/child.ts';
import { connectCounter, granted } from '../../commands/counter-client.ts';
import { MACHINE, openTerminal } from '../fixtures/real-clinic.ts';
import { median, rounded } from './figures.ts';
import { ImaginedYear } from './imagined-year.ts';

const SHELL = fileURLToPath(new URL('./weighed-terminal.ts', import.meta.url));
const ENTRIES = 300_000;
const ROUNDS = 5;

export interface StartupFigures {
  readonly entries: number;
  /** From the start of the process until a window has been told who may log in. */
  readonly toLoginMs: number;
  /** Memory of the terminal's process then. */
  readonly rssMb: number;
}

/** A cashier's terminal with a year's entries, started anew. The server is away: nobody waits for it. */
export async function startupBench(parent: string): Promise<StartupFigures> {
  const dataDir = join(parent, 'startup');
  await fill(dataDir);
  const starts = [];
  for (let round = 0; round < ROUNDS; round++) starts.push(await start(dataDir));
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  return {
    entries: ENTRIES,
    toLoginMs: rounded(median(starts.map(({ toLoginMs }) => toLoginMs))),
    rssMb: rounded(median(starts.map(({ rssMb }) => rssMb))),
  };
}

async function fill(dataDir: string): Promise<void> {
  const year = new ImaginedYear(ENTRIES);
  const terminal = await openTerminal(dataDir, { transportFor: () => year.link() });
  const secret = newEnrolmentSecret(year.clinicId);
  // Nobody is there: a terminal that starts without a network.
  granted(await terminal.enrol(enrolmentCodeText({ address: 'https://127.0.0.1:9', fingerprint: null, secret })), 'enrol');
  const position = terminal.store.position();
  if (position !== ENTRIES) throw new Error(`the terminal took ${position} of ${ENTRIES} entries`);
  await terminal.close();
}

async function start(dataDir: string): Promise<{ toLoginMs: number; rssMb: number }> {
  const startedMs = performance.now();
  const linkOf = (message: unknown) => (message as { ready?: boolean; link?: string }).link;
  const shell = await startChild(SHELL, ['--data', dataDir, '--no-open'], linkOf, { COUNTERFOIL_MACHINE_ID: MACHINE });
  const counter = await connectCounter(shell.ready);
  try {
    const { phase, people } = await counter.call.terminal.state();
    const toLoginMs = performance.now() - startedMs;
    if (phase !== 'ready' || people.length === 0) throw new Error(`the terminal is ${phase}, for ${people.length} people`);
    const rssMb = await shell.ask({ weigh: true }, (message) => (message as { rssMb?: number }).rssMb);
    return { toLoginMs, rssMb };
  } finally {
    counter.close();
    await shell.stop();
  }
}
