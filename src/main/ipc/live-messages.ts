import type { LiveMessage } from '#protocol/counter-api.ts';
import type { Terminal } from '../terminal.ts';
import type { Connection } from './connection.ts';

/** A window that stopped reading gets one "everything changed" instead of an endless queue. */
const MOST_WAITING = 500;

/** What a window hears until it goes: changed records, the sync badge, its own session. */
export async function* liveMessages(
  terminal: Pick<Terminal, 'listen' | 'state'>,
  connection: Connection,
  signal: AbortSignal | undefined,
): AsyncGenerator<LiveMessage, void> {
  const waiting: LiveMessage[] = [{ kind: 'sync', sync: terminal.state().sync }];
  let wake = () => {};
  const stop = terminal.listen((message, sessionId) => {
    if (sessionId !== null && sessionId !== connection.sessionId) return;
    if (message.kind === 'session' && message.session === null) connection.sessionId = null;
    if (waiting.length >= MOST_WAITING) waiting.splice(0, waiting.length, EVERYTHING_CHANGED);
    waiting.push(message);
    wake();
  });
  const aborted = () => wake();
  signal?.addEventListener('abort', aborted);
  try {
    while (!signal?.aborted) {
      const next = waiting.shift();
      if (next) yield next;
      else
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    }
  } finally {
    signal?.removeEventListener('abort', aborted);
    stop();
  }
}

/** Names no record: whoever shows any reads again. */
const EVERYTHING_CHANGED: LiveMessage = { kind: 'changed', records: [] };
