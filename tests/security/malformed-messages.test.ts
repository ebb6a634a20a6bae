import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BODY_MAX_BYTES, type PushRequest } from '#protocol/sync-messages.ts';
import { verifyDatabase } from '#server/store/verify.ts';
import { ADMIN_TOKEN, type HttpsServer, httpsServer, strangersKey } from '../fixtures/https-client.ts';
import type { PushingTerminal } from '../fixtures/pushing-terminal.ts';
import { itemDescribed, rules, tallyRaised } from '../fixtures/small-clinic.ts';
import { DATE, MORNING_MS, SmallServer } from '../fixtures/small-server.ts';
import { startPostgres, type TestPostgres } from '../postgres.ts';

let postgres: TestPostgres;
let small: SmallServer;
let desk: PushingTerminal;
let https: HttpsServer;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'counterfoil-https-'));
  postgres = await startPostgres();
  small = await SmallServer.start(await postgres.database());
  desk = await small.enrol('cashier');
  await small.host('hire', { id: 'ana', roles: ['cashier'] });
  https = await httpsServer(small.server, folder);
});
afterAll(async () => {
  await https.close();
  await postgres.stop();
  await rm(folder, { recursive: true });
});

const about = { recordedAtMs: MORNING_MS, businessDate: DATE, actorId: 'ana' };
const count = async () => (await small.rows('entry')).length;
const signed = () => ({ signedBy: { caller: desk.caller, privateKey: desk.privateKey } });
const MESSAGES = ['/sync/push', '/sync/pull', '/sync/snapshot', '/sync/execute', '/sync/enrol', '/sync/refusal'] as const;

function newBatch(): PushRequest {
  const before = desk.entries.length;
  desk.write([tallyRaised.of({ id: 't', itemId: 'i', amountMinor: 5 })], about);
  desk.write([itemDescribed.of({ id: 'a', name: 'Asha', code: '', shelf: null, price: 0, open: true })], about);
  desk.write([], { ...about, documentNumber: 'R01/2627/000001' });
  return desk.batch(desk.entries.slice(before));
}

describe('HTTPS', () => {
  it('takes a signed request, compressed or not, and answers as asked', async () => {
    const batch = JSON.stringify(newBatch());
    expect(await https.send('/sync/push', { body: batch, gzip: true, ...signed() })).toMatchObject({ status: 200 });
    expect(await https.send('/sync/push', { body: batch, ...signed() })).toMatchObject({ status: 200, body: { seq: 3 } });
    const pull = JSON.stringify({ after: 0, limit: 100, head: { seq: 0, hash: '0'.repeat(64) } });
    const plain = await https.send('/sync/pull', { body: pull, ...signed() });
    expect(plain.headers['content-encoding']).toBeUndefined();
    const zipped = await https.send('/sync/pull', { body: pull, headers: { 'accept-encoding': 'gzip' }, ...signed() });
    expect(zipped.headers['content-encoding']).toBe('gzip');
  });

  it.each([
    ['no signature', {}],
    ['a signature that is none', { headers: { 'x-counterfoil': 'let me in' } }],
    ['a very long one', { headers: { 'x-counterfoil': 'a.'.repeat(3000) } }],
  ])('listens to nobody with %s', async (_what, options) => {
    for (const path of MESSAGES.slice(0, 4))
      expect(await https.send(path, { body: '{}', ...options })).toMatchObject({ status: 401 });
    expect(await https.send('/sync/live', { method: 'GET', ...options })).toMatchObject({ status: 401 });
  });

  it('listens to nobody with another key, and to no signature of another request', async () => {
    const stranger = { signedBy: { caller: desk.caller, privateKey: strangersKey() } };
    expect(await https.send('/sync/pull', { body: '{}', ...stranger })).toMatchObject({
      status: 401,
      body: { problem: 'bad-request-signature' },
    });
    const copied = { signedBy: { caller: { ...desk.caller, machineHash: 'ef'.repeat(32) }, privateKey: desk.privateKey } };
    expect(await https.send('/sync/pull', { body: '{}', ...copied })).toMatchObject({
      status: 403,
      body: { problem: 'machine-mismatch' },
    });
    const said = (await small.rows<{ header: string }>('entry')).map(({ header }) => JSON.parse(header).operation);
    expect(said).toContain('refuseTerminal');
  });

  it('administers nothing without the token', async () => {
    const body = JSON.stringify({ clinicId: 'clinic-1', operation: 'chase', input: { from: 'a' } });
    for (const authorization of ['', 'Bearer ', 'Bearer wrong', `Basic ${ADMIN_TOKEN}`])
      expect(await https.send('/admin/execute', { body, headers: { authorization } })).toMatchObject({ status: 401 });
    const authorization = `Bearer ${ADMIN_TOKEN}`;
    expect(await https.send('/admin/execute', { body, headers: { authorization } })).toMatchObject({
      status: 200,
      body: { ok: true },
    });
    expect(await https.send('/admin/execute', { body: '{"clinicId":7}', headers: { authorization } })).toMatchObject({
      status: 400,
    });
  });
});

describe('a message that is no message', () => {
  it.each([
    ['nothing', ''],
    ['words', 'hello there'],
    ['half of one', '{"entries":['],
    ['a number', '7'],
    ['null', 'null'],
    ['a list', '[]'],
    ['an empty object', '{}'],
    ['a deep nest', `${'['.repeat(20_000)}${']'.repeat(20_000)}`],
    ['a prototype', '{"__proto__":{"entries":[]},"constructor":1}'],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00, 0x80])],
  ])('%s is refused as malformed', async (_what, body) => {
    const before = await count();
    for (const path of MESSAGES) expect((await https.send(path, { body, ...signed() })).status, path).toBe(400);
    expect(await count()).toBe(before);
  });

  it('is refused when it is too large, plain or packed', async () => {
    const big = Buffer.alloc(BODY_MAX_BYTES + 1, 'x');
    const plain = await https.send('/sync/push', { body: big, ...signed() }).catch(() => ({ status: 413 }));
    expect(plain.status).toBe(413);
    expect((await https.send('/sync/push', { body: big, gzip: true, ...signed() })).status).toBe(413);
  });

  it('is refused when it is packed wrongly', async () => {
    const packed = gzipSync('{"entries":[]}');
    for (const body of [Buffer.from('not gzip'), packed.subarray(0, packed.length - 6), Buffer.alloc(0)])
      expect((await https.send('/sync/push', { body, headers: { 'content-encoding': 'gzip' }, ...signed() })).status).toBe(400);
  });

  it('is refused when it has more entries than a batch may', async () => {
    const [entry] = newBatch().entries;
    const body = JSON.stringify({ entries: Array(1001).fill(entry), headSignature: '', backlog: 0 });
    expect((await https.send('/sync/push', { body, ...signed() })).status).toBe(400);
    desk.entries.splice(-3);
  });
});

describe('a batch that somebody bent', () => {
  const junk = fc.oneof(
    fc.constantFrom(null, '', 0, -1, 1e300, 2 ** 53, true, [], {}, '\0', '\ud800', 'x'.repeat(70_000), '2026-02-30', '{}', '[]'),
    fc.string(),
    fc.integer(),
    fc.jsonValue(),
  );

  it('is taken whole or not at all, and is never the server’s fault', async () => {
    // A terminal of its own, since bending a batch well enough forks its chain and freezes it.
    let bent = await small.enrol('cashier');
    await fc.assert(
      fc.asyncProperty(fc.nat(), junk, fc.constantFrom('value', 'gone', 'header', 'body'), async (where, value, how) => {
        const start = bent.entries.length;
        for (const amountMinor of [5, 6]) bent.write([tallyRaised.of({ id: 't', itemId: 'i', amountMinor })], about);
        const batch = bent.batch(bent.entries.slice(start));
        const before = await count();
        const answer = await https.send('/sync/push', {
          body: JSON.stringify(bend(batch, where, value, how)),
          signedBy: { caller: bent.caller, privateKey: bent.privateKey },
        });
        expect(answer.status).toBeLessThan(500);
        const after = await count();
        if (answer.status === 200) expect(after - before).toBe(2);
        else {
          // A fork leaves an entry of the server, which froze the terminal.
          expect(after - before).toBe((answer.body as { problem: string }).problem === 'chain-fork' ? 1 : 0);
          bent = await small.enrol('cashier');
        }
      }),
      { numRuns: 150, seed: 20_260_504 },
    );
    expect((await verifyDatabase(small.database, rules)).fault).toBeNull();
  });
});

describe('other messages that somebody bent', () => {
  it('are never the server’s fault', async () => {
    const office = await small.enrol('back-office');
    const by = { signedBy: { caller: office.caller, privateKey: office.privateKey } };
    const text = fc.oneof(fc.string(), fc.constantFrom('nul\0', '\ud800', "'; DROP TABLE entry; --", 'x'.repeat(300)));
    const messages = fc.oneof(
      fc.tuple(fc.constantFrom(...MESSAGES), fc.jsonValue()),
      fc.tuple(
        fc.constant('/sync/pull'),
        fc.record({ after: fc.maxSafeNat(), limit: fc.integer({ min: 1, max: 9 }), backlog: fc.maxSafeNat() }),
      ),
      fc.tuple(fc.constant('/sync/snapshot'), fc.record({ cursor: text })),
      fc.tuple(
        fc.constant('/sync/execute'),
        fc.record({
          operation: fc.constantFrom('hire', 'dismiss', 'chase', 'lockDay', '__proto__'),
          input: fc.record({ id: text, from: text, roles: fc.constant(['cashier']), branchId: text, date: text }),
          actorId: fc.constant('owner'),
          sessionId: fc.constant('s'),
        }),
      ),
      fc.tuple(fc.constant('/sync/enrol'), fc.record({ secret: text, publicKey: text, machineHash: text, installationId: text })),
    );
    await fc.assert(
      fc.asyncProperty(messages, async ([path, message]) => {
        const head = path === '/sync/pull' && typeof message === 'object' ? { head: { seq: 1, hash: 'ab'.repeat(32) } } : {};
        const body = JSON.stringify(typeof message === 'object' ? { ...message, ...head } : message);
        expect((await https.send(path, { body, ...by })).status).toBeLessThan(500);
      }),
      { numRuns: 300, seed: 20_260_504 },
    );
    expect((await verifyDatabase(small.database, rules)).fault).toBeNull();
  });
});

/** One place of a batch, or of what is written in one of its texts, is something else. */
function bend(batch: PushRequest, where: number, value: unknown, how: string): unknown {
  const copy = structuredClone(batch) as { entries: { header: string; changes: (string | null)[] }[] };
  if (how === 'header' || how === 'body') {
    const entry = copy.entries[where % copy.entries.length];
    if (!entry) return copy;
    const text = how === 'header' ? entry.header : (entry.changes[0] ?? '[]');
    const bentText = JSON.stringify(bendTree(JSON.parse(text), where >> 1, value, 'value'));
    if (how === 'header') entry.header = bentText;
    else entry.changes[0] = bentText;
    return copy;
  }
  return bendTree(copy, where, value, how);
}

function bendTree(tree: unknown, where: number, value: unknown, how: string): unknown {
  const places: { parent: Record<string, unknown>; name: string }[] = [];
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    for (const name of Object.keys(node)) {
      places.push({ parent: node as Record<string, unknown>, name });
      walk((node as Record<string, unknown>)[name]);
    }
  };
  walk(tree);
  const place = places[where % places.length];
  if (!place) return value;
  if (how === 'gone') delete place.parent[place.name];
  else place.parent[place.name] = value;
  return tree;
}
