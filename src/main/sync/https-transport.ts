import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { type Dispatcher, errors } from 'undici';
import type { z } from 'zod';
import { SIGNATURE_HEADER, signRequest } from '#protocol/request-signature.ts';
import {
  enrolResponse,
  executeResponse,
  HEARTBEAT_MS,
  LiveSilent,
  problemResponse,
  pullResponse,
  pushResponse,
  refusalHeard,
  SyncRefused,
  snapshotResponse,
  Unreachable,
} from '#protocol/sync-messages.ts';
import type { RequestSigner, ServerAddress, ServerLink } from '../terminal-parts.ts';
import { pinnedAgent } from './pinned-agent.ts';

const zip = promisify(gzip);
const unzip = promisify(gunzip);

/** Long enough for the server to check a full batch while busy. */
const ANSWER_MS = 30_000;
/** Two heartbeats that did not come, and the way. */
const LIVE_SILENCE_MS = 2 * HEARTBEAT_MS + 1_000;
const ZIP_FROM_BYTES = 1_024;
const ANSWER_MAX_BYTES = 64 * 1024 * 1024;

/** The server over HTTPS, its certificate pinned, every request signed. */
export function httpsTransport(server: ServerAddress, signer: RequestSigner | null): ServerLink {
  const agent = pinnedAgent(server.fingerprint);
  const origin = originOf(server.address);
  const ask = <Shape extends z.ZodType>(path: string, body: unknown, shape: Shape) =>
    post({ agent, origin, signer }, path, body, shape);
  return {
    enrol: (body) => ask('/sync/enrol', body, enrolResponse),
    tellRefusal: (body) => ask('/sync/refusal', body, refusalHeard),
    push: (body) => ask('/sync/push', body, pushResponse),
    pull: (body) => ask('/sync/pull', body, pullResponse),
    snapshot: (body) => ask('/sync/snapshot', body, snapshotResponse),
    execute: (body) => ask('/sync/execute', body, executeResponse),
    live: (wake, signal) => listen({ agent, origin, signer }, wake, signal),
    close: () => agent.destroy(),
  };
}

interface Line {
  readonly agent: Dispatcher;
  readonly origin: string;
  readonly signer: RequestSigner | null;
}

function originOf(address: string): string {
  const url = new URL(address);
  if (url.protocol !== 'https:') throw new Unreachable('the server is only spoken to over https');
  return url.origin;
}

async function post<Shape extends z.ZodType>(line: Line, path: string, body: unknown, shape: Shape): Promise<z.output<Shape>> {
  const text = Buffer.from(JSON.stringify(body));
  const zipped = text.length >= ZIP_FROM_BYTES;
  const answer = await send(line, {
    method: 'POST',
    path,
    headers: {
      'content-type': 'application/json',
      'accept-encoding': 'gzip',
      ...(zipped ? { 'content-encoding': 'gzip' } : {}),
      ...signatureOf(line, 'POST', path, text),
    },
    body: zipped ? await zip(text, { level: 4 }) : text,
  });
  const said = await readBody(answer).catch(asUnreachable);
  if (answer.statusCode !== 200) throw problemIn(answer.statusCode, said);
  const parsed = shape.safeParse(said);
  if (!parsed.success) throw new Unreachable(`the answer to ${path} is not one of Counterfoil's`);
  return parsed.data;
}

function send({ origin, agent }: Line, options: Omit<Dispatcher.RequestOptions, 'origin'>): Promise<Dispatcher.ResponseData> {
  return agent.request({ origin, headersTimeout: ANSWER_MS, bodyTimeout: ANSWER_MS, ...options }).catch(asUnreachable);
}

function signatureOf({ signer }: Line, method: string, path: string, body: Uint8Array): Record<string, string> {
  return signer ? { [SIGNATURE_HEADER]: signRequest({ method, path, body }, signer, signer.privateKey) } : {};
}

async function readBody(answer: Dispatcher.ResponseData): Promise<unknown> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of answer.body as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > ANSWER_MAX_BYTES) throw new Error('the answer is too large');
    parts.push(part);
  }
  const raw = Buffer.concat(parts);
  const text = answer.headers['content-encoding'] === 'gzip' ? await unzip(raw, { maxOutputLength: ANSWER_MAX_BYTES }) : raw;
  return JSON.parse(text.toString('utf8'));
}

/** A proxy's own error page is not the server's word: it counts as nobody answering. */
function problemIn(status: number, said: unknown): Error {
  const problem = problemResponse.safeParse(said);
  if (!problem.success) return new Unreachable(`the server answered ${status}`);
  return new SyncRefused(problem.data.problem, problem.data.message, problem.data.seq);
}

function asUnreachable(error: unknown): never {
  if (error instanceof Unreachable) throw error;
  throw new Unreachable(error instanceof Error ? error.message : String(error), { cause: error });
}

/** Server-sent events: whatever arrives means that something is new there. */
async function listen(line: Line, wake: () => void, signal: AbortSignal): Promise<void> {
  const path = '/sync/live';
  const answer = await send(line, {
    method: 'GET',
    path,
    headers: { accept: 'text/event-stream', ...signatureOf(line, 'GET', path, new Uint8Array()) },
    bodyTimeout: LIVE_SILENCE_MS,
    signal,
  });
  if (answer.statusCode !== 200) throw problemIn(answer.statusCode, await readBody(answer).catch(() => null));
  let unread = '';
  for await (const part of untilSilent(answer.body as AsyncIterable<Buffer>)) {
    unread += part.toString('utf8');
    const lines = unread.split('\n');
    unread = lines.pop() ?? '';
    // Lines that begin with a colon only keep the channel open.
    if (lines.some((text) => text.startsWith('data:'))) wake();
  }
}

async function* untilSilent(parts: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  try {
    yield* parts;
  } catch (error) {
    if (!(error instanceof errors.BodyTimeoutError)) throw error;
    throw new LiveSilent('the server says nothing on the live channel', { cause: error });
  }
}
