import { createServer as createHttpsServer } from 'node:https';
import fastify from 'fastify';
import { BODY_MAX_BYTES } from '#protocol/sync-messages.ts';
import type { Certificate } from '../certificate.ts';
import type { Log } from '../parts.ts';
import type { SyncServer } from '../server.ts';
import { adminRoutes } from './admin.ts';
import { takeRawBodies } from './body.ts';
import { gatewayRoutes } from './gateway.ts';
import { answerProblems } from './problems.ts';
import { syncRoutes } from './sync.ts';

export interface ListenOptions {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  readonly certificate: Certificate;
  readonly adminToken: string;
  /** Ids of the clinics in the database. The server's own role sees only the clinic it names; the owner may list them. */
  readonly clinics: () => Promise<string[]>;
  readonly log: Log;
}

export interface Listening {
  readonly port: number;
  close(): Promise<void>;
}

/** Puts HTTPS in front of a sync server. */
export async function listen(server: SyncServer, options: ListenOptions): Promise<Listening> {
  const { cert, key } = options.certificate;
  const stopping = new AbortController();
  const app = fastify({
    bodyLimit: BODY_MAX_BYTES,
    // Of a batch over a slow line; whoever sends a byte at a time is not waited for.
    requestTimeout: 120_000,
    keepAliveTimeout: 75_000,
    forceCloseConnections: true,
    // Whom a proxy on this machine speaks for. What a stranger writes into `X-Forwarded-For` is not believed.
    trustProxy: 'loopback',
    serverFactory: (handler) => createHttpsServer({ cert, key, minVersion: 'TLSv1.2' }, handler),
  });
  takeRawBodies(app as never);
  answerProblems(app as never, options.log);
  app.get('/healthz', async () => {
    await server.isWell();
    return { well: true };
  });
  syncRoutes(app as never, server, stopping.signal);
  adminRoutes(app as never, server, options);
  gatewayRoutes(app as never, server, options.log);
  await app.listen({ host: options.host, port: options.port });
  const bound = app.server.address();
  if (bound === null || typeof bound === 'string') throw new Error('the server has no port');
  return {
    port: bound.port,
    async close() {
      stopping.abort();
      await app.close();
    },
  };
}
