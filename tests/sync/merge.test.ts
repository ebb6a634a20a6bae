import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type EntryHeader, writeEntry } from '#protocol/entry.ts';
import { appendLeaf, EMPTY_FRONTIER, rootOf } from '#protocol/merkle.ts';
import type { PullResponse } from '#protocol/sync-messages.ts';
import { PushingTerminal } from '../fixtures/pushing-terminal.ts';
import {
  dayLocked,
  item,
  itemBroken,
  itemClaimed,
  itemDescribed,
  noteWritten,
  seen,
  tally,
  tallyRaised,
} from '../fixtures/small-clinic.ts';
import { BRANCH, DATE, MORNING_MS, SmallServer } from '../fixtures/small-server.ts';
import { startPostgres, type TestPostgres } from '../postgres.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

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
});

afterEach(async () => {
  await small.database.close();
});

const about = { recordedAtMs: MORNING_MS, businessDate: DATE, actorId: 'ana' };
const described = (id: string, name = id) => itemDescribed.of({ id, name, code: '', shelf: null, price: 0, open: true });
const raised = (id: string, amountMinor: number) => tallyRaised.of({ id, itemId: 'i', amountMinor });

async function pullAll(from: PushingTerminal, after = 0, limit = 2000): Promise<PullResponse[]> {
  const pages: PullResponse[] = [];
  for (let at = after; ; ) {
    const page = await small.server.pull(from.caller, { after: at, limit, head: { seq: 0, hash: '0'.repeat(64) } });
    pages.push(page);
    at = page.checkpoint.position;
    if (!page.more) return pages;
  }
}

async function verdictsOf(terminal: PushingTerminal) {
  const items = (await pullAll(terminal)).flatMap((page) => page.items);
  return items.flatMap(({ own }) => (own ? [own.verdict] : []));
}

describe('a push', () => {
  it('places entries in chain order and folds them', async () => {
    desk.write([described('a', 'first')], about);
    desk.write([described('a', 'second'), raised('t', 500)], about);
    const answer = await small.server.push(desk.caller, desk.batch());
    expect(answer).toMatchObject({ seq: 2 });
    expect(await small.record(item as never, 'a')).toMatchObject({ name: 'second' });
    expect(await small.record(tally as never, 't')).toMatchObject({ totalMinor: 500 });
    expect(await verdictsOf(desk)).toEqual([
      { status: 'accepted', flags: [], postedDate: DATE, late: false },
      { status: 'accepted', flags: [], postedDate: DATE, late: false },
    ]);
  });

  it('changes nothing when it comes twice, whole or in part', async () => {
    for (let n = 0; n < 5; n++) desk.write([raised('t', 100)], about);
    const first = await small.server.push(desk.caller, desk.batch(desk.entries.slice(0, 3)));
    const again = await small.server.push(desk.caller, desk.batch(desk.entries.slice(0, 3)));
    expect(again).toEqual(first);
    const rest = await small.server.push(desk.caller, desk.batch(desk.entries.slice(1)));
    expect(rest).toEqual({ seq: 5, position: first.position + 2 });
    expect(await small.record(tally as never, 't')).toMatchObject({ totalMinor: 500 });
  });

  it('places a batch once when it arrives twice at the same time', async () => {
    for (let n = 0; n < 20; n++) desk.write([raised('t', 100)], about);
    const answers = await Promise.all([1, 2, 3].map(() => small.server.push(desk.caller, desk.batch())));
    expect(new Set(answers.map(({ seq }) => seq))).toEqual(new Set([20]));
    expect(await small.record(tally as never, 't')).toMatchObject({ totalMinor: 2000 });
  });

  it('names the last seq it has when entries are missing', async () => {
    for (let n = 0; n < 4; n++) desk.write([described('a')], about);
    await small.server.push(desk.caller, desk.batch(desk.entries.slice(0, 1)));
    await expect(small.server.push(desk.caller, desk.batch(desk.entries.slice(2)))).rejects.toMatchObject({
      problem: 'chain-gap',
      seq: 1,
    });
  });

  it('keeps both branches of a forked chain and freezes the terminal', async () => {
    desk.write([described('a')], about);
    desk.write([raised('t', 100)], about);
    await small.server.push(desk.caller, desk.batch());
    const twin = new PushingTerminal(small.parts.house, desk.enrolled, desk.caller.machineHash, desk.privateKey);
    twin.write([described('b')], { ...about, recordedAtMs: MORNING_MS + 5 });
    await expect(small.server.push(twin.caller, twin.batch())).rejects.toMatchObject({ problem: 'chain-fork', seq: 1 });

    const [incident] = await small.rows<{ kind: string; evidence: { held: unknown; arrived: unknown[] } }>('incident');
    expect(incident).toMatchObject({
      kind: 'chain-fork',
      evidence: { held: { hash: desk.entries[0]?.hash }, arrived: twin.entries },
    });
    expect(await small.record(small.parts.house.records.get('terminal') as never, desk.caller.terminalId)).toMatchObject({
      state: 'FROZEN',
    });
    desk.write([described('c')], about);
    await expect(small.server.push(desk.caller, desk.batch())).rejects.toMatchObject({ problem: 'terminal-frozen' });
    expect(await small.record(tally as never, 't')).toMatchObject({ totalMinor: 100 });
  });

  it.each([
    ['a total that does not follow', { grossInMinor: 7 }],
    ['another clinic', { clinicId: 'clinic-2' }],
    ['another terminal', { terminalId: 'somebody' }],
    ['another branch', { branchId: 'branch-2' }],
    ['a clock that runs backwards', { hlc: '000000000000001:000000' }],
    ['a chain that does not link', { prev: 'ef'.repeat(32) }],
  ])('keeps aside an entry with %s, and nothing of its batch is placed', async (_what, lie) => {
    desk.write([raised('t', 100)], about);
    desk.write([raised('t', 100)], { ...about, ...lie });
    const before = await small.rows('entry');
    await expect(small.server.push(desk.caller, desk.batch())).rejects.toMatchObject({ problem: 'bad-entry', seq: 2 });
    expect(await small.rows('entry')).toEqual(before);
    expect(await small.rows('quarantine')).toMatchObject([{ seq: 2, entry: desk.entries[1] }]);
    await expect(small.server.push(desk.caller, desk.batch())).rejects.toMatchObject({ problem: 'bad-entry' });
    expect(await small.rows('quarantine')).toHaveLength(1);
  });

  it.each([
    ['unknown', { type: 'nobody.knows.v9', body: {} }],
    ['malformed', { type: 'tally.raised.v1', body: { id: 't', itemId: 'i', amountMinor: 'much' } }],
    ['unfoldable', itemBroken.of({ id: 'a' })],
    ['unkeepable', { type: 'item.described.v1', body: { ...described('x').body, id: 'nul\0' } }],
  ])('keeps aside an entry with a change that is %s', async (_what, change) => {
    const { commitments: _commitments, v: _v, ...header } = JSON.parse(desk.write([], about).header) as EntryHeader;
    const written = { ...writeEntry(header, [change]), signature: null };
    await expect(small.server.push(desk.caller, desk.batch([written]))).rejects.toMatchObject({ problem: 'bad-entry', seq: 1 });
    expect(await small.rows('quarantine')).toMatchObject([{ seq: 1, entry: written }]);
  });

  it('takes nothing that the terminal’s key did not sign', async () => {
    desk.write([raised('t', 100)], about);
    const batch = desk.batch();
    const forged = { ...batch, headSignature: Buffer.alloc(64).toString('base64') };
    await expect(small.server.push(desk.caller, forged)).rejects.toMatchObject({ problem: 'bad-entry' });
    desk.write([raised('t', 100)], { ...about, documentNumber: 'R01/2627/000001' });
    const last = desk.entries.at(-1);
    if (!last) throw new Error('nothing was written');
    const misprinted = { ...last, signature: Buffer.alloc(64, 1).toString('base64') };
    const entries = [desk.entries[0], misprinted].filter((one) => one !== undefined);
    await expect(small.server.push(desk.caller, desk.batch(entries))).rejects.toMatchObject({ problem: 'bad-entry', seq: 2 });
    expect(await small.record(tally as never, 't')).toBeUndefined();
  });
});

describe('a verdict', () => {
  it('posts a late entry to the first open day and says that its time cannot be proven', async () => {
    desk.write([raised('t', 100)], about);
    await small.host('lockDay', { branchId: BRANCH, date: DATE });
    small.clock.at = MORNING_MS + HOUR;
    await small.server.push(desk.caller, desk.batch());
    expect(await verdictsOf(desk)).toEqual([
      { status: 'flagged', flags: ['time-unproven'], postedDate: '2026-05-05', late: true },
    ]);
    expect(await small.record(tally as never, 't')).toMatchObject({ lateMinor: 100, flags: ['time-unproven'] });
  });

  it.each([
    ['after its arrival', { recordedAtMs: MORNING_MS + HOUR }],
    [
      'before the checkpoint it had seen',
      {
        recordedAtMs: MORNING_MS - HOUR,
        checkpoint: { position: 1, atMs: MORNING_MS, root: 'ab'.repeat(32) },
      },
    ],
  ])('suspects a clock that says %s', async (_what, claim) => {
    desk.write([raised('t', 100)], { ...about, ...claim });
    await small.server.push(desk.caller, desk.batch());
    expect(await verdictsOf(desk)).toMatchObject([{ status: 'flagged', flags: ['clock-suspect'], late: false }]);
  });

  it('does not post to a day that is still to come', async () => {
    desk.write([raised('t', 100)], { ...about, businessDate: '2026-06-01' });
    await small.server.push(desk.caller, desk.batch());
    expect(await verdictsOf(desk)).toMatchObject([{ flags: ['clock-suspect'], postedDate: DATE, late: false }]);
  });

  it('refuses a claim that does not hold, and keeps it', async () => {
    const other = await small.enrol('reception');
    desk.write([itemClaimed.of({ id: 'a', by: 'ana' })], about);
    other.write([itemClaimed.of({ id: 'a', by: 'ben' })], about);
    await small.server.push(desk.caller, desk.batch());
    await small.server.push(other.caller, other.batch());
    expect(await verdictsOf(other)).toMatchObject([{ status: 'refused', flags: ['already-claimed'] }]);
    expect(await small.record(item as never, 'a')).toMatchObject({ claimedBy: 'ana' });
  });

  it('flags a fact whose check does not hold, and folds it', async () => {
    const other = await small.enrol('reception');
    desk.write([itemClaimed.of({ id: 'a', by: 'ana' })], about);
    other.write([itemClaimed.of({ id: 'a', by: 'ben' }), raised('t', 100)], about);
    await small.server.push(desk.caller, desk.batch());
    await small.server.push(other.caller, other.batch());
    expect(await verdictsOf(other)).toMatchObject([{ status: 'flagged', flags: ['already-claimed'] }]);
    expect(await small.record(item as never, 'a')).toMatchObject({ claimedBy: 'ben' });
    expect(await small.record(tally as never, 't')).toMatchObject({ flags: ['already-claimed'] });
  });

  it('accepts what a person did before they were revoked and flags what came after', async () => {
    desk.write([raised('t', 100)], about);
    small.clock.at = MORNING_MS + HOUR;
    await small.host('dismiss', { id: 'ana' });
    desk.write([raised('t', 100)], { ...about, recordedAtMs: MORNING_MS + 2 * HOUR });
    small.clock.at = MORNING_MS + 3 * HOUR;
    await small.server.push(desk.caller, desk.batch());
    expect(await verdictsOf(desk)).toMatchObject([{ status: 'accepted' }, { status: 'flagged', flags: ['actor-revoked'] }]);
  });

  it.each([
    ['a stranger', { actorId: 'nobody-we-know' }, 'unknown-actor'],
    ['an operation of another role', { operation: 'cashOnly', actorId: 'rita' }, 'role-not-allowed'],
    ['somebody bound to another terminal', { actorId: 'bound' }, 'not-your-counter'],
    ['an operation nobody has', { operation: 'robTheBank' }, 'unknown-operation'],
    ['what is decided centrally', { operation: 'lockDay' }, 'decided-centrally'],
  ])('flags a fact by %s', async (_what, claim, flag) => {
    await small.host('hire', { id: 'rita', roles: ['front-desk'] });
    await small.host('hire', { id: 'bound', roles: ['cashier'], only: 'another' });
    desk.write([raised('t', 100)], { ...about, ...claim });
    await small.server.push(desk.caller, desk.batch());
    expect(await verdictsOf(desk)).toMatchObject([{ status: 'flagged', flags: [flag] }]);
  });

  it('gives no effect to what only the server may say', async () => {
    desk.write([raised('t', 100), dayLocked.of({ branchId: BRANCH, date: '2030-01-01' })], about);
    await small.server.push(desk.caller, desk.batch());
    expect(await verdictsOf(desk)).toMatchObject([{ status: 'refused', flags: ['decided-centrally'] }]);
    expect(await small.record(tally as never, 't')).toBeUndefined();
  });

  it('asks no rights of what a terminal writes of its own accord', async () => {
    desk.write([seen.of({ what: 'login refused' })], { ...about, actorId: 'nobody', operation: 'login' });
    await small.server.push(desk.caller, desk.batch());
    expect(await verdictsOf(desk)).toMatchObject([{ status: 'accepted' }]);
  });
});

describe('a pull', () => {
  it.each([[1], [7], [300], [2000]])('states the tree at the end of every page of %i', async (limit) => {
    for (let n = 0; n < 600; n++) desk.write([raised(`t${n % 9}`, 1)], about);
    await small.server.push(desk.caller, desk.batch(desk.entries.slice(0, 400)));
    await small.server.push(desk.caller, desk.batch(desk.entries.slice(400)));
    const start = limit === 1 ? 590 : 0;
    let frontier = EMPTY_FRONTIER;
    if (start > 0)
      for (const page of await pullAll(desk, 0))
        for (const one of page.items.slice(0, start)) frontier = appendLeaf(frontier, one.leaf);
    for (const page of await pullAll(desk, start, limit)) {
      for (const one of page.items) frontier = appendLeaf(frontier, one.leaf);
      expect(page.checkpoint).toMatchObject({ position: frontier.size, root: rootOf(frontier) });
    }
    expect(frontier.size).toBeGreaterThan(600);
  });

  it('states the tree at the end of every stretch asked for', async () => {
    for (let n = 0; n < 50; n++) desk.write([raised(`t${n % 9}`, 1)], about);
    await small.server.push(desk.caller, desk.batch());
    const asked = { after: 3, limit: 40, stretch: 15, head: { seq: 0, hash: '0'.repeat(64) } };
    const page = await small.server.pull(desk.caller, asked);
    expect(page.checkpoint.position).toBe(43);
    expect(page.between.map(({ position }) => position)).toEqual([18, 33]);
    let frontier = EMPTY_FRONTIER;
    const statements = new Map([...page.between, page.checkpoint].map((one) => [one.position, one.root]));
    for (const { position, leaf } of (await pullAll(desk)).flatMap(({ items }) => items)) {
      frontier = appendLeaf(frontier, leaf);
      expect(statements.get(position) ?? rootOf(frontier)).toBe(rootOf(frontier));
    }
  });

  it('answers with fewer positions than asked for where they are large', async () => {
    for (let n = 0; n < 12; n++) desk.write([described('a', `${n}`.repeat(900_000).slice(0, 900_000))], about);
    for (const entry of desk.entries) await small.server.push(desk.caller, desk.batch([entry]));
    const elsewhere = await small.enrol('cashier');
    const pages = await pullAll(elsewhere);
    expect(pages.length).toBeGreaterThan(1);
    expect(
      pages.flatMap(({ items }) => items).filter(({ entry }) => entry?.header.includes(desk.caller.terminalId)),
    ).toHaveLength(12);
  });

  it('gives a terminal only what its people need', async () => {
    const consulting = await small.enrol('consulting');
    const elsewhere = await small.enrol('cashier', 'branch-2');
    desk.write([raised('t', 100), described('a')], about);
    const note = noteWritten.of({ id: 'n', itemId: 'a', text: 'the tooth aches' });
    consulting.write([note], about);
    await small.server.push(desk.caller, desk.batch());
    await small.server.push(consulting.caller, consulting.batch());
    const last = async (who: PushingTerminal) => (await pullAll(who)).flatMap((page) => page.items).slice(-2);

    const [own, noteAtDesk] = await last(desk);
    expect(own).toMatchObject({ own: { seq: 1, verdict: { status: 'accepted' } } });
    expect(own?.entry).toBeUndefined();
    expect(noteAtDesk?.entry).toBeUndefined();
    const [money, ownNote] = await last(consulting);
    expect(money?.entry?.changes).toEqual([null, desk.entries[0]?.changes[1]]);
    expect(ownNote).toMatchObject({ own: { seq: 1 } });
    const [moneyElsewhere] = await last(elsewhere);
    expect(moneyElsewhere?.entry?.changes).toEqual([null, desk.entries[0]?.changes[1]]);
    const office = await small.enrol('back-office', 'branch-2');
    const seenAtOffice = (await pullAll(office)).flatMap((page) => page.items).flatMap(({ entry }) => entry?.changes ?? []);
    expect(seenAtOffice).toEqual(
      expect.arrayContaining([...(desk.entries[0]?.changes ?? []), consulting.entries[0]?.changes[0]]),
    );
  });

  it('says how far it goes to a terminal that has seen more', async () => {
    const [page] = await pullAll(desk, 5000);
    expect(page?.items).toEqual([]);
    expect(page?.checkpoint.position).toBeLessThan(5000);
  });

  it('notes what terminals say of themselves, for the console', async () => {
    const asked = { after: 0, limit: 10, head: { seq: 9, hash: 'ab'.repeat(32) } };
    await small.server.pull(desk.caller, { ...asked, wallMs: MORNING_MS + 90_000 });
    const said = { terminal_id: desk.caller.terminalId, backlog: 9, head_seq: 9, at_ms: MORNING_MS, clock_ahead_ms: 90_000 };
    expect(await small.rows('terminal_contact')).toMatchObject([said]);
    // An older terminal does not say what its clock shows: that it was wrong stands until it says otherwise.
    await small.server.pull(desk.caller, asked);
    expect(await small.rows('terminal_contact')).toMatchObject([said]);
  });

  it('counts as waiting only what it does not hold, whatever the terminal has not pulled back yet', async () => {
    for (let n = 0; n < 3; n++) desk.write([raised('t', 100)], about);
    await small.server.push(desk.caller, desk.batch());
    const asked = { after: 0, limit: 1 };
    await small.server.pull(desk.caller, { ...asked, head: { seq: 3, hash: desk.entries[2]?.hash }, backlog: 3 });
    expect(await small.rows('terminal_contact')).toMatchObject([{ backlog: 0, head_seq: 3 }]);
    await small.server.pull(desk.caller, { ...asked, head: { seq: 5, hash: 'ab'.repeat(32) }, backlog: 0 });
    expect(await small.rows('terminal_contact')).toMatchObject([{ backlog: 2, head_seq: 5 }]);
  });
});

describe('a terminal', () => {
  it('is not listened to when it is revoked, copied or of another epoch', async () => {
    const copied = { ...desk.caller, machineHash: 'ef'.repeat(32) };
    await expect(small.server.push(copied, desk.batch([desk.write([], about)]))).rejects.toMatchObject({
      problem: 'machine-mismatch',
    });
    const later = { ...desk.caller, epoch: 2 };
    await expect(small.server.push(later, desk.batch())).rejects.toMatchObject({ problem: 'not-enrolled' });
    await small.host('stopTerminal', { id: desk.caller.terminalId, state: 'REVOKED' });
    await expect(small.server.push(desk.caller, desk.batch())).rejects.toMatchObject({ problem: 'terminal-revoked' });
  });

  it('copied to other machines leaves an entry for each, and few of them however many ask', async () => {
    const { caller } = desk;
    const { terminalId, clinicId, epoch, machineHash: enrolledHash } = caller;
    const tell = (machineHash: string, other = {}) =>
      small.server.hearRefusal({ clinicId, terminalId, epoch, enrolledHash, machineHash, ...other });
    const refusals = async () =>
      (await small.rows<{ header: string }>('entry')).filter(({ header }) => JSON.parse(header).operation === 'refuseTerminal');
    const machine = (n: number) => n.toString(16).padStart(64, '0');

    expect(await tell(machine(1), { enrolledHash: machine(7) })).toEqual({ heard: true });
    expect(await tell(machine(1), { epoch: 2 })).toEqual({ heard: true });
    expect(await tell(machine(1), { clinicId: 'nobody' })).toEqual({ heard: true });
    expect(await refusals()).toHaveLength(0);

    expect(await Promise.all([tell(machine(1)), tell(machine(1))])).toEqual([{ heard: true }, { heard: true }]);
    await tell(machine(1));
    expect(await refusals()).toHaveLength(1);
    await tell(machine(2));
    expect(await refusals()).toHaveLength(2);
    for (let n = 3; n < 30; n++) await tell(machine(n));
    expect(await refusals()).toHaveLength(10);
    small.clock.at += 25 * HOUR;
    await tell(machine(1));
    expect(await refusals()).toHaveLength(11);
    await expect(small.server.hearRefusal({ clinicId })).rejects.toMatchObject({ problem: 'malformed-request' });
  });

  it('enrols once with a code, within ten minutes', async () => {
    const { code } = (await small.host('makeCode', { kind: 'cashier', branchId: BRANCH })) as { code: string };
    await PushingTerminal.enrol(small.parts.house, small.server, code);
    await expect(PushingTerminal.enrol(small.parts.house, small.server, code)).rejects.toMatchObject({
      problem: 'enrolment-code-used',
    });
    const late = (await small.host('makeCode', { kind: 'cashier', branchId: BRANCH })) as { code: string };
    small.clock.at += 10 * MINUTE;
    await expect(PushingTerminal.enrol(small.parts.house, small.server, late.code)).rejects.toMatchObject({
      problem: 'enrolment-code-expired',
    });
    expect((await small.rows<{ kind: string }>('incident')).map(({ kind }) => kind)).toEqual([
      'enrolment-code-used',
      'enrolment-code-expired',
    ]);
  });

  it('gets the records of its streams and branch, page by page at one position', async () => {
    for (let n = 0; n < 12; n++)
      desk.write(
        Array.from({ length: 500 }, (_, at) => described(`item-${n * 500 + at}`)),
        about,
      );
    desk.write([raised('t', 100), noteWritten.of({ id: 'n', itemId: 'a', text: 'x' })], about);
    await small.server.push(desk.caller, desk.batch());
    const elsewhere = await small.enrol('cashier', 'branch-2');
    const first = await small.server.snapshot(elsewhere.caller, { cursor: null });
    desk.write([described('item-1', 'changed meanwhile')], about);
    await small.server.push(desk.caller, desk.batch());
    const second = await small.server.snapshot(elsewhere.caller, { cursor: first.next });
    expect(second.next).toBeNull();
    expect(second.position).toBe(first.position);
    expect(first.checkpoint.root).toBe(rootOf(first.frontier));
    const records = [...first.records, ...second.records];
    const names = new Set(records.map(({ record }) => record));
    expect(records.filter(({ record }) => record === 'item')).toHaveLength(6000);
    expect(names.has('note')).toBe(false);
    expect(names.has('tally')).toBe(false);
    const here = await small.server.snapshot((await small.enrol('cashier')).caller, { cursor: null });
    const rest = await small.server.snapshot((await small.enrol('cashier')).caller, { cursor: null });
    expect(here.records.length).toBe(rest.records.length);
  });
});

describe('a central operation', () => {
  it('is decided with the asking person’s rights and written in the server’s own chain', async () => {
    const office = await small.enrol('back-office');
    const ask = (actorId: string, from = office) =>
      small.server.execute(from.caller, {
        operation: 'lockDay',
        input: { branchId: BRANCH, date: DATE },
        actorId,
        sessionId: 'session-1',
      });
    expect(await ask('ana')).toMatchObject({ ok: false, code: 'role-not-allowed' });
    expect(await ask('owner', desk)).toMatchObject({ ok: false, code: 'not-at-this-terminal' });
    expect(await ask('stranger')).toMatchObject({ ok: false, code: 'unknown-actor' });
    await small.host('hire', { id: 'bound', roles: ['administrator'], only: desk.caller.terminalId });
    expect(await ask('bound')).toMatchObject({ ok: false, code: 'not-your-counter' });
    expect(await ask('owner')).toMatchObject({ ok: true });
    const entries = await small.rows<{ terminal_id: string; seq: number; header: string }>('entry');
    const last = entries.at(-1);
    expect(last?.terminal_id).toBe('server');
    expect(JSON.parse(last?.header ?? '')).toMatchObject({ actorId: 'owner', sessionId: 'session-1', operation: 'lockDay' });
  });

  it('is none that a terminal decides, whoever asks: that is in the terminal’s own chain or nowhere', async () => {
    const ask = { operation: 'cashOnly', input: {}, actorId: 'ana', sessionId: 'session-1' };
    expect(await small.server.execute(desk.caller, ask)).toMatchObject({ ok: false, code: 'decided-at-terminal' });
  });

  it('reads in a chain, asking the database as often as it takes', async () => {
    const office = await small.enrol('back-office');
    for (let n = 0; n < 20; n++)
      desk.write(
        [itemDescribed.of({ id: `i${n}`, name: '', code: '', shelf: n < 19 ? `i${n + 1}` : null, price: 0, open: true })],
        about,
      );
    await small.server.push(desk.caller, desk.batch());
    const answer = await small.server.execute(office.caller, {
      operation: 'chase',
      input: { from: 'i0' },
      actorId: 'owner',
      sessionId: 's',
    });
    expect(answer).toMatchObject({ ok: true, result: { onShelf: 0, contacts: 1 } });
    if (answer.ok) expect((answer.result as { path: string[] }).path).toHaveLength(20);
  });
});
