import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepSecret } from '#server/gateway/secrets.ts';
import { inClinic } from '#server/store/in-clinic.ts';
import { itemDescribed, noteWritten, rules, tallyRaised } from '../fixtures/small-clinic.ts';
import { DATE, MORNING_MS, SmallServer } from '../fixtures/small-server.ts';
import { serverOn, startPostgres, type TestDatabase, type TestPostgres } from '../postgres.ts';

/** Tables that belong to the server and no clinic; what they may hold is in the migration. */
const NO_TENANT = new Set(['migration', 'server_identity', 'record_schema']);

let postgres: TestPostgres;
let database: TestDatabase;
let tables: string[];

beforeAll(async () => {
  postgres = await startPostgres();
  database = await postgres.database();
  const small = await SmallServer.start(database, 'clinic-1');
  await fill(small);
  const { server } = await serverOn(database, rules, small.clock, small.parts.keys);
  await server.admin.createClinic({ timeZone: 'UTC' }, 'clinic-2');
  const rows = await database.app<{ name: string }[]>`
    SELECT relname AS name FROM pg_class WHERE relnamespace = 'counterfoil'::regnamespace AND relkind IN ('r', 'p')
    AND NOT relispartition ORDER BY 1`;
  tables = rows.map(({ name }) => name);
});
afterAll(async () => {
  await postgres.stop();
});

/** Something of clinic-1 in every table. */
async function fill(small: SmallServer): Promise<void> {
  const desk = await small.enrol('cashier');
  await small.host('hire', { id: 'ana', roles: ['cashier'] });
  await small.host('lockDay', { branchId: 'branch-9', date: DATE });
  const about = { recordedAtMs: MORNING_MS, businessDate: DATE, actorId: 'ana' };
  for (let n = 0; n < 12; n++)
    desk.write(
      Array.from({ length: 500 }, (_, at) => described(`${n}-${at}`)),
      about,
    );
  desk.write(
    [tallyRaised.of({ id: 't', itemId: 'i', amountMinor: 100 }), noteWritten.of({ id: 'n', itemId: 'a', text: 'x' })],
    about,
  );
  for (let n = 0; n < 300; n++) desk.write([described('a')], about);
  await small.server.push(desk.caller, desk.batch());
  await small.server.snapshot(desk.caller, { cursor: null });
  await small.server.pull(desk.caller, { after: 0, limit: 1, head: { seq: 0, hash: '0'.repeat(64) } });
  const bad = desk.write([], { ...about, grossInMinor: 1 });
  await expect(small.server.push(desk.caller, desk.batch([bad]))).rejects.toMatchObject({ problem: 'bad-entry' });
  const { caller } = await small.enrol('cashier');
  await small.host('stopTerminal', { id: caller.terminalId, state: 'REVOKED' });
  const { refuseTerminal } = await import('#server/merge/refuse-terminal.ts');
  await refuseTerminal(small.parts, caller, 'terminal-revoked');
  const gateway = { clinicId: small.clinicId, gateway: 'razorpay' };
  await inClinic(database.app, small.clinicId, (tx) => keepSecret(tx, small.parts.keys, gateway, 'a webhook’s', MORNING_MS));
}

const described = (id: string) => itemDescribed.of({ id, name: 'Asha', code: '', shelf: null, price: 0, open: true });
const tenantTables = () => tables.filter((name) => !NO_TENANT.has(name));

describe('the catalogue', () => {
  it('has row-level security on every table, forced on the owner too', async () => {
    const open = await database.app`
      SELECT relname FROM pg_class WHERE relnamespace = 'counterfoil'::regnamespace AND relkind IN ('r', 'p')
      AND NOT (relrowsecurity AND relforcerowsecurity)`;
    expect([...open]).toEqual([]);
    expect(tables.length).toBeGreaterThan(15);
  });

  it('has a policy of the tenant on every table of a clinic, and none that lets the server’s role past it', async () => {
    const policies = await database.app<{ table: string; command: string; roles: string[]; using: string; check: string }[]>`
      SELECT tablename AS table, cmd AS command, roles, qual AS using, with_check AS check FROM pg_policies
      WHERE schemaname = 'counterfoil'`;
    const tenant = '(clinic_id = tenant())';
    for (const name of tenantTables()) {
      const ours = policies.filter(({ table, roles }) => table === name && !roles.includes(database.roles.owner));
      expect(ours, name).toMatchObject([{ command: 'ALL', using: tenant, check: tenant }]);
    }
  });

  it('lets the server work as a role that owns nothing and bypasses nothing', async () => {
    const [role] = await database.app`
      SELECT current_user AS name, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb,
             (SELECT count(*)::int FROM pg_class WHERE relowner = pg_roles.oid) AS owns,
             (SELECT count(*)::int FROM pg_auth_members WHERE member = pg_roles.oid) AS roles
      FROM pg_roles WHERE rolname = current_user`;
    expect(role).toEqual({
      name: database.roles.app,
      ...{ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false, owns: 0, roles: 0 },
    });
  });

  it('has no view and no function that runs with its owner’s rights', async () => {
    const found = await database.app`
      SELECT relname AS name FROM pg_class WHERE relnamespace = 'counterfoil'::regnamespace AND relkind IN ('v', 'm')
      UNION ALL SELECT proname FROM pg_proc WHERE pronamespace = 'counterfoil'::regnamespace AND prosecdef`;
    expect([...found]).toEqual([]);
  });

  it('gives the server’s role no right to edit or remove what the log holds', async () => {
    const rights = await database.app`
      SELECT table_name, privilege_type FROM information_schema.role_table_grants
      WHERE grantee = ${database.roles.app} AND privilege_type IN ('UPDATE', 'DELETE', 'TRUNCATE')
      AND table_name ~ '^(entry|checkpoint|incident|quarantine|migration|server_identity|record_schema)'`;
    expect([...rights]).toEqual([]);
  });
});

describe('the server’s role', () => {
  it('finds something of the first clinic in every table, or this test proves nothing', async () => {
    for (const name of tenantTables()) {
      const rows = await inClinic(database.app, 'clinic-1', (tx) => tx`SELECT 1 FROM ${tx(name)} LIMIT 1`);
      expect(rows.length, name).toBe(1);
    }
  });

  it.each([
    ['without a tenant', null],
    ['with an empty tenant', ''],
    ['as a clinic that is not there', 'clinic-3'],
    ['as a clinic with a clever name', "' OR true --"],
  ])('sees no row of any table %s', async (_what, clinicId) => {
    for (const name of tenantTables()) {
      const look = (tx: Parameters<Parameters<typeof inClinic>[2]>[0]) => tx`SELECT 1 FROM ${tx(name)} LIMIT 1`;
      const rows = clinicId === null ? await database.app.begin((tx) => look(tx)) : await inClinic(database.app, clinicId, look);
      expect(rows.length, name).toBe(0);
    }
  });

  it('does not keep a tenant for the next transaction of the same connection', async () => {
    const one = await database.app.reserve();
    await one`BEGIN`;
    await one`SELECT set_config('app.clinic_id', 'clinic-1', true)`;
    expect(await one`SELECT 1 FROM entry LIMIT 1`).toHaveLength(1);
    await one`COMMIT`;
    expect(await one`SELECT 1 FROM entry LIMIT 1`).toHaveLength(0);
    one.release();
  });

  it('sees nothing of the first clinic as the second, however it asks', async () => {
    for (const name of tenantTables()) {
      const rows = await inClinic(
        database.app,
        'clinic-2',
        (tx) => tx`SELECT clinic_id FROM ${tx(name)} WHERE clinic_id <> 'clinic-2' OR clinic_id = 'clinic-1'`,
      );
      expect(rows.length, name).toBe(0);
    }
  });

  it('writes nothing into the first clinic as the second', async () => {
    for (const name of tenantTables()) {
      const columns = await database.app<{ column: string; type: string }[]>`
        SELECT attname AS column, format_type(atttypid, atttypmod) AS type FROM pg_attribute
        WHERE attrelid = ${`counterfoil.${name}`}::regclass AND attnum > 0 AND attname <> 'clinic_id' AND (attnotnull OR attname = 'id')`;
      const values = columns.map(({ column, type }) => (column === 'status' ? "'accepted'" : sqlValue(type)));
      const insert = `INSERT INTO "${name}" (clinic_id, ${columns.map(({ column }) => `"${column}"`).join(', ')}) VALUES ('clinic-1', ${values.join(', ')})`;
      await expect(
        inClinic(database.app, 'clinic-2', (tx) => tx.unsafe(insert)),
        name,
      ).rejects.toThrow(/row-level security/);
    }
  });

  it('changes and removes nothing of the first clinic as the second', async () => {
    for (const name of tenantTables().filter((table) => table.startsWith('r_'))) {
      const changed = await inClinic(database.app, 'clinic-2', async (tx) => [
        (await tx`UPDATE ${tx(name)} SET body = '{}' WHERE clinic_id = 'clinic-1'`).count,
        (await tx`DELETE FROM ${tx(name)} WHERE clinic_id = 'clinic-1'`).count,
      ]);
      expect(changed, name).toEqual([0, 0]);
    }
    await expect(inClinic(database.app, 'clinic-2', (tx) => tx`UPDATE r_item SET clinic_id = 'clinic-1'`)).resolves.toBeDefined();
  });

  it('reaches no partition past its table', async () => {
    for (let part = 0; part < 8; part++)
      await expect(inClinic(database.app, 'clinic-1', (tx) => tx`SELECT 1 FROM ${tx(`entry_${part}`)}`)).rejects.toThrow(
        /permission/,
      );
  });
});

describe('the owner', () => {
  it('sees which clinics there are and no row of them without naming one', async () => {
    for (const name of tenantTables().filter((table) => table !== 'clinic_head'))
      expect(await database.owner`SELECT 1 FROM ${database.owner(name)} LIMIT 1`, name).toHaveLength(0);
    expect(await database.owner`SELECT 1 FROM clinic_head`).toHaveLength(2);
  });
});

describe('a terminal', () => {
  it('of one clinic is nobody in another', async () => {
    const small = await SmallServer.start(await postgres.database(), 'clinic-a');
    const desk = await small.enrol('cashier');
    await small.server.admin.createClinic({ timeZone: 'UTC' }, 'clinic-b');
    const claiming = { ...desk.caller, clinicId: 'clinic-b' };
    const pull = { after: 0, limit: 10, head: { seq: 0, hash: '0'.repeat(64) } };
    await expect(small.server.pull(claiming, pull)).rejects.toMatchObject({ problem: 'not-enrolled' });
    await expect(small.server.snapshot(claiming, { cursor: null })).rejects.toMatchObject({ problem: 'not-enrolled' });
    await expect(
      small.server.push(claiming, desk.batch([desk.write([], { recordedAtMs: 1, businessDate: DATE })])),
    ).rejects.toMatchObject({
      problem: 'not-enrolled',
    });
    const ask = { operation: 'chase', input: { from: 'a' }, actorId: 'owner', sessionId: 's' };
    await expect(small.server.execute(claiming, ask)).rejects.toMatchObject({ problem: 'not-enrolled' });
    await small.database.close();
  });
});

function sqlValue(type: string): string {
  if (/int|double/.test(type)) return '1';
  if (type === 'boolean') return 'true';
  if (type === 'json') return "'{}'";
  return "'x'";
}
