import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import type { BrowserShell } from './browser-shell.ts';
import type { Terminal } from './terminal.ts';

vi.mock('./ipc/router.ts', () => ({ buildRouter: () => ({}) }));
const { openBrowserShell } = await import('./browser-shell.ts');

let shell: BrowserShell;
let port: number;

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'counterfoil-window-'));
  const windowFolder = join(folder, 'window');
  mkdirSync(windowFolder);
  writeFileSync(join(windowFolder, 'index.html'), '<!doctype html><title>Counterfoil</title>');
  writeFileSync(join(windowFolder, 'app.js'), 'export {};');
  writeFileSync(join(folder, 'secret.js'), 'not for anybody');
  shell = await openBrowserShell({ terminal: {} as Terminal, windowFolder, port: 0 });
  port = Number(new URL(shell.address).port);
});
afterAll(() => shell.close());

type Answer = { status: number; headers: Record<string, string | string[] | undefined>; body: string };

/** As it stands: no client tidies path or headers. */
function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port, path, method, headers }, (response) => {
      let body = '';
      response.on('data', (part: Buffer) => {
        body += part.toString();
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    request.on('error', reject).end();
  });
}

const pathOf = (link: string) => link.slice(shell.address.length);

async function enter(): Promise<string> {
  const entered = await get(pathOf(shell.newLink()));
  return String(entered.headers['set-cookie']).split(';')[0] ?? '';
}

function openSocket(headers: Record<string, string>, path = '/ws'): Promise<'open' | number> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers });
    socket.once('open', () => {
      socket.terminate();
      resolve('open');
    });
    socket.once('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    socket.once('error', () => undefined);
  });
}

describe('the browser shell', () => {
  it('exchanges a link for a cookie, once', async () => {
    const path = pathOf(shell.newLink());
    const first = await get(path);
    expect(first.status).toBe(303);
    expect(first.headers.location).toBe('/');
    expect(String(first.headers['set-cookie'])).toMatch(/^counterfoil-\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
    expect((await get(path)).status).toBe(401);
    expect((await get('/?t=guess')).status).toBe(401);
  });

  it('serves the window with a strict policy to whoever has the cookie', async () => {
    const cookie = await enter();
    const page = await get('/', { cookie });
    expect(page.status).toBe(200);
    expect(page.body).toContain('<title>Counterfoil</title>');
    expect(page.headers['content-security-policy']).toContain("script-src 'self';");
    expect(page.headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(page.headers['x-content-type-options']).toBe('nosniff');
    expect((await get('/app.js', { cookie })).headers['content-type']).toContain('text/javascript');
    expect((await get('/none.js', { cookie })).status).toBe(404);
  });

  it('serves nothing without the cookie', async () => {
    for (const cookie of ['', `counterfoil-${port}=guess`, `other=${(await enter()).split('=')[1]}`])
      expect((await get('/', cookie ? { cookie } : {})).status).toBe(401);
  });

  it('serves nothing outside the window', async () => {
    const cookie = await enter();
    for (const path of ['/../secret.js', '/..%2fsecret.js', '/%2e%2e/secret.js', '/..\\secret.js', '/%00', '/%', '//secret.js'])
      expect((await get(path, { cookie })).body).not.toContain('not for anybody');
  });

  it('refuses another name for this machine, another site, and writing', async () => {
    const cookie = await enter();
    expect((await get('/', { cookie, host: `rebound.example:${port}` })).status).toBe(421);
    expect((await get('/', { cookie, origin: 'https://example.org' })).status).toBe(403);
    expect((await get('/', { cookie, 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await get('/', { cookie }, 'POST')).status).toBe(405);
  });

  it('upgrades only its own page with the cookie', async () => {
    const cookie = await enter();
    const origin = `http://127.0.0.1:${port}`;
    expect(await openSocket({ cookie, origin })).toBe('open');
    expect(await openSocket({ origin })).toBe(403);
    expect(await openSocket({ cookie })).toBe(403);
    expect(await openSocket({ cookie, origin: 'https://example.org' })).toBe(403);
    expect(await openSocket({ cookie, origin, host: `rebound.example:${port}` })).toBe(403);
    expect(await openSocket({ cookie, origin }, '/other')).toBe(403);
  });

  it('says when its port is taken', async () => {
    const second = openBrowserShell({ terminal: {} as Terminal, windowFolder: tmpdir(), port });
    await expect(second).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});
