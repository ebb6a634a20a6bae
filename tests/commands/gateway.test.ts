import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ServerProcess, startServer } from '../../commands/server-process.ts';
import { captured, RazorpayStandIn } from '../fixtures/razorpay.ts';
import { type Ran, runCommand } from './run-command.ts';

const SECRET = 'a-secret-that-the-command-is-given';
let folder: string;
let server: ServerProcess;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'counterfoil-gateway-test-'));
  // PostgreSQL may run as another user than root, who must be able to pass through.
  await chmod(folder, 0o711);
  server = await startServer(join(folder, 'server'));
  const made = await admin([
    'clinic',
    'create',
    '--name',
    'Smile',
    '--branch',
    'Main',
    '--login',
    'owner',
    '--admin-name',
    'Owner',
  ]);
  expect(made).toMatchObject({ code: 0 });
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

function admin(args: readonly string[], secret?: string): Promise<Ran> {
  return runCommand(['admin', ...args], {
    COUNTERFOIL_SERVER_DATA: server.dataDir,
    COUNTERFOIL_SERVER_ADDRESS: server.address,
    COUNTERFOIL_PASSWORD: 'long enough',
    ...(secret === undefined ? {} : { COUNTERFOIL_GATEWAY_SECRET: secret }),
  });
}

it('a gateway is set with a secret, tells of a payment that then waits, and is removed', async () => {
  expect(await admin(['gateway', 'status'])).toMatchObject({ code: 0, out: 'No gateway is set: gateway set\n' });
  const weak = await admin(['gateway', 'set'], 'short');
  expect(weak).toMatchObject({ code: 1, out: '', err: expect.stringMatching(/^A webhook’s secret is 16 to 200/) });
  const set = await admin(['gateway', 'set'], SECRET);
  expect(set).toMatchObject({ code: 0 });
  const path = /^\/gateway\/razorpay\/\S+$/m.exec(set.out)?.[0] ?? '';
  expect(set.out).not.toContain(SECRET);

  const razorpay = new RazorpayStandIn(`${server.address}${path}`, SECRET);
  const event = captured({ amountMinor: 125_000, rrn: '411723059981' });
  expect(await razorpay.tell(event)).toEqual({ status: 200, body: { taken: 'recorded' } });
  const status = await admin(['gateway', 'status']);
  expect(status.out).toMatch(/^razorpay: taken at \/gateway\/razorpay\/\S+, set by Server administrator, /);
  expect(status.out).toMatch(/₹1,250\.00 {2}411723059981: no receipt names it$/m);

  expect(await admin(['gateway', 'remove'])).toMatchObject({ code: 0 });
  expect(await admin(['gateway', 'remove'])).toMatchObject({ code: 1, err: expect.stringMatching(/does not listen/) });
  expect(await razorpay.tell(event)).toMatchObject({ status: 401 });
  await razorpay.close();
});
