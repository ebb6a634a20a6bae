import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Change, RecordKey } from '#domain/kernel/change.ts';
import type { House } from '#domain/kernel/house.ts';
import type { FindOptions, Identified, RecordType, Where } from '#domain/kernel/record.ts';
import type { WireEntry } from '#protocol/entry.ts';
import type { Verdict } from '#protocol/sync-messages.ts';
import { BRANCH, BUSINESS_DATE, ForeignAuthor, MORNING_MS } from './foreign-author.ts';
import {
  dayTally,
  item,
  itemBroken,
  itemClaimed,
  itemDescribed,
  itemRemoved,
  note,
  noteWritten,
  smallHouse,
  tally,
  tallyRaised,
} from './small-house.ts';

type Awaitable<Value> = Value | Promise<Value>;

/** An entry of the store's own author, as its caller gives it. `branchId` is always BRANCH. */
export interface OwnEntry {
  readonly recordedAtMs: number;
  readonly businessDate: string;
  readonly changes: readonly Change[];
  readonly documentNumber: string | null;
}

/**
 * What a store must let the suite do. A terminal's store and the server's answer alike once everything is placed, so
 * an adapter places its own entries at once: a terminal's adapter feeds them back as accepted, the server's store gives
 * its own (the server's) entries their position anyway.
 */
export interface ContractStore {
  /** Writes an entry by the store's own author and projects it, accepted. Throws where a fold throws. */
  append(entry: OwnEntry): Awaitable<{ readonly seq: number; readonly hash: string }>;
  /** Puts another author's entry at the next position with this verdict, and projects it. */
  place(entry: WireEntry, verdict: Verdict): Awaitable<void>;
  /** The own author's entries in chain order, as they were hashed. */
  ownEntries(): Awaitable<readonly WireEntry[]>;
  /** The last position of the clinic's order. */
  position(): Awaitable<number>;
  get<Rec extends Identified>(type: RecordType<Rec>, id: string): Awaitable<Rec | undefined>;
  find<Rec extends Identified>(type: RecordType<Rec>, where: Where<Rec>, options?: FindOptions<Rec>): Awaitable<readonly Rec[]>;
  search<Rec extends Identified>(type: RecordType<Rec>, text: string, limit?: number): Awaitable<readonly Rec[]>;
  /** Attempts to edit or remove what the log holds, as whoever holds the database; each must throw. */
  readonly tamperings: readonly { readonly what: string; attempt(): Awaitable<unknown> }[];
  /** Folds everything anew beside the live records; answers the first record that differs, or null. */
  rebuild(): Awaitable<RecordKey | null>;
  /** Overwrites a record behind the log's back, for `rebuild` to find. */
  spoil(key: RecordKey, body: Identified): Awaitable<void>;
  close(): Awaitable<void>;
}

/** Makes an empty store of its own for clinic CLINIC that holds every stream. */
export type MakeStore = (house: House) => Awaitable<ContractStore>;

const ACCEPTED: Verdict = { status: 'accepted', flags: [], postedDate: BUSINESS_DATE, late: false };

function own(changes: readonly Change[], documentNumber: string | null = null): OwnEntry {
  return { recordedAtMs: MORNING_MS, businessDate: BUSINESS_DATE, changes, documentNumber };
}

function described(
  id: string,
  fields: Partial<{ name: string; code: string; shelf: string | null; price: number; open: boolean }> = {},
) {
  return itemDescribed.of({ id, name: id, code: '', shelf: null, price: 0, open: true, ...fields });
}

/** What every store of the product does, whatever engine it stands on. */
export function describeStoreContract(name: string, makeStore: MakeStore): void {
  describe(`${name} keeps the store contract`, () => {
    let store: ContractStore;
    let other: ForeignAuthor;
    beforeEach(async () => {
      store = await makeStore(smallHouse);
      other = new ForeignAuthor('terminal-b');
    });
    afterEach(async () => {
      await store.close();
    });

    describe('appending', () => describeAppending(() => ({ store, other })));
    describe('verdicts', () => describeVerdicts(() => ({ store, other })));
    describe('reading', () => describeReading(() => ({ store })));
    describe('proof', () => describeProof(() => ({ store, other })));
  });
}

function describeAppending(open: () => { store: ContractStore; other: ForeignAuthor }): void {
  it('appends an entry and projects its changes', async () => {
    const { store } = open();
    const appended = await store.append(
      own([described('a', { name: 'Asha' }), noteWritten.of({ id: 'n', itemId: 'a', text: 'नमस्ते' })]),
    );
    expect(appended.seq).toBe(1);
    expect(await store.get(item, 'a')).toMatchObject({ id: 'a', name: 'Asha' });
    expect(await store.get(note, 'n')).toEqual({ id: 'n', itemId: 'a', text: 'नमस्ते' });
    expect((await store.ownEntries()).map((entry) => entry.hash)).toEqual([appended.hash]);
  });

  it('folds the changes of one entry one after another', async () => {
    const { store } = open();
    await store.append(own([described('a', { name: 'first' }), described('a', { name: 'second' })]));
    const record = await store.get(item, 'a');
    expect(record?.name).toBe('second');
    expect(record?.history).toHaveLength(2);
  });

  it('leaves nothing of an entry whose projection fails', async () => {
    const { store } = open();
    await store.append(own([described('a', { name: 'before' })]));
    const positionBefore = await store.position();
    await expect(
      async () => await store.append(own([described('a', { name: 'after' }), itemBroken.of({ id: 'a' })])),
    ).rejects.toThrow('this fold is broken');
    expect((await store.get(item, 'a'))?.name).toBe('before');
    expect(await store.ownEntries()).toHaveLength(1);
    expect(await store.position()).toBe(positionBefore);
  });

  it('goes on after an entry that failed', async () => {
    const { store } = open();
    await expect(async () => await store.append(own([itemBroken.of({ id: 'a' })]))).rejects.toThrow();
    expect((await store.append(own([described('a')]))).seq).toBe(1);
    expect((await store.append(own([described('b')]))).seq).toBe(2);
  });

  it('numbers its own entries densely, each linked to the one before', async () => {
    const { store, other } = open();
    await store.append(own([described('a')]));
    await store.place(other.write([described('b')]), ACCEPTED);
    await store.append(own([tallyRaised.of({ id: 't', itemId: 'a', amountMinor: 500 })], 'R01/2627/000001'));
    await store.append(own([described('c')]));
    const entries = await store.ownEntries();
    const headers = entries.map((entry) => JSON.parse(entry.header));
    expect(headers.map((header) => header.seq)).toEqual([1, 2, 3]);
    expect(headers.map((header) => header.prev)).toEqual(['0'.repeat(64), entries[0]?.hash, entries[1]?.hash]);
    expect(headers.map((header) => header.grossInMinor)).toEqual([0, 500, 500]);
    expect(entries.map((entry) => entry.signature !== null)).toEqual([false, true, false]);
    expect(await store.position()).toBe(4);
  });

  it('removes a record that a fold removes', async () => {
    const { store } = open();
    await store.append(own([described('a', { name: 'Asha' })]));
    await store.append(own([itemRemoved.of({ id: 'a' })]));
    expect(await store.get(item, 'a')).toBeUndefined();
    expect(await store.find(item, {})).toEqual([]);
    expect(await store.search(item, 'asha')).toEqual([]);
  });
}

function describeVerdicts(open: () => { store: ContractStore; other: ForeignAuthor }): void {
  const raised = tallyRaised.of({ id: 't', itemId: 'a', amountMinor: 700 });

  it('folds an accepted entry with its own date', async () => {
    const { store, other } = open();
    await store.place(other.write([raised]), ACCEPTED);
    expect(await store.get(tally, 't')).toEqual({
      id: 't',
      totalMinor: 700,
      lateMinor: 0,
      posted: [`terminal-b/1 ${BUSINESS_DATE}`],
      flags: [],
    });
  });

  it('folds a late entry into the date it was posted to', async () => {
    const { store, other } = open();
    const verdict: Verdict = { status: 'flagged', flags: ['time-unproven'], postedDate: '2026-05-06', late: true };
    await store.place(other.write([raised]), verdict);
    expect(await store.get(tally, 't')).toMatchObject({
      lateMinor: 700,
      posted: ['terminal-b/1 2026-05-06'],
      flags: ['time-unproven'],
    });
    expect(await store.get(dayTally, `${BRANCH}:2026-05-06`)).toMatchObject({ totalMinor: 700, count: 1 });
    expect(await store.get(dayTally, `${BRANCH}:${BUSINESS_DATE}`)).toBeUndefined();
  });

  it('folds a flagged entry, and says why it was flagged', async () => {
    const { store, other } = open();
    await store.place(other.write([raised]), { ...ACCEPTED, status: 'flagged', flags: ['exceeds-balance-due'] });
    expect(await store.get(tally, 't')).toMatchObject({ totalMinor: 700, flags: ['exceeds-balance-due'] });
  });

  it('keeps a refused entry without effect', async () => {
    const { store, other } = open();
    await store.append(own([described('a')]));
    const before = await store.position();
    await store.place(other.write([itemClaimed.of({ id: 'a', by: 'b' })]), {
      ...ACCEPTED,
      status: 'refused',
      flags: ['already-claimed'],
    });
    expect((await store.get(item, 'a'))?.claimedBy).toBeNull();
    expect(await store.position()).toBe(before + 1);
  });
}

function describeReading(open: () => { store: ContractStore }): void {
  const shelves = [
    described('d', { name: 'Zoya', shelf: 'x', price: 30, open: true }),
    described('a', { name: 'anil', shelf: 'x', price: 10, open: false }),
    described('c', { name: 'Éva', shelf: 'y', price: 20, open: true }),
    described('b', { name: 'Zoya', shelf: null, price: 20, open: true }),
  ];
  const ids = (records: readonly Identified[]) => records.map((record) => record.id);

  beforeEach(async () => {
    await open().store.append(own(shelves));
  });

  it.each([
    ['nothing, by id', {}, {}, ['a', 'b', 'c', 'd']],
    ['an equal text', { shelf: 'x' }, {}, ['a', 'd']],
    ['an equal number', { price: 20 }, {}, ['b', 'c']],
    ['an equal boolean', { open: false }, {}, ['a']],
    ['null', { shelf: null }, {}, ['b']],
    ['one of several', { shelf: { in: ['y', 'z'] } }, {}, ['c']],
    ['one of several, null among them', { shelf: { in: ['y', null] } }, {}, ['b', 'c']],
    ['one of none', { shelf: { in: [] } }, {}, []],
    ['a closed range', { price: { from: 10, to: 20 } }, {}, ['a', 'b', 'c']],
    ['a range open above', { price: { from: 20 } }, {}, ['b', 'c', 'd']],
    ['a range of texts, which null is never in', { shelf: { from: '' } }, {}, ['a', 'c', 'd']],
    ['several conditions', { shelf: 'x', open: true }, {}, ['d']],
    ['a condition left out', { shelf: undefined, open: false }, {}, ['a']],
    ['an order by text: code points, then id', {}, { orderBy: 'name' }, ['b', 'd', 'a', 'c']],
    ['an order with ties, upwards', {}, { orderBy: 'price' }, ['a', 'b', 'c', 'd']],
    ['an order with ties, downwards', {}, { orderBy: 'price', descending: true }, ['d', 'c', 'b', 'a']],
    ['null before all else', {}, { orderBy: 'shelf' }, ['b', 'a', 'd', 'c']],
    ['null after all else, downwards', {}, { orderBy: 'shelf', descending: true }, ['c', 'd', 'a', 'b']],
    ['a limit', {}, { orderBy: 'price', limit: 2 }, ['a', 'b']],
  ] as const)('finds by %s', async (_what, where, options, expected) => {
    expect(ids(await open().store.find(item, where as Where<never>, options))).toEqual(expected);
  });

  it('answers at most 200 where no limit is named', async () => {
    const { store } = open();
    await store.append(own(Array.from({ length: 250 }, (_, index) => described(`many-${index}`))));
    expect(await store.find(item, {})).toHaveLength(200);
    expect(await store.find(item, {}, { limit: 5000 })).toHaveLength(254);
  });

  it('refuses to find by a field that is no column', async () => {
    await expect(async () => await open().store.find(item, { code: 'x' })).rejects.toThrow('code');
  });

  it.each([
    ['the start of a word', 'zo', ['b', 'd']],
    ['one letter', 'a', ['a', 'p']],
    ['any case and accent', 'eVA', ['c']],
    ['words in any order', '98 ash', ['p']],
    ['a number as it is typed', '9845', ['p']],
    ['letters with vowel signs', 'कि', ['q']],
    ['every word or nothing', 'asha nobody', []],
    ['nothing', '  ', []],
    ['signs a query language could mean something by', '"* OR (', []],
  ])('searches by %s', async (_what, text, expected) => {
    const { store } = open();
    await store.append(own([described('p', { name: 'Asha Rao', code: '9845012345' }), described('q', { name: 'किरण' })]));
    expect(ids(await store.search(item, text)).sort()).toEqual(expected);
  });

  it('searches what records say now', async () => {
    const { store } = open();
    await store.append(own([described('a', { name: 'Meera' })]));
    expect(ids(await store.search(item, 'anil'))).toEqual([]);
    expect(ids(await store.search(item, 'meera'))).toEqual(['a']);
  });

  it('searches no further than the limit', async () => {
    const { store } = open();
    await store.append(own(Array.from({ length: 30 }, (_, index) => described(`many-${index}`, { name: 'Many' }))));
    expect(await store.search(item, 'many')).toHaveLength(20);
    expect(await store.search(item, 'many', 3)).toHaveLength(3);
  });
}

function describeProof(open: () => { store: ContractStore; other: ForeignAuthor }): void {
  async function fill(): Promise<void> {
    const { store, other } = open();
    await store.append(own([described('a', { name: 'Asha', price: 5 }), noteWritten.of({ id: 'n', itemId: 'a', text: 'x' })]));
    await store.place(other.write([described('a', { name: 'Asha Rao' }), described('b')]), ACCEPTED);
    await store.place(other.write([tallyRaised.of({ id: 't', itemId: 'a', amountMinor: 100 })]), {
      status: 'flagged',
      flags: ['time-unproven'],
      postedDate: '2026-05-05',
      late: true,
    });
    await store.place(other.write([itemClaimed.of({ id: 'b', by: 'x' })]), {
      ...ACCEPTED,
      status: 'refused',
      flags: ['already-claimed'],
    });
    await store.append(own([tallyRaised.of({ id: 't', itemId: 'a', amountMinor: 40 }), itemRemoved.of({ id: 'b' })]));
  }

  it('refuses to edit or remove what the log holds', async () => {
    const { store } = open();
    await fill();
    const before = await store.ownEntries();
    expect(store.tamperings.length).toBeGreaterThanOrEqual(2);
    for (const { what, attempt } of store.tamperings) await expect(async () => await attempt(), what).rejects.toThrow();
    expect(await store.ownEntries()).toEqual(before);
  });

  it('rebuilds its records from the log, equal', async () => {
    await fill();
    expect(await open().store.rebuild()).toBeNull();
  });

  it('names a record that is not what the log makes of it', async () => {
    const { store } = open();
    await fill();
    const record = await store.get(tally, 't');
    if (!record) throw new Error('the tally was not folded');
    await store.spoil({ record: 'tally', id: 't' }, { ...record, totalMinor: 1 } as Identified);
    expect(await store.rebuild()).toMatchObject({ record: 'tally', id: 't' });
  });
}
