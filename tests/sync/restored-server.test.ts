import { afterAll, beforeAll, expect, it } from 'vitest';
import { verifyDatabase } from '#server/store/verify.ts';
import { rules, tallyRaised } from '../fixtures/small-clinic.ts';
import { DATE, MORNING_MS, SmallServer } from '../fixtures/small-server.ts';
import { serverOn, startPostgres, type TestPostgres } from '../postgres.ts';

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(async () => {
  await postgres.stop();
});

it('a server that was put back from an older backup gets back what its terminals have, in a life of its own', async () => {
  const small = await SmallServer.start(await postgres.database());
  const desk = await small.enrol('cashier');
  await small.host('hire', { id: 'ana', roles: ['cashier'] });
  const about = { recordedAtMs: MORNING_MS, businessDate: DATE, actorId: 'ana' };
  const write = () => desk.write([tallyRaised.of({ id: 't', itemId: 'i', amountMinor: 10 })], about);
  for (let n = 0; n < 3; n++) write();
  await small.server.push(desk.caller, desk.batch());
  const putBack = await postgres.backUp(small.database);
  for (let n = 0; n < 4; n++) write();
  await small.server.push(desk.caller, desk.batch(desk.entries.slice(3)));
  await small.host('hire', { id: 'lost', roles: ['cashier'] });
  await small.server.close();
  await small.database.close();

  const database = await putBack();
  const { server, parts } = await serverOn(database, rules, small.clock, small.parts.keys, { restored: true });
  expect(parts.epochId).not.toBe(small.parts.epochId);
  const pull = await server.pull(desk.caller, { after: 12, limit: 100, head: { seq: 7, hash: 'ab'.repeat(32) } });
  expect(pull).toMatchObject({ serverEpoch: parts.epochId, ownSeq: 3, items: [], checkpoint: { position: 7 } });
  expect(await server.push(desk.caller, desk.batch(desk.entries.slice(pull.ownSeq)))).toMatchObject({ seq: 7 });
  expect(await server.admin.execute(small.clinicId, 'hire', { id: 'new', roles: ['cashier'] })).toMatchObject({ ok: true });
  expect((await verifyDatabase(database, rules)).fault).toBeNull();
  const chains = await database.owner.begin(async (tx) => {
    await tx`SELECT set_config('app.clinic_id', ${small.clinicId}, true)`;
    return tx`SELECT terminal_id AS id, epoch, seq FROM terminal_chain ORDER BY terminal_id <> 'server', epoch`;
  });
  expect([...chains]).toMatchObject([{ id: 'server', epoch: 1, seq: 4 }, { id: 'server', epoch: 2, seq: 1 }, { seq: 7 }]);
  await server.close();
});
