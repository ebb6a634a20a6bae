import { promisify } from 'node:util';
import { constants, gunzip, gzip } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { BODY_MAX_BYTES } from '#protocol/sync-messages.ts';
import { refused } from '../merge/problems.ts';

const unzip = promisify(gunzip);
const zip = promisify(gzip);

const ZIP_FROM_BYTES = 1024;

/** The JSON text of a request as it was signed: before compression. */
export type RawBody = Buffer;

/** Bodies arrive whole and unread: the signature is checked over their bytes before anything in them is looked at. */
export function takeRawBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    '*',
    { parseAs: 'buffer', bodyLimit: BODY_MAX_BYTES },
    async (request: FastifyRequest, body: Buffer) => (request.headers['content-encoding'] === 'gzip' ? unzipped(body) : body),
  );
}

async function unzipped(body: Buffer): Promise<Buffer> {
  try {
    return await unzip(body, { maxOutputLength: BODY_MAX_BYTES });
  } catch (problem) {
    throw refused((problem as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE' ? 'too-large' : 'malformed-request', 'gzip');
  }
}

export function rawBody(request: FastifyRequest): RawBody {
  return Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
}

export function parsedBody(request: FastifyRequest): unknown {
  try {
    return JSON.parse(rawBody(request).toString('utf8'));
  } catch {
    throw refused('malformed-request', 'it is not JSON');
  }
}

/** Answers as JSON, compressed where that pays and was asked for. */
export async function answerJson(request: FastifyRequest, reply: FastifyReply, answer: unknown): Promise<FastifyReply> {
  const text = Buffer.from(JSON.stringify(answer));
  reply.type('application/json; charset=utf-8').header('cache-control', 'no-store');
  const zips = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
  if (!zips || text.length < ZIP_FROM_BYTES) return reply.send(text);
  return reply.header('content-encoding', 'gzip').send(await zip(text, { level: constants.Z_BEST_SPEED }));
}
