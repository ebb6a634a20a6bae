import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { open } from '#server/store/connect.ts';
import { rebuildClinic } from '#server/store/rebuild.ts';
import { verifyDatabase } from '#server/store/verify.ts';
import type { PushingTerminal } from '../fixtures/pushing-terminal.ts';
import { itemDescribed, rules, tallyRaised } from '../fixtures/small-clinic.ts';
import { DATE, MORNING_MS, SmallServer } from '../fixtures/small-server.ts';
import { startPostgres, type TestPostgres } from '../postgres.ts';

let postgres: TestPostgres;
let small: SmallServer;
let desk: PushingTerminal;

beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(async () => {
  await postgres.stop();
});
beforeEach(async () => {
  small = await SmallServer.start(await postgres.database());
  desk = await small.enrol('cashier');
  await small.host('hire', { id: 'ana', roles: ['cashier'] });
  const about = { recordedAtMs: MORNING_MS, businessDate: DATE, actorId: 'ana' };
  for (let n = 1; n <= 300; n++)
    desk.write([tallyRaised.of({ id: `t${n % 7}`, itemId: 'i', amountMinor: n })], {
      ...about,
      documentNumber: n % 10 === 0 ? `R01/2627/${n}` : null,
    });
  desk.write([itemDescribed.of({ id: 'a', name: 'Asha', code: '', shelf: null, price: 0, open: true })], about);
  await small.server.push(desk.caller, desk.batch(desk.entries.slice(0, 290)));
  await small.server.push(desk.caller, desk.batch(desk.entries.slice(290)));
});
afterEach(async () => {
  await small.database.close();
});

/** As somebody who has the whole database in hand: triggers off, policies passed by. */
async function tamper(sql: string): Promise<void> {
  const admin = open(small.database.url, {
    max: 1,
    connection: { search_path: 'counterfoil', session_replication_role: 'replica' },
  });
  const done = await admin.unsafe(sql);
  expect(done.count).toBeGreaterThan(0);
  await admin.end();
}

const verify = () => verifyDatabase(small.database, rules);
const OURS = "terminal_id <> 'server' AND seq = 20";

describe('verification', () => {
  it('holds for what the server wrote', async () => {
    const found = await verify();
    expect(found).toMatchObject({ clinics: 1, fault: null });
    expect(found.entries).toBe(305);
    expect(found.records).toBeGreaterThan(8);
  });

  it('names the entry that the server took without the signature a person owed it', async () => {
    // As if the server had let its author's word do: the rules it is checked by ask for a signature of theirs.
    const signed = { ...itemDescribed, signedBy: () => ({ userId: 'ana', roles: [], text: 'yes', signature: 'none' }) };
    const changes = new Map([...rules.house.changes, [signed.name, signed as never]]);
    const { fault } = await verifyDatabase(small.database, { ...rules, house: { ...rules.house, changes } });
    expect(fault).toMatchObject({ seq: 301, what: 'what a person must have signed in it is not theirs' });
  });

  it.each([
    ['header', `UPDATE entry SET header = replace(header, '"ana"', '"eva"') WHERE ${OURS}`],
    ['change', `UPDATE entry SET changes = replace(changes, '"amountMinor":20', '"amountMinor":2') WHERE ${OURS}`],
    ['hash', `UPDATE entry SET hash = repeat('a', 64) WHERE ${OURS}`],
    ['signature', `UPDATE entry SET signature = replace(signature, left(signature, 4), 'AAAA') WHERE ${OURS}`],
    ['status', `UPDATE entry SET status = 'refused' WHERE ${OURS}`],
    ['flags', `UPDATE entry SET flags = 'late' WHERE ${OURS}`],
    ['posted date', `UPDATE entry SET posted_date = '2026-01-01' WHERE ${OURS}`],
    ['leaf', `UPDATE entry SET leaf = repeat('a', 64) WHERE ${OURS}`],
    ['branch', `UPDATE entry SET branch_id = NULL WHERE ${OURS}`],
    ['terminal', `UPDATE entry SET terminal_id = 'other' WHERE ${OURS}`],
    ['seq', `UPDATE entry SET seq = 9999 WHERE ${OURS}`],
    ['place', `UPDATE entry SET position = 9999 WHERE ${OURS}`],
    ['presence', `DELETE FROM entry WHERE ${OURS}`],
  ])('names the entry whose %s was changed', async (what, sql) => {
    await tamper(sql);
    const { fault } = await verify();
    // Four entries of the server stand before the terminal's first.
    const missing = what === 'presence' || what === 'place';
    expect(fault).toMatchObject(missing ? { position: 25 } : { position: 24 });
  });

  it.each([
    ['a trigger that is gone', 'DROP TRIGGER keep_rows ON entry', 'keep_rows on entry'],
    ['a trigger that is off', 'ALTER TABLE checkpoint DISABLE TRIGGER keep_rows', 'keep_rows on checkpoint'],
    ['a partition’s trigger that is gone', 'DROP TRIGGER keep_all ON entry_3', 'keep_all on entry_3'],
    [
      'a trigger that refuses nothing',
      'CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$',
      'refuse_change',
    ],
    ['row-level security that is not forced', 'ALTER TABLE r_tally NO FORCE ROW LEVEL SECURITY', 'r_tally'],
    ['row-level security that is off', 'ALTER TABLE entry_0 DISABLE ROW LEVEL SECURITY', 'entry_0'],
    ['a policy for everybody', 'CREATE POLICY open_door ON entry USING (true)', 'open_door on entry'],
    ['a policy that is gone', 'DROP POLICY tenant ON snapshot_page', 'tenant on snapshot_page'],
    ['a policy that says yes', 'ALTER POLICY tenant ON incident USING (true)', 'tenant on incident'],
  ])('does not hold with %s', async (_what, sql, named) => {
    const admin = open(small.database.url, { max: 1, connection: { search_path: 'counterfoil' } });
    await admin.unsafe(sql);
    await admin.end();
    expect((await verify()).fault).toMatchObject({ position: null, what: expect.stringContaining(named) });
  });

  it('notices two entries that changed places', async () => {
    await tamper('UPDATE entry SET position = -position WHERE position IN (24, 25)');
    await tamper('UPDATE entry SET position = CASE position WHEN -24 THEN 25 ELSE 24 END WHERE position < 0');
    expect((await verify()).fault).toMatchObject({ position: 24 });
  });

  it('notices a tail that was cut off', async () => {
    await tamper('DELETE FROM entry WHERE position > 300');
    expect((await verify()).fault).toMatchObject({ position: 301 });
  });

  it('notices a tail that was cut off everywhere', async () => {
    await tamper('DELETE FROM entry WHERE position > 300');
    await tamper(`UPDATE clinic_head SET position = 300`);
    expect((await verify()).fault).not.toBeNull();
  });

  it.each([
    ['the last checkpoint', 'UPDATE clinic_head SET checkpoint_at_ms = checkpoint_at_ms + 1'],
    ['a kept checkpoint', "UPDATE checkpoint SET root = repeat('a', 64)"],
    ['a chain’s end', "UPDATE terminal_chain SET seq = seq - 1 WHERE terminal_id <> 'server'"],
  ])('notices that %s was changed', async (_what, sql) => {
    await tamper(sql);
    expect((await verify()).fault).not.toBeNull();
  });

  it('names a record that is not what the log makes of it, and rebuilding makes it so again', async () => {
    await tamper(`UPDATE r_tally SET body = '{"id":"t3","totalMinor":1,"lateMinor":0,"posted":[],"flags":[]}' WHERE id = 't3'`);
    expect((await verify()).fault?.what).toContain('tally t3');
    expect(await rebuildClinic(small.database.app, rules, small.clinicId)).toBe(305);
    expect((await verify()).fault).toBeNull();
  });

  it('names a record that is missing and one too many', async () => {
    await tamper(`DELETE FROM r_item WHERE id = 'a'`);
    expect((await verify()).fault?.what).toContain('item a');
    await rebuildClinic(small.database.app, rules, small.clinicId);
    await tamper(`INSERT INTO r_note (clinic_id, id, body) VALUES ('clinic-1', 'n', '{"id":"n","itemId":"a","text":"x"}')`);
    expect((await verify()).fault?.what).toContain('note n');
  });
});
