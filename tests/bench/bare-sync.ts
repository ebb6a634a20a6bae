import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Child, startChild } from '../../commands/child.ts';
import { openBareLog } from './bare-log.ts';

const SERVER = fileURLToPath(new URL('./bare-server-process.ts', import.meta.url));
const TERMINAL = fileURLToPath(new URL('./bare-terminal-process.ts', import.meta.url));
const WITHIN_MS = 120_000;

/** Where a bare server listens, and the certificate it shows. */
export interface BareAddress {
  readonly origin: string;
  readonly fingerprint: string;
}

/** What a bare terminal is told to do, until it has so many texts in its log. */
export interface BareTask {
  readonly to: BareAddress;
  readonly file: string;
  readonly work: 'push' | 'pull';
  readonly texts: number;
}

/**
 * What syncing costs without any rule: the same entries over the same line (TLS, signed by nobody, nothing compressed) into
 * the same stores, as a bare hash-chained log. One process pushes it, a server checks the chain and keeps it in PostgreSQL,
 * another process pulls it, checks the chain again and keeps it in SQLite.
 * @returns ms until the server has all durable, and until the second terminal has
 */
export async function bareSync(
  folder: string,
  texts: readonly string[],
): Promise<{ serverMs: number; secondTerminalMs: number }> {
  const from = openBareLog(folder, 'bare-first.sqlite');
  from.insertAll(texts);
  from.close();
  const started: Child<unknown>[] = [];
  const start = async <Ready>(module: string, args: string[], ready: (message: unknown) => Ready | undefined) => {
    const child = await startChild(module, args, ready);
    started.unshift(child);
    return child;
  };
  try {
    const { ready: to } = await start(SERVER, [join(folder, 'bare-server')], readyOf<BareAddress>);
    const [first, second] = [await start(TERMINAL, [], readyOf<true>), await start(TERMINAL, [], readyOf<true>)];
    const startedMs = performance.timeOrigin + performance.now();
    const done = (terminal: Child<true>, work: BareTask['work'], name: string) => {
      const task: BareTask = { to, work, file: join(folder, name), texts: texts.length };
      return terminal.ask({ task }, (message) => (message as { doneAtMs?: number }).doneAtMs, WITHIN_MS);
    };
    const [pushed, pulled] = await Promise.all([
      done(first, 'push', 'bare-first.sqlite'),
      done(second, 'pull', 'bare-second.sqlite'),
    ]);
    return { serverMs: pushed - startedMs, secondTerminalMs: pulled - startedMs };
  } finally {
    for (const child of started) await child.stop();
  }
}

function readyOf<Ready>(message: unknown): Ready | undefined {
  return (message as { ready?: Ready }).ready;
}
