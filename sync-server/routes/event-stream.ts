import type { FastifyReply } from 'fastify';
import { HEARTBEAT_MS } from '#protocol/sync-messages.ts';

/**
 * Server-sent events: `data: new` for every wake, and a line that says nothing every few seconds, so that both ends notice a
 * line that is dead. Ends when the client goes, the server is stopping or `attend` ends.
 * The head of the answer goes out with the first wake: until then a refusal can still be said.
 */
export async function holdOpen(
  reply: FastifyReply,
  stopping: AbortSignal,
  attend: (wake: () => void, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const gone = new AbortController();
  const { raw } = reply;
  raw.once('close', () => gone.abort());
  const stillHere = setInterval(() => raw.headersSent && raw.write(': still here\n\n'), HEARTBEAT_MS).unref();
  try {
    await attend(
      () => {
        if (!raw.headersSent) {
          reply.hijack();
          raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', connection: 'keep-alive' });
        }
        // A slow reader needs one wake, not all of them.
        if (!raw.writableNeedDrain && !raw.destroyed) raw.write('data: new\n\n');
      },
      AbortSignal.any([gone.signal, stopping]),
    );
  } finally {
    clearInterval(stillHere);
    if (raw.headersSent) raw.end();
  }
}
