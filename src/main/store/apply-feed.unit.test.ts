import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Change } from '#domain/kernel/change.ts';
import { SUBSCRIPTIONS } from '#domain/kernel/roles.ts';
import type { FeedItem, Verdict } from '#protocol/sync-messages.ts';
import { BRANCH, BUSINESS_DATE, ForeignAuthor, MORNING_MS } from '../../../tests/store-contract/foreign-author.ts';
import {
  dayTally,
  item,
  itemClaimed,
  itemDescribed,
  itemRemoved,
  note,
  noteWritten,
  smallHouse,
  tally,
  tallyRaised,
} from '../../../tests/store-contract/small-house.ts';
import { ACCEPTED, SmallServer } from '../../../tests/store-contract/small-server.ts';
import { SmallTerminal, TERMINAL } from '../../../tests/store-contract/small-terminal.ts';
import { openToRead } from './database.ts';
import { proveRecords } from './rebuild.ts';
import { CheckpointMismatch } from './terminal-store.ts';

const REFUSED: Verdict = { ...ACCEPTED, status: 'refused', flags: ['already-claimed'] };
const LATE: Verdict = { status: 'flagged', flags: ['time-unproven'], postedDate: '2026-05-06', late: true };

function described(id: string, name = id): Change {
  return itemDescribed.of({ id, name, code: '', shelf: null, price: 0, open: true });
}

function differs(terminal: SmallTerminal) {
  const db = openToRead(terminal.file);
  try {
    return proveRecords(db, smallHouse, SUBSCRIPTIONS[terminal.kind]).differs;
  } finally {
    db.close();
  }
}

describe('stretches that follow one another', () => {
  let terminal: SmallTerminal;
  beforeEach(() => {
    terminal = new SmallTerminal();
    const other = new ForeignAuthor('terminal-b');
    for (const id of ['a', 'b', 'c']) terminal.server.place(other.write([described(id)]));
  });
  afterEach(() => terminal.remove());

  const items = () => terminal.store.reader.find(item, {}).map(({ id }) => id);
  const durable = () => terminal.withFile((db) => db.prepare('SELECT position FROM progress').pluck().get());

  it('are read at once and become durable together', () => {
    terminal.pull({ limit: 1, more: true });
    terminal.pull({ limit: 1, more: true });
    expect([items(), terminal.store.position(), durable()]).toEqual([['a', 'b'], 2, 0]);
    terminal.pull();
    expect([items(), durable()]).toEqual([['a', 'b', 'c'], 3]);
    expect(differs(terminal)).toBeNull();
  });

  it('are durable before what is written next, and with the end of the program', () => {
    terminal.pull({ limit: 1, more: true });
    terminal.append([described('mine')]);
    expect(durable()).toBe(1);
    terminal.pull({ limit: 1, more: true });
    terminal.reopen();
    expect([terminal.store.position(), terminal.store.head().seq]).toEqual([2, 1]);
    expect(differs(terminal)).toBeNull();
  });

  it('before one that is refused stand', () => {
    terminal.pull({ limit: 1, more: true });
    const { items: next, checkpoint } = terminal.server.pull(1, { terminalId: TERMINAL });
    expect(() => terminal.store.applyFeed(next.slice(1), checkpoint)).toThrow(CheckpointMismatch);
    expect([items(), terminal.store.position()]).toEqual([['a'], 1]);
    terminal.pull();
    expect([items(), durable()]).toEqual([['a', 'b', 'c'], 3]);
  });
});

describe('a feed over own unanswered entries', () => {
  let terminal: SmallTerminal;
  let other: ForeignAuthor;
  beforeEach(() => {
    terminal = new SmallTerminal();
    other = new ForeignAuthor('terminal-b');
  });
  afterEach(() => terminal.remove());

  const history = (id: string) => terminal.store.reader.get(item, id)?.history;

  it('folds what others did below what waits here', () => {
    terminal.append([described('a')]);
    terminal.server.place(other.write([described('a', 'theirs')]));
    terminal.pull();
    expect(history('a')).toEqual(['terminal-b/1', 'terminal-a/1']);
    expect(terminal.store.reader.get(item, 'a')?.name).toBe('a');
    expect(differs(terminal)).toBeNull();
  });

  it('answers the author, and leaves the records as they were', () => {
    terminal.append([described('a')]);
    terminal.append([described('a', 'again')]);
    terminal.send(ACCEPTED);
    expect(terminal.pull()).toEqual({ touched: [], answered: [{ seq: 1, operation: 'test', verdict: ACCEPTED }] });
    expect(history('a')).toEqual(['terminal-a/1', 'terminal-a/2']);
    expect(terminal.store.acknowledgedSeq()).toBe(1);
    expect(terminal.store.backlog()).toBe(1);
    expect(differs(terminal)).toBeNull();
  });

  it('takes a refused entry back and keeps what came after it', () => {
    terminal.append([described('a')]);
    terminal.append([itemClaimed.of({ id: 'a', by: 'me' })]);
    terminal.append([described('a', 'later')]);
    terminal.send(ACCEPTED, REFUSED);
    expect(terminal.pull().touched).toEqual([{ record: 'item', id: 'a' }]);
    expect(terminal.store.reader.get(item, 'a')).toMatchObject({ claimedBy: null, name: 'later' });
    expect(history('a')).toEqual(['terminal-a/1', 'terminal-a/3']);
    expect(differs(terminal)).toBeNull();
  });

  it('removes a record that only a refused entry had made', () => {
    terminal.append([itemClaimed.of({ id: 'a', by: 'me' })]);
    terminal.send(REFUSED);
    terminal.pull();
    expect(terminal.store.reader.get(item, 'a')).toBeUndefined();
  });

  it('moves a late entry to the date it was posted to, also in the records named by that date', () => {
    terminal.append([tallyRaised.of({ id: 't', itemId: 'a', amountMinor: 300 })]);
    expect(terminal.store.reader.get(dayTally, `${BRANCH}:${BUSINESS_DATE}`)?.totalMinor).toBe(300);
    terminal.send(LATE);
    terminal.pull();
    expect(terminal.store.reader.get(dayTally, `${BRANCH}:${BUSINESS_DATE}`)).toBeUndefined();
    expect(terminal.store.reader.get(dayTally, `${BRANCH}:2026-05-06`)).toMatchObject({ totalMinor: 300, count: 1 });
    expect(terminal.store.reader.get(tally, 't')).toMatchObject({ lateMinor: 300, flags: ['time-unproven'] });
    expect(differs(terminal)).toBeNull();
  });

  it('keeps a record removed by others removed under what waits, until that says otherwise', () => {
    terminal.server.place(other.write([described('a')]));
    terminal.pull();
    terminal.append([itemClaimed.of({ id: 'a', by: 'me' })]);
    terminal.server.place(other.write([itemRemoved.of({ id: 'a' })]));
    terminal.pull();
    expect(history('a')).toEqual(['terminal-a/1']);
    terminal.send(REFUSED);
    terminal.pull();
    expect(terminal.store.reader.get(item, 'a')).toBeUndefined();
    expect(differs(terminal)).toBeNull();
  });

  it('survives being closed between append and answer', () => {
    terminal.append([described('a')]);
    terminal.append([described('b')]);
    terminal.reopen();
    terminal.server.place(other.write([described('a', 'theirs')]));
    terminal.send(ACCEPTED, ACCEPTED);
    terminal.pull();
    expect(history('a')).toEqual(['terminal-b/1', 'terminal-a/1']);
    expect(terminal.store.backlog()).toBe(0);
    expect(differs(terminal)).toBeNull();
  });

  it('is pushed on by peers’ clocks, but by none that runs away', () => {
    const ahead = MORNING_MS + 60_000;
    terminal.server.place(other.write([described('a')], { recordedAtMs: ahead }));
    terminal.server.place(other.write([described('b')], { recordedAtMs: MORNING_MS + 86_400_000 }));
    terminal.pull();
    terminal.append([described('c')]);
    expect(terminal.store.head().hlc).toBe(`${String(ahead).padStart(15, '0')}:000001`);
  });
});

describe('a feed that does not hold', () => {
  let terminal: SmallTerminal;
  let other: ForeignAuthor;
  beforeEach(() => {
    terminal = new SmallTerminal();
    other = new ForeignAuthor('terminal-b');
    terminal.server.place(other.write([described('a')]));
    terminal.server.place(other.write([described('b')]));
  });
  afterEach(() => terminal.remove());

  function pulled(): { items: FeedItem[]; checkpoint: ReturnType<SmallServer['checkpointAt']> } {
    return terminal.server.pull(0, { terminalId: TERMINAL });
  }

  function expectNothingOf(items: readonly FeedItem[], checkpoint = pulled().checkpoint): void {
    expect(() => terminal.store.applyFeed(items, checkpoint)).toThrow(CheckpointMismatch);
    expect(terminal.store.position()).toBe(0);
    expect(terminal.store.checkpoint()).toBeNull();
    expect(terminal.store.reader.find(item, {})).toEqual([]);
  }

  it('is refused where a position is missing', () => {
    expectNothingOf(pulled().items.slice(1));
  });

  it('is refused where a leaf is another one', () => {
    const [first, second] = pulled().items;
    if (!first || !second) throw new Error('nothing was placed');
    expectNothingOf([{ position: first.position, leaf: second.leaf }, second]);
  });

  it('is refused where a verdict is not the one in the tree', () => {
    const items = pulled().items.map((one) => (one.entry ? { ...one, entry: { ...one.entry, verdict: REFUSED } } : one));
    expectNothingOf(items);
  });

  it('is refused where a change is not the one committed to', () => {
    const items = pulled().items.map((one) =>
      one.entry
        ? { ...one, entry: { ...one.entry, changes: one.entry.changes.map((text) => text?.replace('"a"', '"x"') ?? null) } }
        : one,
    );
    expectNothingOf(items);
  });

  it('is refused where the statement is over more than was sent', () => {
    expectNothingOf(pulled().items.slice(0, 1));
  });

  it('is refused where another server signed', () => {
    const { items, checkpoint } = pulled();
    const impostor = new SmallServer();
    for (const { entry } of items) if (entry) impostor.place({ ...entry, signature: null }, entry.verdict);
    expectNothingOf(items, impostor.checkpointAt(checkpoint.position));
  });

  it('is refused where the statement is another clinic’s', () => {
    const { items, checkpoint } = pulled();
    expectNothingOf(items, { ...checkpoint, clinicId: 'clinic-2' });
  });

  it('is refused where it rewrites what was seen before', () => {
    terminal.pull();
    const rewritten = new SmallServer(terminal.server.keys);
    const again = new ForeignAuthor('terminal-c');
    for (let count = 0; count < 3; count++) rewritten.place(again.write([described('x')]));
    const { items, checkpoint } = rewritten.pull(2, { terminalId: TERMINAL });
    expect(() => terminal.store.applyFeed(items, checkpoint)).toThrow(/tree at position 3/);
    expect(terminal.store.position()).toBe(2);
  });

  it('is refused where it knows another entry of this terminal than its own log', () => {
    terminal.append([described('mine')]);
    const cloned = new SmallTerminal({ server: terminal.server });
    cloned.append([described('forked')]);
    const [forked] = cloned.store.entriesAfter(0, 1);
    cloned.remove();
    if (forked) terminal.server.place(forked);
    expect(() => terminal.pull()).toThrow(/another entry 1 of this terminal/);
    expect(terminal.store.acknowledgedSeq()).toBe(0);
  });

  it('is refused where it answers an own entry out of turn', () => {
    terminal.append([described('one')]);
    terminal.append([described('two')]);
    const [, second] = terminal.store.entriesAfter(0, 2);
    if (second) terminal.server.place(second);
    expect(() => terminal.pull()).toThrow(/own entry 2 was answered where 1 was next/);
  });
});

describe('a feed that comes again', () => {
  it('does nothing the second time', () => {
    const terminal = new SmallTerminal();
    const other = new ForeignAuthor('terminal-b');
    terminal.server.place(other.write([described('a')]));
    const first = terminal.server.pull(0, { terminalId: TERMINAL });
    terminal.store.applyFeed(first.items, first.checkpoint);
    terminal.server.place(other.write([described('a')]));
    terminal.pull();
    expect(terminal.store.applyFeed(first.items, first.checkpoint)).toEqual({ touched: [], answered: [] });
    expect(terminal.store.reader.get(item, 'a')?.history).toHaveLength(2);
    terminal.remove();
  });

  it('folds only what is new in an answer that begins earlier', () => {
    const terminal = new SmallTerminal();
    const other = new ForeignAuthor('terminal-b');
    terminal.server.place(other.write([described('a')]));
    terminal.pull();
    const last = terminal.server.pull(0, { terminalId: TERMINAL });
    expect(terminal.store.applyFeed(last.items, last.checkpoint)).toEqual({ touched: [], answered: [] });
    terminal.server.place(other.write([described('a')]));
    const both = terminal.server.pull(0, { terminalId: TERMINAL });
    terminal.store.applyFeed(both.items, both.checkpoint);
    expect(terminal.store.reader.get(item, 'a')?.history).toEqual(['terminal-b/1', 'terminal-b/2']);
    terminal.remove();
  });

  it('brings a newer statement over the same position', () => {
    const terminal = new SmallTerminal();
    const later = terminal.server.checkpointAt(0, MORNING_MS + 5_000);
    terminal.store.applyFeed([], later);
    terminal.store.applyFeed([], terminal.server.checkpointAt(0, MORNING_MS + 1_000));
    expect(terminal.store.checkpoint()?.atMs).toBe(MORNING_MS + 5_000);
    terminal.append([described('a')]);
    expect(JSON.parse(terminal.store.entriesAfter(0, 1)[0]?.header ?? '').checkpoint).toEqual({
      position: 0,
      atMs: later.atMs,
      root: later.root,
    });
    terminal.remove();
  });
});

describe('least data', () => {
  it('folds and keeps no clinical change at a cashier’s machine, even when it is sent', () => {
    const terminal = new SmallTerminal({ kind: 'cashier' });
    const other = new ForeignAuthor('terminal-b');
    terminal.server.place(other.write([described('a'), noteWritten.of({ id: 'n', itemId: 'a', text: 'confidential' })]));
    terminal.pull();
    expect(terminal.store.reader.get(item, 'a')).toBeDefined();
    expect(terminal.store.reader.get(note, 'n')).toBeUndefined();
    expect(terminal.store.reader.find(note, {})).toEqual([]);
    const kept = terminal.withFile((db) => db.prepare('SELECT changes FROM feed').pluck().all().join());
    expect(kept).not.toContain('confidential');
    expect(terminal.withFile((db) => db.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'r_note'").pluck().get())).toBe(
      0,
    );
    terminal.remove();
  });

  it('keeps only the leaf of what is withheld, and the tree still agrees', () => {
    const terminal = new SmallTerminal({ kind: 'cashier', explores: true });
    const other = new ForeignAuthor('terminal-b');
    terminal.server.place(other.write([noteWritten.of({ id: 'n', itemId: 'a', text: 'x' })]));
    terminal.server.place(other.write([described('a')]));
    terminal.pull({ withholds: ({ position }) => position === 1 });
    expect(terminal.store.position()).toBe(2);
    expect(terminal.store.log({ limit: 10 })).toHaveLength(1);
    terminal.remove();
  });
});

/** One step of a random life: something is done here, something comes from elsewhere, or some of it is answered. */
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ does: fc.constant('append' as const), change: changeOf() }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('foreign' as const), change: changeOf() }) },
  {
    weight: 3,
    arbitrary: fc.record({ does: fc.constant('send' as const), verdict: fc.constantFrom(ACCEPTED, ACCEPTED, REFUSED, LATE) }),
  },
  { weight: 4, arbitrary: fc.record({ does: fc.constant('pull' as const), limit: fc.integer({ min: 1, max: 4 }) }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('reopen' as const) }) },
);

type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

function changeOf(): fc.Arbitrary<Change> {
  const id = fc.constantFrom('a', 'b');
  return fc.oneof(
    id.map((one) => described(one)),
    id.map((one) => itemRemoved.of({ id: one })),
    fc.record({ id, by: fc.constantFrom('x', 'y') }).map((body) => itemClaimed.of(body)),
    id.map((one) => tallyRaised.of({ id: one, itemId: one, amountMinor: 7 })),
  );
}

function live(terminal: SmallTerminal, other: ForeignAuthor, steps: readonly Step[]) {
  for (const one of steps)
    switch (one.does) {
      case 'append':
        terminal.append([one.change]);
        break;
      case 'foreign':
        terminal.server.place(other.write([one.change]));
        break;
      case 'send':
        terminal.send(one.verdict);
        break;
      case 'pull':
        terminal.pull({ limit: one.limit });
        break;
      case 'reopen':
        terminal.reopen();
        break;
      default:
        one satisfies never;
    }
}

describe('whatever order things happen in', () => {
  it('keeps the records as the log makes them, and ends as the server’s order says', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const terminal = new SmallTerminal();
        try {
          live(terminal, new ForeignAuthor('terminal-b'), steps);
          expect(differs(terminal)).toBeNull();
          while (terminal.store.backlog() > 0) {
            terminal.send();
            terminal.pull();
          }
          terminal.pull();
          expect(differs(terminal)).toBeNull();
          expect(allRecords(terminal)).toEqual(straightFold(terminal));
          expect(terminal.withFile((db) => db.prepare('SELECT count(*) FROM confirmed').pluck().get())).toBe(0);
        } finally {
          terminal.remove();
        }
      }),
      { numRuns: 40 },
    );
  });
});

function allRecords(terminal: SmallTerminal): unknown[] {
  return [item, tally, dayTally].map((type) => terminal.store.reader.find(type as typeof item, {}));
}

/** Another terminal that did nothing itself and folds the same order from its beginning. */
function straightFold(terminal: SmallTerminal): unknown[] {
  const onlooker = new SmallTerminal({ server: terminal.server, terminalId: 'terminal-onlooker' });
  try {
    onlooker.pull();
    return allRecords(onlooker);
  } finally {
    onlooker.remove();
  }
}
