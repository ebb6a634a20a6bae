import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { buildHouse } from '#domain/kernel/house.ts';
import { defineRecord, type RecordType } from '#domain/kernel/record.ts';
import { prepareDatabase } from '#server/prepare.ts';
import { connect, DatabaseUnusable, open } from '#server/store/connect.ts';
import { inClinic } from '#server/store/in-clinic.ts';
import { MigrationChanged, migrate, readMigrations } from '#server/store/migrate.ts';
import { verifyDatabase } from '#server/store/verify.ts';
import { rules, tallyRaised } from '../fixtures/small-clinic.ts';
import { DATE, MORNING_MS, SmallServer } from '../fixtures/small-server.ts';
import { startPostgres, type TestDatabase, type TestPostgres } from '../postgres.ts';

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(async () => {
  await postgres.stop();
});

const tablesOf = async ({ owner }: TestDatabase) =>
  (await owner<{ name: string }[]>`SELECT relname AS name FROM pg_class WHERE relnamespace = 'counterfoil'::regnamespace`).map(
    ({ name }) => name,
  );

describe('the migrations of the log', () => {
  it('are applied once, also when two processes start at the same moment', async () => {
    const database = await postgres.database();
    const migrations = await readMigrations();
    await Promise.all([1, 2, 3].map(() => migrate(database.owner, database.roles.app, migrations)));
    await migrate(database.owner, database.roles.app, migrations);
    expect(await database.owner`SELECT number FROM migration`).toHaveLength(migrations.length);
    expect(await tablesOf(database)).toContain('clinic_head');
  });

  it('apply all of one or nothing', async () => {
    const database = await postgres.database();
    const migrations = await readMigrations();
    const broken = { number: migrations.length + 1, name: 'broken.sql', text: 'CREATE TABLE half (); SELECT nonsense;' };
    await expect(migrate(database.owner, database.roles.app, [...migrations, broken])).rejects.toThrow('nonsense');
    expect(await tablesOf(database)).not.toContain('half');
    await migrate(database.owner, database.roles.app, migrations);
  });

  it('are refused when one was changed after it was applied, or the database knows more of them', async () => {
    const database = await postgres.database();
    const migrations = await readMigrations();
    const more = { number: migrations.length + 1, name: 'more.sql', text: 'SELECT 1' };
    await migrate(database.owner, database.roles.app, [...migrations, more]);
    await expect(migrate(database.owner, database.roles.app, migrations)).rejects.toThrow(MigrationChanged);
    const changed = [...migrations, { ...more, text: 'SELECT 2' }];
    await expect(migrate(database.owner, database.roles.app, changed)).rejects.toThrow(MigrationChanged);
  });
});

describe('the record tables', () => {
  it('are made and filled anew when a record type has another column', async () => {
    const small = await SmallServer.start(await postgres.database());
    const desk = await small.enrol('cashier');
    await small.host('hire', { id: 'ana', roles: ['cashier'] });
    const about = { recordedAtMs: MORNING_MS, businessDate: DATE, actorId: 'ana' };
    for (let n = 0; n < 50; n++) desk.write([tallyRaised.of({ id: `t${n % 7}`, itemId: 'i', amountMinor: n })], about);
    await small.server.push(desk.caller, desk.batch());

    const records = [...rules.house.records.values()].map(
      (type): RecordType => (type.name === 'tally' ? { ...type, columns: [...type.columns, 'lateMinor' as never] } : type),
    );
    const parts = { changes: [...rules.house.changes.values()], records, operations: [], queries: [] };
    const next = { ...rules, house: buildHouse(parts as never) };
    const { folded } = await prepareDatabase(small.database, next, small.parts.keys.publicKey);
    expect(folded).toBe(54);
    expect((await prepareDatabase(small.database, next, small.parts.keys.publicKey)).folded).toBeNull();
    const rows = await inClinic(small.database.app, small.clinicId, (tx) => tx`SELECT "lateMinor" FROM r_tally`);
    expect(rows).toHaveLength(7);
    expect((await verifyDatabase(small.database, next)).fault).toBeNull();
  });

  it('refuse a column that is neither text, a number nor a boolean', async () => {
    const odd = defineRecord({
      name: 'odd',
      shape: z.object({ id: z.string(), list: z.array(z.string()) }),
      stream: 'directory',
      columns: ['list' as never],
      handlers: [],
    });
    const database = await postgres.database();
    const house = buildHouse({ changes: [], records: [odd] as never, operations: [], queries: [] });
    await expect(prepareDatabase(database, { ...rules, house }, 'key')).rejects.toThrow('odd.list');
  });
});

describe('a database', () => {
  it('belongs to the server that used it first', async () => {
    const small = await SmallServer.start(await postgres.database());
    await expect(prepareDatabase(small.database, rules, 'another key')).rejects.toThrow(DatabaseUnusable);
  });

  it('may be of a user who is no superuser but may make roles', async () => {
    const { url } = await postgres.database();
    const admin = open(url, { max: 1 });
    await admin`CREATE ROLE host LOGIN CREATEROLE NOSUPERUSER PASSWORD 'secret'`;
    await admin`CREATE DATABASE hosted OWNER host`;
    await admin.end();
    const hosted = new URL(url);
    Object.assign(hosted, { username: 'host', password: 'secret', pathname: '/hosted' });
    for (const _start of ['first', 'second']) {
      const database = await connect(hosted.href);
      const prepared = await prepareDatabase(database, rules, 'key');
      expect(prepared.chainEpoch).toBe(1);
      expect(await database.app`SELECT current_user AS me`).toMatchObject([{ me: 'hosted_app' }]);
      await database.close();
    }
  });

  it.each([
    ['that is no address', 'localhost:5432', 'must look like'],
    ['where nobody answers', 'postgres://u:p@127.0.0.1:1/db', 'cannot be used'],
  ])('is refused in words at an address %s', async (_what, address, words) => {
    await expect(connect(address)).rejects.toThrow(words);
  });
});
