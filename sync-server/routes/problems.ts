import type { FastifyError, FastifyInstance } from 'fastify';
import { SYNC_PROBLEMS, type SyncProblem, SyncRefused } from '#protocol/sync-messages.ts';
import { refused } from '../merge/problems.ts';
import type { Log } from '../parts.ts';

/** Every problem answers `{ problem, message, seq? }` with its status; what a client got wrong is never a 5xx. */
export function answerProblems(app: FastifyInstance, log: Log): void {
  app.setErrorHandler(async (error: FastifyError, request, reply) => {
    const problem = error instanceof SyncRefused ? error : fromTransport(error, request.url, log);
    return reply.code(SYNC_PROBLEMS[problem.problem]).send({
      problem: problem.problem,
      message: problem.message,
      ...(problem.seq === undefined ? {} : { seq: problem.seq }),
    });
  });
  app.setNotFoundHandler(async (_request, reply) =>
    reply.code(404).send({ problem: 'malformed-request', message: 'There is nothing here.' }),
  );
}

const TRANSPORT: Readonly<Record<string, SyncProblem>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'too-large',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'malformed-request',
};

function fromTransport(error: FastifyError, url: string, log: Log): SyncRefused {
  const known = TRANSPORT[error.code];
  if (known) return refused(known);
  if (error.statusCode !== undefined && error.statusCode < 500) return refused('malformed-request', error.message);
  // The database is away or a rule of ours is wrong: nothing was decided, and the terminal comes again.
  log({ what: 'request-failed', url, error: error.stack ?? String(error) });
  return refused('server-busy');
}
