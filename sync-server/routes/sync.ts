import type { FastifyInstance, FastifyRequest } from 'fastify';
import { readRequestSignature, SIGNATURE_HEADER } from '#protocol/request-signature.ts';
import { refused } from '../merge/problems.ts';
import type { Caller } from '../parts.ts';
import type { SyncServer } from '../server.ts';
import { answerJson, parsedBody, rawBody } from './body.ts';
import { holdOpen } from './event-stream.ts';

/**
 * What terminals ask. Every request but two that come before any key proves who sends it before its body is read.
 * @param stopping ends the lines that are held open
 */
export function syncRoutes(app: FastifyInstance, server: SyncServer, stopping: AbortSignal): void {
  for (const message of ['push', 'pull', 'snapshot', 'execute'] as const)
    app.post(`/sync/${message}`, async (request, reply) => {
      const caller = await callerOf(server, request);
      return answerJson(request, reply, await server[message](caller, parsedBody(request)));
    });

  app.post('/sync/enrol', async (request, reply) => answerJson(request, reply, await server.enrol(parsedBody(request))));

  app.post('/sync/refusal', async (request, reply) => answerJson(request, reply, await server.hearRefusal(parsedBody(request))));

  app.get('/sync/live', async (request, reply) => {
    const caller = await callerOf(server, request);
    await holdOpen(reply, stopping, (wake, signal) => server.live(caller, wake, signal));
  });
}

async function callerOf(server: SyncServer, request: FastifyRequest): Promise<Caller> {
  const header = request.headers[SIGNATURE_HEADER];
  const signed = typeof header === 'string' ? readRequestSignature(header) : undefined;
  if (!signed) throw refused('not-enrolled');
  const path = request.url.split('?', 1)[0] ?? '';
  return server.authenticate({ method: request.method, path, body: rawBody(request) }, signed);
}
