import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { sha256 } from '#protocol/entry.ts';
import { parseRequest } from '../merge/parse-request.ts';
import { refused } from '../merge/problems.ts';
import type { SyncServer } from '../server.ts';
import { answerJson, parsedBody } from './body.ts';

const id = z.string().min(1).max(64);
const executeBody = z.strictObject({ clinicId: id, operation: z.string().max(64), input: z.unknown() });
const createBody = z.strictObject({ input: z.unknown() });

/**
 * What whoever runs the server asks on its machine, with the token in `<data>/admin.token`:
 * `create-clinic` `{ input }`, `execute` `{ clinicId, operation, input }` (queries too), `clinics` `{}`.
 * All answer like `/sync/execute`.
 */
export function adminRoutes(
  app: FastifyInstance,
  server: SyncServer,
  { adminToken: token, clinics }: { adminToken: string; clinics: () => Promise<string[]> },
): void {
  const answer = (command: string, handle: (body: unknown) => Promise<unknown>) =>
    app.post(`/admin/${command}`, async (request, reply) => {
      if (!holdsToken(request, token)) throw refused('not-enrolled', 'the administrator’s token is missing or wrong');
      return answerJson(request, reply, await handle(parsedBody(request)));
    });
  answer('create-clinic', (body) => server.admin.createClinic(parseRequest(createBody, body).input));
  answer('execute', (body) => {
    const { clinicId, operation, input } = parseRequest(executeBody, body);
    return server.admin.execute(clinicId, operation, input);
  });
  answer('clinics', async () => ({ ok: true, result: await clinics() }));
}

/** Compared as hashes, so that neither length nor content shows in the time it takes. */
function holdsToken(request: FastifyRequest, token: string): boolean {
  const given = /^Bearer (.{1,200})$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
  return timingSafeEqual(Buffer.from(sha256(given)), Buffer.from(sha256(token)));
}
