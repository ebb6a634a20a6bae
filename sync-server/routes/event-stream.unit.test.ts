import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import type { ClientRequest } from 'node:http';
import { get } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { SIGNATURE_HEADER, signRequest } from '#protocol/request-signature.ts';
import { ownCertificate } from '../certificate.ts';
import type { SyncServer } from '../server.ts';
import { type Listening, listen } from './listen.ts';

/** More than Node thinks one thing should be listened to by. */
const TERMINALS = 14;
const WHO = { clinicId: 'clinic', terminalId: 'terminal', epoch: 1, machineHash: 'cd'.repeat(32) };
const { privateKey } = generateKeyPairSync('ed25519');

/** Signals of the lines that are held open. */
let held: Set<AbortSignal>;
let listening: Listening;
let folder: string;
const warned = vi.fn();

const server = {
  authenticate: async () => WHO,
  live: (_caller: unknown, wake: () => void, signal: AbortSignal) => {
    held.add(signal);
    wake();
    return new Promise<void>((done) => signal.addEventListener('abort', () => done()));
  },
} as unknown as SyncServer;

beforeEach(async () => {
  held = new Set();
  warned.mockReset();
  process.on('warning', warned);
  folder = mkdtempSync(join(tmpdir(), 'counterfoil-live-'));
  const certificate = await ownCertificate(folder);
  const nothing = { adminToken: 'token', clinics: async () => [], log: () => undefined };
  listening = await listen(server, { host: '127.0.0.1', port: 0, certificate, ...nothing });
});

afterEach(async () => {
  process.off('warning', warned);
  await listening.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A line, once its first wake has come, and what becomes of it. */
async function line(): Promise<{ request: ClientRequest; ended: Promise<void> }> {
  const path = '/sync/live';
  const headers = { [SIGNATURE_HEADER]: signRequest({ method: 'GET', path, body: Buffer.alloc(0) }, WHO, privateKey) };
  return new Promise((open, failed) => {
    const options = { host: '127.0.0.1', port: listening.port, path, headers, agent: false, rejectUnauthorized: false };
    const request = get(options, (response) => {
      const ended = new Promise<void>((done) => response.once('close', () => done()));
      response.once('data', () => open({ request, ended })).on('error', () => undefined);
    });
    request.on('error', failed);
  });
}

it('holds a line for each terminal, many at a time and one after another, with nothing left of those that went', async () => {
  for (let round = 0; round < 2; round++) {
    const lines = await Promise.all(Array.from({ length: TERMINALS }, line));
    for (const { request } of lines) request.destroy();
    await vi.waitFor(() => expect([...held].every(({ aborted }) => aborted)).toBe(true));
  }
  expect(held.size).toBe(2 * TERMINALS);
  expect(warned).not.toHaveBeenCalled();
});

it('lets every line go when the server stops', async () => {
  const lines = await Promise.all([line(), line(), line()]);
  await listening.close();
  await Promise.all(lines.map(({ ended }) => ended));
  expect([...held].map(({ aborted }) => aborted)).toEqual([true, true, true]);
});
