import { createHmac } from 'node:crypto';
import { chmodSync, mkdtempSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { centre, house } from '#domain/registry.ts';
import { isSignedWith } from '#server/gateway/razorpay.ts';
import { secretsOf } from '#server/gateway/secrets.ts';
import { keysFrom, newPrivateKey } from '#server/keys.ts';
import { inClinic } from '#server/store/in-clinic.ts';
import { verifyDatabase } from '#server/store/verify.ts';
import { type HttpsServer, httpsServer } from '../fixtures/https-client.ts';
import { captured, RazorpayStandIn, refundProcessed, type Sent } from '../fixtures/razorpay.ts';
import { serverOn, startPostgres, type TestDatabase, type TestPostgres, type TestServer } from '../postgres.ts';

const SECRET = 'a-secret-of-forty-characters-for-clinic-1';
const OTHERS = 'a-secret-of-forty-characters-for-clinic-2';

let folder: string;
let postgres: TestPostgres;
let database: TestDatabase;
let one: TestServer;
let https: HttpsServer;
let razorpay: RazorpayStandIn;
const clock = { at: Date.now(), nowMs: () => clock.at };

const setUp = (name: string) => ({
  name,
  branch: { name: 'Main', code: 'MN' },
  administrator: { login: 'owner', name: 'Owner' },
  password: 'long enough, for tests',
});

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'counterfoil-gateway-'));
  chmodSync(folder, 0o755);
  postgres = await startPostgres();
  database = await postgres.database();
  one = await serverOn(database, { house, centre }, clock);
  for (const [clinicId, secret] of [
    ['clinic-1', SECRET],
    ['clinic-2', OTHERS],
  ] as const) {
    await one.server.admin.createClinic(setUp(clinicId), clinicId);
    await one.server.admin.execute(clinicId, 'setGateway', { gateway: 'razorpay', secret });
  }
  await one.server.admin.createClinic(setUp('clinic-3'), 'clinic-3');
  https = await httpsServer(one.server, folder);
  razorpay = new RazorpayStandIn(`${https.origin}/gateway/razorpay/clinic-1`, SECRET);
});
afterAll(async () => {
  await razorpay.close();
  await https.close();
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
});

const entries = (clinicId = 'clinic-1') =>
  inClinic(database.app, clinicId, async (tx) => [...(await tx<{ header: string; changes: string }[]>`SELECT * FROM entry`)]);
const count = async () => (await entries('clinic-1')).length + (await entries('clinic-2')).length;
const paid = (rrn: string) => captured({ amountMinor: 50_000, rrn }, clock.at);
let addresses = 0;
/** From another address each, so that what one test is refused counts against no other. */
const at = (clinicId: string, secret = SECRET, { origin } = https) => {
  addresses += 1;
  return new RazorpayStandIn(`${origin}/gateway/razorpay/${clinicId}`, secret, `203.0.113.${addresses + 1}`);
};

const signatureOf = (body: Buffer, secret = SECRET) => createHmac('sha256', secret).update(body).digest('hex');

/** Sent by somebody, refused, and nothing written. */
async function refused(send: () => Promise<Sent>, status: number, problem: string): Promise<Sent> {
  const before = await count();
  const sent = await send();
  expect(sent).toMatchObject({ status, body: { problem, message: expect.stringMatching(/\w.+\./) } });
  expect(await count()).toBe(before);
  return sent;
}

describe('an event of a gateway', () => {
  it('is taken with the right signature, once, and what it says of the payer is not kept', async () => {
    const before = await count();
    const event = paid('411723059981');
    expect(await razorpay.tell(event, { eventId: 'Evt1' })).toEqual({ status: 200, body: { taken: 'recorded' } });
    expect(await razorpay.tell(event, { eventId: 'Evt1' })).toEqual({ status: 200, body: { taken: 'known' } });
    // The id of the event is not signed: whoever sends it again under another one still does nothing.
    expect(await razorpay.tell(event, { eventId: 'Evt9' })).toEqual({ status: 200, body: { taken: 'known' } });
    expect(await count()).toBe(before + 1);
    const [written] = (await entries()).slice(-1);
    expect(written?.changes).toContain('411723059981');
    expect(written?.changes).not.toMatch(/gaurav|exampleupi|9999999999|cust_|Branch/);
  });

  it('of a refund is written once, and only of a payment that was told of', async () => {
    const paymentId = 'pay_HO2fEpc9JeOQU9';
    await razorpay.tell(captured({ id: paymentId, amountMinor: 50_000, rrn: '411723059971' }, clock.at));
    const before = await count();
    const refund = (of: string) => refundProcessed({ id: 'rfnd_FS8TWyPrCsa0OB', paymentId: of, amountMinor: 20_000 }, clock.at);
    expect((await razorpay.tell(refund(paymentId))).body).toEqual({ taken: 'recorded' });
    expect((await razorpay.tell(refund(paymentId))).body).toEqual({ taken: 'known' });
    expect((await razorpay.tell(refund('pay_neverheardof'))).body).toEqual({ taken: 'known' });
    expect(await count()).toBe(before + 1);
  });

  it('of several servers at once is written once', async () => {
    const before = await count();
    const event = paid('411723059982');
    const all = await Promise.all(Array.from({ length: 6 }, () => razorpay.tell(event)));
    expect(all.map(({ status }) => status)).toEqual(Array(6).fill(200));
    expect(all.filter(({ body }) => body.taken === 'recorded')).toHaveLength(1);
    expect(await count()).toBe(before + 1);
  });

  it.each([
    ['payment.authorized', {}],
    ['payment.captured', { method: 'card' }],
    ['payment.captured', { status: 'authorized' }],
    ['subscription.charged', {}],
  ])('%s that tells of no UPI money is taken note of and changes nothing', async (name, payment) => {
    const before = await count();
    const event = captured({ amountMinor: 50_000, rrn: '411723059989', ...payment }, clock.at, name);
    expect(await razorpay.tell(event)).toEqual({ status: 200, body: { taken: 'nothing-to-do' } });
    expect(await count()).toBe(before);
  });
});

describe('whoever is not the gateway', () => {
  it.each([
    ['forged', { secret: 'another-secret-altogether' }],
    ['signed with another clinic’s secret', { secret: OTHERS }],
    ['without a signature', { signature: '' }],
    ['with half of one', { signature: 'ab'.repeat(16) }],
    ['with one that is no hex', { signature: 'zz'.repeat(32) }],
    ['with one in capitals', { signature: 'AB'.repeat(32) }],
    ['with a very long one', { signature: 'ab'.repeat(2000) }],
    ['changed on the way', { tampered: (body: string) => body.replace('50000', '90000') }],
    ['changed by a space', { tampered: (body: string) => `${body} ` }],
  ])('is refused, %s', async (_what, otherwise) => {
    await refused(() => razorpay.tell(paid('411723059990'), otherwise), 401, 'signature-wrong');
  });

  it('learns nothing of which clinics there are', async () => {
    const answers: Sent[] = [];
    for (const clinicId of [
      'clinic-1',
      'clinic-3',
      'clinic-4',
      '0198a000-0000-7000-8000-000000000000',
      '%00',
      "'%20OR%20true--",
    ]) {
      const gateway = at(clinicId, 'guessed-secret-of-somebody');
      answers.push(await refused(() => gateway.tell(paid('411723059990')), 401, 'signature-wrong'));
      await gateway.close();
    }
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });

  it('is noted in the server’s log, with nothing of what was sent', async () => {
    const before = one.said.length;
    const said: { what: string }[] = [];
    const logged = await httpsServer(one.server, folder, (line) => void said.push(line));
    const gateway = at('clinic-1', 'guessed-secret-of-somebody', logged);
    expect(await gateway.tell(paid('411723059990'))).toMatchObject({ status: 401 });
    expect(said).toMatchObject([{ what: 'gateway-event-refused', problem: 'signature-wrong', clinicId: 'clinic-1' }]);
    expect(JSON.stringify([said, one.said.slice(before)])).not.toMatch(/gaurav|411723059990|secret-of/);
    await gateway.close();
    await logged.close();
  });

  it('is not looked at any more after sixty refusals in a minute, while nothing else stops', async () => {
    const [stranger, gateway] = [at('clinic-1', 'guessed-secret-of-somebody'), at('clinic-1')];
    const answers: number[] = [];
    for (let n = 0; n < 70; n++) answers.push((await stranger.tell(paid('411723059990'))).status);
    expect(answers.slice(0, 59)).toEqual(Array(59).fill(401));
    expect(answers.at(-1)).toBe(429);
    expect(await gateway.tell(paid('411723059983'))).toMatchObject({ status: 200 });
    expect((await https.send('/healthz', { method: 'GET' })).status).toBe(200);
    await Promise.all([stranger.close(), gateway.close()]);
  });
});

describe('a body that is none', () => {
  it.each([
    ['nothing', ''],
    ['no JSON', '{"entity":'],
    ['a list', '[]'],
    ['null', 'null'],
    ['an event without a name', '{"entity":"event","created_at":1}'],
    ['an event without a payment', JSON.stringify({ entity: 'event', event: 'payment.captured', created_at: 1, payload: {} })],
    ['a deep nest', `${'['.repeat(20_000)}${']'.repeat(20_000)}`],
  ])('signed, but %s, is refused in words', async (_what, body) => {
    await refused(() => razorpay.send(body), 400, 'malformed-event');
  });

  it.each([
    ['an amount that is a text', { amountMinor: '50000' as unknown as number }],
    ['an amount in rupees and a half', { amountMinor: 500.5 }],
    ['an amount below nothing', { amountMinor: -1 }],
    ['an amount beyond counting', { amountMinor: 2 ** 53 }],
    ['an id that is none', { id: 'pay_../../x' }],
  ])('with %s is refused', async (_what, payment) => {
    const event = captured({ amountMinor: 50_000, rrn: '411723059991', ...payment }, clock.at);
    await refused(() => razorpay.tell(event), 400, 'malformed-event');
  });

  it('of another currency than the clinic’s is refused', async () => {
    const event = captured({ amountMinor: 50_000, rrn: '411723059992', currency: 'USD' }, clock.at);
    await refused(() => razorpay.tell(event), 422, 'not-taken');
  });

  it('too large, packed, too old or from the future is refused', async () => {
    const large = at('clinic-1');
    await refused(() => large.send(`{"pad":"${'x'.repeat(70_000)}"}`), 413, 'too-large');
    const packed = gzipSync(JSON.stringify(paid('411723059993')));
    await refused(() => large.send(packed, { headers: { 'content-encoding': 'gzip' } }), 415, 'encoding-not-taken');
    const old = captured({ amountMinor: 50_000, rrn: '411723059993' }, clock.at - 49 * 3_600_000);
    await refused(() => large.tell(old), 400, 'event-too-old');
    const early = captured({ amountMinor: 50_000, rrn: '411723059993' }, clock.at + 3_600_000);
    await refused(() => large.tell(early), 400, 'event-from-the-future');
    await large.close();
  });

  it('of whatever bytes, signed or not, never fails the server', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.boolean(), async (bytes, signed) => {
        const fresh = await https.send('/gateway/razorpay/clinic-1', {
          body: Buffer.from(bytes),
          headers: {
            'x-razorpay-signature': signed ? signatureOf(Buffer.from(bytes)) : 'ab'.repeat(32),
            'x-forwarded-for': '203.0.113.200',
          },
        });
        expect([400, 401]).toContain(fresh.status);
      }),
      { numRuns: 40 },
    );
  });
});

describe('the secret', () => {
  it('is nowhere in the log or the records, and sealed in the database', async () => {
    const [row] = await inClinic(database.app, 'clinic-1', (tx) => tx<{ sealed: string }[]>`SELECT sealed FROM gateway_secret`);
    expect(row?.sealed).toMatch(/^[\w+/=]+\.[\w+/=]+\.[\w+/=]+$/);
    expect(JSON.stringify([row, await entries(), one.said])).not.toContain(SECRET);
    const dump = await inClinic(database.app, 'clinic-1', (tx) => tx`SELECT * FROM r_gateway`);
    expect(JSON.stringify(dump)).not.toContain(SECRET);
    const files = await readdir(folder);
    for (const file of files) expect(await readFile(join(folder, file), 'utf8')).not.toContain(SECRET);
  });

  it('is read by no other clinic, opens under no other name and with no other server’s key', async () => {
    const { keys } = one.parts;
    const of = { clinicId: 'clinic-1', gateway: 'razorpay' };
    const now = clock.at;
    const inside = await inClinic(database.app, 'clinic-1', (tx) => secretsOf(tx, keys, of, now));
    expect(inside).toEqual([SECRET]);
    expect(await inClinic(database.app, 'clinic-2', (tx) => secretsOf(tx, keys, of, now))).toEqual([]);
    const moved = inClinic(database.app, 'clinic-2', async (tx) => {
      const [row] = await inClinic(
        database.app,
        'clinic-1',
        (own) => own<{ sealed: string }[]>`SELECT sealed FROM gateway_secret`,
      );
      await tx`UPDATE gateway_secret SET sealed = ${row?.sealed ?? ''}`;
      return secretsOf(tx, keys, { clinicId: 'clinic-2', gateway: 'razorpay' }, now);
    });
    await expect(moved).rejects.toThrow(/authenticate/);
    const stranger = keysFrom(newPrivateKey());
    await expect(inClinic(database.app, 'clinic-1', (tx) => secretsOf(tx, stranger, of, now))).rejects.toThrow(/authenticate/);
  });

  it('that is changed leaves the one before it good for two days, and one that is removed is gone', async () => {
    const set = (secret?: string) =>
      one.server.admin.execute('clinic-3', secret ? 'setGateway' : 'removeGateway', {
        gateway: 'razorpay',
        ...(secret ? { secret } : {}),
      });
    const [first, second] = ['the-first-secret-of-clinic-3', 'the-second-secret-of-clinic-3'];
    const [old, fresh] = [at('clinic-3', first), at('clinic-3', second)];
    await set(first);
    await set(second);
    expect(await old.tell(paid('411723059994'))).toMatchObject({ status: 200 });
    expect(await fresh.tell(paid('411723059995'))).toMatchObject({ status: 200 });
    clock.at += 49 * 3_600_000;
    expect(await old.tell(paid('411723059996'))).toMatchObject({ status: 401 });
    expect(await fresh.tell(paid('411723059996'))).toMatchObject({ status: 200 });
    await set();
    expect(await fresh.tell(paid('411723059997'))).toMatchObject({ status: 401 });
    await Promise.all([old.close(), fresh.close()]);
  });

  it.each([['short'], ['with a space in it, though long'], ['x'.repeat(201)], ['']])('is not taken weak: %j', async (secret) => {
    const answer = await one.server.admin.execute('clinic-3', 'setGateway', { gateway: 'razorpay', secret });
    expect(answer).toMatchObject({ ok: false, code: 'gateway-secret-weak' });
  });

  it('is set by nobody but the server’s host, and a payment is recorded by nobody at all', async () => {
    const host = (operation: string, input: unknown) => one.server.admin.execute('clinic-1', operation, input);
    const told = { gateway: 'razorpay', paymentId: 'pay_HO2fEpc9JeOQU5', eventId: null, references: [], amountMinor: 1 };
    expect(await host('recordGatewayPayment', { ...told, currency: 'INR', paidAtMs: 1 })).toMatchObject({
      code: 'unknown-operation',
    });
  });
});

it('leaves a log that verifies', async () => {
  expect((await verifyDatabase(database, { house, centre })).fault).toBeNull();
});

describe('Razorpay’s own library', () => {
  it('and the server agree on what is signed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ minLength: 1 }), fc.boolean(), (text, secret, right) => {
        const body = Buffer.from(text.toWellFormed());
        const signature = right ? signatureOf(body, secret) : signatureOf(Buffer.concat([body, Buffer.of(32)]), secret);
        expect(isSignedWith(secret, body, signature)).toBe(right);
      }),
    );
  });
});
