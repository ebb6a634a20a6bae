import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { gunzipSync, gzipSync } from 'node:zlib';
import { generate } from 'selfsigned';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { isSignedBy, readRequestSignature } from '#protocol/request-signature.ts';
import { HEARTBEAT_MS, LiveSilent, SyncRefused, Unreachable } from '#protocol/sync-messages.ts';
import type { ServerLink } from '../terminal-parts.ts';
import { httpsTransport } from './https-transport.ts';
import { WrongCertificate } from './wrong-certificate.ts';

type Heard = { path: string; headers: IncomingMessage['headers']; body: Buffer };

const keys = generateKeyPairSync('ed25519');
const signer = { clinicId: 'c1', terminalId: 't1', epoch: 1, machineHash: 'a'.repeat(64), privateKey: keys.privateKey };
let certificate: { private: string; cert: string };
let fingerprint: string;
let connections = 0;
const open: { server: Server; link?: ServerLink }[] = [];

beforeAll(async () => {
  certificate = await generate([{ name: 'commonName', value: 'counterfoil' }], { keySize: 2048 });
  fingerprint = new X509Certificate(certificate.cert).fingerprint256.replaceAll(':', '').toLowerCase();
});

afterEach(async () => {
  for (const { server, link } of open.splice(0)) {
    await link?.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

/** A server that answers as told, and what it heard. */
async function serverThat(answer: (heard: Heard, response: ServerResponse) => void, pinned = fingerprint) {
  const heard: Heard[] = [];
  const server = createServer({ key: certificate.private, cert: certificate.cert }, (request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const one = { path: request.url ?? '', headers: request.headers, body: Buffer.concat(parts) };
      heard.push(one);
      answer(one, response);
    });
  });
  server.on('connection', () => connections++);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const link = httpsTransport({ address, fingerprint: pinned }, signer);
  open.push({ server, link });
  return { heard, link, address };
}

const says = (status: number, body: unknown) => (_: Heard, response: ServerResponse) => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};

const push = { entries: [], headSignature: 'x', backlog: 0 };

describe('the server over https', () => {
  it('hears signed requests and is heard', async () => {
    const { heard, link } = await serverThat(says(200, { seq: 7, position: 9 }));
    expect(await link.push(push)).toEqual({ seq: 7, position: 9 });
    const [one] = heard;
    const signature = readRequestSignature(String(one?.headers['x-counterfoil']));
    expect(signature?.who).toMatchObject({ clinicId: 'c1', terminalId: 't1', epoch: 1 });
    const request = { method: 'POST', path: '/sync/push', body: one?.body ?? '' };
    expect(signature && isSignedBy(request, signature, keys.publicKey)).toBe(true);
  });

  it('is sent large requests zipped, signed over what is in them, and may answer zipped', async () => {
    const { heard, link } = await serverThat((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(JSON.stringify({ seq: 1, position: 1 })));
    });
    const large = { ...push, headSignature: 'x'.repeat(5_000) };
    expect(await link.push(large)).toEqual({ seq: 1, position: 1 });
    const text = gunzipSync(heard[0]?.body ?? '');
    expect(JSON.parse(text.toString())).toEqual(large);
    const signature = readRequestSignature(String(heard[0]?.headers['x-counterfoil']));
    expect(signature && isSignedBy({ method: 'POST', path: '/sync/push', body: text }, signature, keys.publicKey)).toBe(true);
  });

  it('hears nothing at all when it shows another certificate', async () => {
    connections = 0;
    const { heard, link } = await serverThat(says(200, { seq: 1, position: 1 }), 'b'.repeat(64));
    await expect(link.push(push)).rejects.toThrow(WrongCertificate);
    expect(connections).toBe(1);
    expect(heard).toEqual([]);
  });

  it('must have a publicly known certificate where none is pinned', async () => {
    const { heard, address } = await serverThat(says(200, { seq: 1, position: 1 }));
    const link = httpsTransport({ address, fingerprint: null }, signer);
    await expect(link.push(push)).rejects.toThrow(Unreachable);
    await link.close();
    expect(heard).toEqual([]);
  });

  it('is never spoken to without TLS', () => {
    expect(() => httpsTransport({ address: 'http://127.0.0.1:1', fingerprint }, signer)).toThrow(Unreachable);
  });

  it('says what it refuses', async () => {
    const { link } = await serverThat(says(409, { problem: 'chain-gap', message: 'resend', seq: 4 }));
    const refused = await link.push(push).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(SyncRefused);
    expect(refused).toMatchObject({ problem: 'chain-gap', seq: 4 });
  });

  it.each([
    ["a proxy's page", (_: Heard, response: ServerResponse) => void response.writeHead(502).end('<h1>Bad gateway</h1>')],
    ['an answer of another shape', says(200, { seq: 'seven' })],
    ['a broken connection', (_: Heard, response: ServerResponse) => void response.destroy()],
  ])('counts as away with %s', async (_, answer) => {
    const { link } = await serverThat(answer);
    await expect(link.push(push)).rejects.toThrow(Unreachable);
  });

  it('notices a live channel on which not even heartbeats come', { timeout: 20_000 }, async () => {
    const { link } = await serverThat((_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: new\n\n');
      setTimeout(() => response.write(': still here\n\n'), HEARTBEAT_MS);
    });
    const from = performance.now();
    await expect(link.live(() => undefined, new AbortController().signal)).rejects.toThrow(LiveSilent);
    const silentMs = performance.now() - from - HEARTBEAT_MS;
    expect(silentMs).toBeGreaterThan(2 * HEARTBEAT_MS);
    expect(silentMs).toBeLessThan(2 * HEARTBEAT_MS + 4_000);
  });

  it('wakes the terminal for each event until the channel ends', async () => {
    let channel: ServerResponse | undefined;
    const { link } = await serverThat((_, response) => {
      channel = response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(':\n\ndata: {"position":');
      response.write('5}\n\n');
    });
    let wakes = 0;
    const wake = () => (++wakes === 1 ? channel?.write('data: {"position":6}\n\n') : channel?.end());
    await link.live(wake, new AbortController().signal);
    expect(wakes).toBe(2);
  });
});
