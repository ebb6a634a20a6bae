import type { QueryClient } from '@tanstack/react-query';
import type { LiveMessage, SyncState, TerminalState } from '#protocol/counter-api.ts';
import type { QueryName } from './counter.ts';
import { line } from './line.ts';
import { READS } from './reads.ts';
import { sessionStore } from './session.ts';

/** Changes arriving in one go are one re-read. */
const GATHER_MS = 40;
export const TERMINAL_KEY = ['terminal'];
/** What waits to be printed. */
export const PRINTS_KEY = ['prints'];
/** Records that the frame and the login screen show through `terminal.state`. */
const TERMINAL_READS: ReadonlySet<string> = new Set(['clinic', 'branch', 'counter', 'terminal', 'user', 'till', 'business-day']);

type Answered = Extract<LiveMessage, { kind: 'answered' }>;

/** Listens to the terminal until the line breaks. Every message becomes a re-read, never a record of the window's own. */
export async function followLive(queries: QueryClient, tellAnswered: (answered: Answered) => void): Promise<void> {
  const rereading = new Rereading(queries);
  for await (const message of await line.client().live()) {
    switch (message.kind) {
      case 'changed':
        rereading.add(message.records.map(({ record }) => record));
        break;
      case 'sync':
        setSync(queries, message.sync);
        break;
      case 'session':
        followSession(message);
        break;
      case 'answered':
        tellAnswered(message);
        break;
      case 'printing':
        void queries.invalidateQueries({ queryKey: PRINTS_KEY });
        break;
      default:
        message satisfies never;
    }
  }
}

/** What is said of a session that this window has left already, as when users are switched, comes too late. */
function followSession({ session, reason }: Extract<LiveMessage, { kind: 'session' }>): void {
  const mine = sessionStore.get().session;
  if (!mine) return;
  if (!session) sessionStore.end(reason === 'logout' ? null : reason);
  else if (session.sessionId === mine.sessionId) sessionStore.update(session);
}

function setSync(queries: QueryClient, sync: SyncState): void {
  const before = queries.getQueryData<TerminalState>(TERMINAL_KEY);
  if (!before) return;
  queries.setQueryData<TerminalState>(TERMINAL_KEY, { ...before, sync });
  // A problem may have closed the terminal, or opened it again.
  if (before.sync.problem !== sync.problem) void queries.invalidateQueries({ queryKey: TERMINAL_KEY });
}

class Rereading {
  readonly #queries: QueryClient;
  #names = new Set<string>();
  #everything = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(queries: QueryClient) {
    this.#queries = queries;
  }

  /** No names: too many changed to say. */
  add(names: readonly string[]): void {
    if (names.length === 0) this.#everything = true;
    for (const name of names) this.#names.add(name);
    this.#timer ??= setTimeout(() => this.#read(), GATHER_MS);
  }

  #read(): void {
    const names = this.#names;
    const everything = this.#everything;
    this.#names = new Set();
    this.#everything = false;
    this.#timer = undefined;
    void this.#queries.invalidateQueries({
      predicate: ({ queryKey: [kind, name] }) => everything || shows(kind, name, names),
    });
  }
}

function shows(kind: unknown, name: unknown, changed: ReadonlySet<string>): boolean {
  if (kind === TERMINAL_KEY[0]) return [...TERMINAL_READS].some((record) => changed.has(record));
  if (kind === 'log') return true;
  if (kind !== 'query') return false;
  return READS[name as QueryName].some((record) => changed.has(record));
}
