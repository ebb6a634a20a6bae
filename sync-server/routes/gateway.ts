import type { FastifyError, FastifyInstance, FastifyRequest } from 'fastify';
import { GatewayBounds } from '../gateway/bounds.ts';
import { GATEWAY_PROBLEMS, GatewayRefused } from '../gateway/problems.ts';
import { EVENT_HEADER, SIGNATURE_HEADER } from '../gateway/razorpay.ts';
import type { ArrivedEvent } from '../gateway/take-event.ts';
import type { Log } from '../parts.ts';
import type { SyncServer } from '../server.ts';
import { rawBody } from './body.ts';

/** Razorpay's events are a few thousand bytes. */
const BODY_MAX_BYTES = 64 * 1024;

type WithClinic = FastifyRequest<{ Params: { clinicId: string } }>;

/**
 * Where payment gateways tell of payments: `POST /gateway/razorpay/<clinic id>`. Open to the internet, so everything but the
 * signature is a stranger's until that was found right. What is refused answers 4xx, is logged, and has written nothing.
 */
export function gatewayRoutes(app: FastifyInstance, server: SyncServer, log: Log): void {
  const bounds = new GatewayBounds(() => Date.now());
  app.post(
    '/gateway/razorpay/:clinicId',
    {
      bodyLimit: BODY_MAX_BYTES,
      onRequest: async (request) => {
        if (!bounds.admits(request.ip)) throw new GatewayRefused('too-many-requests');
        // Before anything is unpacked: the bytes are those that were signed, and no larger than they say.
        if (request.headers['content-encoding'] !== undefined) throw new GatewayRefused('encoding-not-taken');
      },
      errorHandler: async (error: FastifyError | GatewayRefused, request, reply) => {
        const refused = refusalOf(error);
        // The database is away or a rule of ours is wrong: nothing is written, and the gateway sends it again.
        if (!refused) throw error;
        bounds.countRefused(request.ip);
        const { problem, message } = refused;
        if (problem !== 'too-many-requests') log({ what: 'gateway-event-refused', problem, message, ...whence(request) });
        return reply.code(GATEWAY_PROBLEMS[problem]).send({ problem, message });
      },
    },
    async (request, reply) => {
      const taken = await bounds.inTurn(() => server.gatewayEvent(arrived(request as WithClinic)));
      if (!taken) throw new GatewayRefused('too-many-requests');
      return reply.header('cache-control', 'no-store').send(taken);
    },
  );
}

function arrived(request: WithClinic): ArrivedEvent {
  const eventId = header(request, EVENT_HEADER);
  return {
    clinicId: request.params.clinicId,
    body: rawBody(request),
    signature: header(request, SIGNATURE_HEADER),
    eventId: /^[\x21-\x7e]{1,64}$/.test(eventId) ? eventId : null,
  };
}

function header(request: FastifyRequest, name: string): string {
  const given = request.headers[name];
  return typeof given === 'string' ? given : '';
}

/** What the sender got wrong; undefined: it was nothing of theirs. */
function refusalOf(error: FastifyError | GatewayRefused): GatewayRefused | undefined {
  if (error instanceof GatewayRefused) return error;
  if (error.statusCode === 413) return new GatewayRefused('too-large');
  return error.statusCode !== undefined && error.statusCode < 500 ? new GatewayRefused('malformed-event') : undefined;
}

/** For whoever reads the server's log: which webhook it may have been meant for, as it was sent, cut to what an id can be. */
function whence(request: FastifyRequest) {
  const { clinicId } = (request as WithClinic).params;
  return { clinicId: clinicId.slice(0, 64), from: request.ip };
}
