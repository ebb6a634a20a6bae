/**
 * A terminal in a process of its own, told over IPC what to do: `{ sync: { sent, position } }` begins to sync and answers
 * when so many entries are held by the server and when its own records stand at the position. It answers in ms since 1970,
 * so that processes can be compared.
 */
import { httpsTransport } from '#main/sync/https-transport.ts';
import type { ServerLink, TerminalParts } from '#main/terminal-parts.ts';
import { openTerminal } from '../fixtures/real-clinic.ts';

interface Sync {
  /** Own seq the server must hold. */
  readonly sent: number;
  /** Own entries and others' that must be folded, counted from now. */
  readonly folded: number;
}

const [dataDir = ''] = process.argv.slice(2);
let heldSeq = 0;
let heldAtMs = 0;

const transportFor: TerminalParts['transportFor'] = (...to): ServerLink => {
  const link = httpsTransport(...to);
  return {
    ...link,
    async push(request) {
      const answer = await link.push(request);
      heldSeq = answer.seq;
      heldAtMs = nowMs();
      return answer;
    },
  };
};

const terminal = await openTerminal(dataDir, { transportFor });

function nowMs(): number {
  return performance.timeOrigin + performance.now();
}

async function sync({ sent, folded }: Sync): Promise<{ heldAtMs: number; foldedAtMs: number }> {
  const from = terminal.store.position();
  const { promise, resolve } = Promise.withResolvers<void>();
  const look = () => {
    if (heldSeq >= sent && terminal.store.position() - from >= folded) resolve();
  };
  const stop = terminal.listen(look);
  terminal.startSync();
  look();
  await promise;
  stop();
  return { heldAtMs, foldedAtMs: nowMs() };
}

process.on('message', (message: { sync: Sync }) => {
  void sync(message.sync).then((synced) => process.send?.({ synced }));
});
process.once('disconnect', () => void terminal.close().then(() => process.exit(0)));
process.send?.({ ready: true });
