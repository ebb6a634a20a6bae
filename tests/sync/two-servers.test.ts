import { afterAll, beforeAll, expect, it } from 'vitest';
import { verifyDatabase } from '#server/store/verify.ts';
import { rules, tallyRaised } from '../fixtures/small-clinic.ts';
import { DATE, MORNING_MS, SmallServer } from '../fixtures/small-server.ts';
import { startPostgres, type TestPostgres } from '../postgres.ts';

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(async () => {
  await postgres.stop();
});

it('two servers on one database keep positions dense and wake each other’s terminals', async () => {
  const small = await SmallServer.start(await postgres.database());
  const servers = [small.server, (await small.another()).server];
  await small.host('hire', { id: 'ana', roles: ['cashier'] });
  const desks = await Promise.all([1, 2, 3, 4].map(() => small.enrol('cashier')));
  let wakes = 0;
  const attending = new AbortController();
  const attended = servers[1]?.live(desks[0]?.caller as never, () => void wakes++, attending.signal);

  const about = { recordedAtMs: MORNING_MS, businessDate: DATE, actorId: 'ana' };
  for (let round = 0; round < 20; round++)
    await Promise.all(
      desks.map((desk, at) => {
        // One tally for all of them: each folds onto what the other server has just written.
        desk.write([tallyRaised.of({ id: 'shared', itemId: 'i', amountMinor: 1 })], about);
        return servers[(round + at) % 2]?.push(desk.caller, desk.batch(desk.entries.slice(-1)));
      }),
    );
  expect(await small.record(rules.house.records.get('tally') as never, 'shared')).toMatchObject({ totalMinor: 80 });
  const positions = (await small.rows<{ position: number }>('entry')).map(({ position }) => position).sort((a, b) => a - b);
  expect(positions).toEqual(positions.map((_, at) => at + 1));
  expect((await verifyDatabase(small.database, rules)).fault).toBeNull();

  await expect.poll(() => wakes).toBeGreaterThan(1);
  attending.abort();
  await attended;
  for (const server of servers) await server.close();
});
