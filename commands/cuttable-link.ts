import { connect, createServer, type Socket } from 'node:net';
import { isRefusal } from '#domain/kernel/refusal.ts';
import { enrolmentCodeText, readEnrolmentCode } from '#protocol/enrolment-code.ts';

/** A stretch of network between a terminal and the server that can be cut and mended, for days that rehearse outages. */
export interface CuttableLink {
  /** What the terminal connects to instead of the server, `https://127.0.0.1:port`. */
  readonly address: string;
  cut(): void;
  mend(): void;
  /** Milliseconds this link has been cut so far. */
  cutMs(): number;
  close(): Promise<void>;
}

/** @param serverAddress `https://host:port`; the bytes pass through untouched, so the pinned certificate still holds */
export async function openCuttableLink(serverAddress: string): Promise<CuttableLink> {
  const target = new URL(serverAddress);
  const sockets = new Set<Socket>();
  let cutSinceMs: number | null = null;
  let totalMs = 0;

  const server = createServer((near) => {
    if (cutSinceMs !== null) {
      near.destroy();
      return;
    }
    const far = connect(Number(target.port), target.hostname);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('the link has no port');

  const drop = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    address: `https://127.0.0.1:${bound.port}`,
    cut() {
      cutSinceMs ??= performance.now();
      drop();
    },
    mend() {
      if (cutSinceMs !== null) totalMs += performance.now() - cutSinceMs;
      cutSinceMs = null;
    },
    cutMs: () => Math.round(totalMs + (cutSinceMs === null ? 0 : performance.now() - cutSinceMs)),
    async close() {
      drop();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** The same code with the link's address in it: the terminal then reaches the server over what can be cut. */
export function codeThrough(code: string, { address }: CuttableLink): string {
  const read = readEnrolmentCode(code);
  if (isRefusal(read)) throw new Error(`the server's enrolment code cannot be read: ${read.code}`);
  return enrolmentCodeText({ ...read, address });
}
