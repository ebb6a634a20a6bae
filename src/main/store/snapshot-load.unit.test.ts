import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildHouse } from '#domain/kernel/house.ts';
import { defineRecord, on } from '#domain/kernel/record.ts';
import { ForeignAuthor } from '../../../tests/store-contract/foreign-author.ts';
import {
  dayTally,
  type Item,
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
} from '../../../tests/store-contract/small-house.ts';
import { ACCEPTED, SmallServer } from '../../../tests/store-contract/small-server.ts';
import { SmallTerminal } from '../../../tests/store-contract/small-terminal.ts';
import { CheckpointMismatch } from './terminal-store.ts';
import { verifyTerminalStore } from './verify-terminal-store.ts';

const described = (id: string, name = id) => itemDescribed.of({ id, name, code: '', shelf: null, price: 0, open: true });

function itemBody(id: string, history: string[] = ['before']): Item {
  return { id, name: id, code: '', shelf: null, price: 0, open: true, claimedBy: null, history };
}

let terminal: SmallTerminal;
let other: ForeignAuthor;
beforeEach(() => {
  terminal = new SmallTerminal();
  other = new ForeignAuthor('terminal-b');
});
afterEach(() => terminal.remove());

function verified() {
  const { fault, differs } = verifyTerminalStore(terminal.file, smallHouse);
  return { fault, differs };
}

describe('a new terminal', () => {
  it('begins from the records at a position and follows the order from there', () => {
    terminal.server.place(other.write([described('a'), described('b')]));
    terminal.store.loadSnapshotPage(terminal.server.snapshot([{ record: 'item', body: itemBody('a') }], 'more'), 0);
    expect(terminal.store.position()).toBe(0);
    terminal.store.loadSnapshotPage(terminal.server.snapshot([{ record: 'item', body: itemBody('b') }]), 0);
    expect(terminal.store.position()).toBe(1);
    expect(terminal.store.checkpoint()?.position).toBe(1);
    terminal.server.place(other.write([described('a', 'new')]));
    terminal.pull();
    expect(terminal.store.reader.get(item, 'a')?.history).toEqual(['before', 'terminal-b/2']);
    expect(terminal.store.reader.search(item, 'b')).toHaveLength(1);
    expect(verified()).toEqual({ fault: null, differs: null });
    terminal.reopen();
    expect(terminal.store.reader.find(item, {})).toHaveLength(2);
  });

  it('begins again where an earlier snapshot broke off', () => {
    terminal.server.place(other.write([described('a')]));
    terminal.store.loadSnapshotPage(terminal.server.snapshot([{ record: 'item', body: itemBody('gone') }], 'more'), 0);
    terminal.reopen();
    terminal.store.loadSnapshotPage(terminal.server.snapshot([{ record: 'item', body: itemBody('a') }]), 0);
    expect(terminal.store.reader.find(item, {}).map(({ id }) => id)).toEqual(['a']);
    expect(verified()).toEqual({ fault: null, differs: null });
  });

  it('keeps what it did itself before the snapshot was in', () => {
    terminal.append([described('a', 'mine')]);
    terminal.server.place(other.write([described('a')]));
    terminal.store.loadSnapshotPage(terminal.server.snapshot([{ record: 'item', body: itemBody('a') }], 'more'), 0);
    terminal.append([described('a', 'mine too')]);
    terminal.store.loadSnapshotPage(terminal.server.snapshot([]), 0);
    expect(terminal.store.reader.get(item, 'a')?.history).toEqual(['before', 'terminal-a/1', 'terminal-a/2']);
    expect(terminal.store.backlog()).toBe(2);
    expect(verified()).toEqual({ fault: null, differs: null });
  });

  it('keeps nothing of records it should not hold', () => {
    const cashier = new SmallTerminal({ kind: 'cashier' });
    const body = { id: 'n', itemId: 'a', text: 'confidential' };
    cashier.store.loadSnapshotPage(
      cashier.server.snapshot([
        { record: 'note', body },
        { record: 'of-a-later-version', body },
      ]),
      0,
    );
    expect(cashier.store.reader.get(note, 'n')).toBeUndefined();
    expect(cashier.withFile((db) => db.prepare('SELECT count(*) FROM base_record').pluck().get())).toBe(0);
    cashier.remove();
  });

  it('refuses a snapshot whose tree is not the one stated, or stated by another', () => {
    terminal.server.place(other.write([described('a')]));
    const page = terminal.server.snapshot([{ record: 'item', body: itemBody('a') }]);
    const impostor = new SmallServer();
    expect(() => terminal.store.loadSnapshotPage({ ...page, checkpoint: impostor.checkpointAt(0) }, 0)).toThrow(
      CheckpointMismatch,
    );
    expect(() => terminal.store.loadSnapshotPage({ ...page, frontier: { size: 1, roots: ['a'.repeat(64)] } }, 0)).toThrow(
      CheckpointMismatch,
    );
    expect(terminal.store.position()).toBe(0);
    terminal.store.loadSnapshotPage(page, 0);
    expect(terminal.store.position()).toBe(1);
  });

  it('refuses pages of two positions', () => {
    terminal.store.loadSnapshotPage(terminal.server.snapshot([], 'more'), 0);
    terminal.server.place(other.write([described('a')]));
    expect(() => terminal.store.loadSnapshotPage(terminal.server.snapshot([]), 0)).toThrow(/position 0, a page of it at 1/);
  });
});

describe('a server that came back from an older backup', () => {
  /** The same server, but it knows only the first `positions` again. */
  function restoredTo(positions: number): SmallServer {
    const restored = new SmallServer(terminal.server.keys);
    for (const { entry } of terminal.server.pull(0, { terminalId: 'nobody' }).items.slice(0, positions))
      if (entry) restored.place({ ...entry, signature: null }, entry.verdict);
    return restored;
  }

  it('finds every own entry still here, waiting where it was lost', () => {
    terminal.append([described('a')]);
    terminal.append([described('b')]);
    terminal.send(ACCEPTED);
    terminal.server.place(other.write([described('a', 'theirs')]));
    terminal.send(ACCEPTED);
    terminal.pull();
    expect(terminal.store.backlog()).toBe(0);

    const restored = restoredTo(1);
    terminal.store.loadSnapshotPage(restored.snapshot([{ record: 'item', body: itemBody('a', ['terminal-a/1']) }]), 1);
    expect(terminal.store).toMatchObject({ reader: expect.anything() });
    expect(terminal.store.position()).toBe(1);
    expect(terminal.store.acknowledgedSeq()).toBe(1);
    expect(terminal.store.backlog()).toBe(1);
    expect(terminal.store.reader.get(item, 'a')?.history).toEqual(['terminal-a/1']);
    expect(terminal.store.reader.get(item, 'b')?.history).toEqual(['terminal-a/2']);
    expect(terminal.store.log({ limit: 10 }).map(({ header }) => header.terminalId)).toEqual(['terminal-a', 'terminal-a']);
    expect(verified()).toEqual({ fault: null, differs: null });

    const [lost] = terminal.store.entriesAfter(1, 1);
    if (lost) restored.place(lost);
    const { items, checkpoint } = restored.pull(1, { terminalId: 'terminal-a' });
    expect(terminal.store.applyFeed(items, checkpoint).answered).toHaveLength(1);
    expect(terminal.store.backlog()).toBe(0);
    expect(verified()).toEqual({ fault: null, differs: null });
  });

  it('keeps the records as they are until the snapshot is whole', () => {
    terminal.server.place(other.write([described('a')]));
    terminal.pull();
    terminal.store.loadSnapshotPage(terminal.server.snapshot([{ record: 'item', body: itemBody('z') }], 'more'), 0);
    expect(terminal.store.reader.find(item, {}).map(({ id }) => id)).toEqual(['a']);
    terminal.reopen();
    expect(verified()).toEqual({ fault: null, differs: null });
    terminal.server.place(other.write([described('b')]));
    terminal.pull();
    expect(terminal.store.reader.find(item, {})).toHaveLength(2);
  });

  it('cannot claim entries of this terminal that its own log lacks', () => {
    expect(() => terminal.store.loadSnapshotPage(terminal.server.snapshot([]), 3)).toThrow(/3 entries of this terminal/);
  });
});

describe('a program whose records have another shape', () => {
  /** As a later version might have it: one column more, and the name in capitals. */
  const laterItem = defineRecord({
    ...item,
    columns: [...item.columns, 'code'],
    indexes: [...item.indexes, ['code']],
    handlers: item.handlers.map((handler) =>
      handler.change === 'item.described.v1'
        ? on<Item, Parameters<typeof itemDescribed.of>[0]>(itemDescribed, {
            fold: (record, body) => ({ ...itemBody(body.id, record?.history ?? []), ...body, name: body.name.toUpperCase() }),
          })
        : handler,
    ),
  });
  const laterHouse = buildHouse({
    changes: [itemDescribed, itemRemoved, itemClaimed, tallyRaised, noteWritten, itemBroken],
    records: [laterItem, tally, dayTally, note],
    operations: [],
    queries: [],
  });

  it('folds its tables anew when it opens the store', () => {
    terminal.store.loadSnapshotPage(terminal.server.snapshot([{ record: 'item', body: itemBody('base') }]), 0);
    terminal.server.place(other.write([described('a')]));
    terminal.pull();
    terminal.append([described('b')]);
    terminal.append([described('a', 'again')]);
    terminal.reopen(laterHouse);
    expect(terminal.store.reader.find(laterItem, { code: '' }).map(({ name }) => name)).toEqual(['AGAIN', 'B', 'base']);
    expect(terminal.store.backlog()).toBe(2);
    expect(terminal.store.log({ limit: 10, subject: 'b' })).toHaveLength(1);
    const { fault, differs } = verifyTerminalStore(terminal.file, laterHouse);
    expect({ fault, differs }).toEqual({ fault: null, differs: null });
    terminal.send();
    terminal.pull();
    expect(terminal.store.backlog()).toBe(1);
  });

  it('knows that what it began from is older, until a snapshot of this version came', () => {
    terminal.store.loadSnapshotPage(terminal.server.snapshot([{ record: 'item', body: itemBody('base') }]), 0);
    expect(terminal.store.beganOlder()).toBe(false);
    terminal.reopen();
    expect(terminal.store.beganOlder()).toBe(false);
    terminal.append([described('b')]);
    terminal.send(ACCEPTED);
    terminal.pull();
    terminal.append([described('c')]);
    terminal.reopen(laterHouse);
    expect(terminal.store.reader.get(laterItem, 'base')?.name).toBe('base');
    expect(terminal.store.beganOlder()).toBe(true);
    const anew = ['BASE', 'B'].map((name) => ({ record: 'item', body: { ...itemBody(name.toLowerCase()), name } }));
    terminal.store.loadSnapshotPage(terminal.server.snapshot(anew), 1);
    expect(terminal.store.beganOlder()).toBe(false);
    expect(terminal.store.reader.find(laterItem, {}).map(({ name }) => name)).toEqual(['B', 'BASE', 'C']);
    expect(terminal.store.backlog()).toBe(1);
    terminal.reopen(laterHouse);
    expect(terminal.store.beganOlder()).toBe(false);
    const { fault, differs } = verifyTerminalStore(terminal.file, laterHouse);
    expect({ fault, differs }).toEqual({ fault: null, differs: null });
  });

  it('that began before it was kept what the records were of takes them anew once', () => {
    terminal.store.loadSnapshotPage(terminal.server.snapshot([{ record: 'item', body: itemBody('base') }]), 0);
    terminal.withFile((db) => db.exec("DELETE FROM meta WHERE name = 'base-fingerprint'"));
    terminal.reopen();
    expect(terminal.store.beganOlder()).toBe(true);
    terminal.store.loadSnapshotPage(terminal.server.snapshot([{ record: 'item', body: itemBody('base') }]), 0);
    expect(terminal.store.beganOlder()).toBe(false);
  });

  it('that cannot fold onto what it began from opens empty, and is filled by the next snapshot', () => {
    const strict = defineRecord({
      ...laterItem,
      handlers: laterItem.handlers.map((handler) =>
        handler.change === 'item.described.v1'
          ? on<Item, Parameters<typeof itemDescribed.of>[0]>(itemDescribed, {
              fold: (record, body) => {
                const { newer } = (record ?? { newer: [] }) as unknown as { newer: string[] };
                return { ...itemBody(body.id), name: [...newer, body.name].join(' '), newer: [body.name] } as Item;
              },
            })
          : handler,
      ),
    });
    const strictHouse = buildHouse({
      changes: [itemDescribed, itemRemoved, itemClaimed, tallyRaised, noteWritten, itemBroken],
      records: [strict, tally, dayTally, note],
      operations: [],
      queries: [],
    });
    terminal.store.loadSnapshotPage(terminal.server.snapshot([{ record: 'item', body: itemBody('base') }]), 0);
    terminal.append([described('base', 'mine')]);
    terminal.reopen(strictHouse);
    expect(terminal.store.reader.find(strict, {})).toEqual([]);
    expect([terminal.store.backlog(), terminal.store.beganOlder()]).toEqual([1, true]);
    const body = { ...itemBody('base'), newer: ['base'] };
    terminal.store.loadSnapshotPage(terminal.server.snapshot([{ record: 'item', body }]), 0);
    expect(terminal.store.reader.find(strict, {}).map(({ name }) => name)).toEqual(['base mine']);
    terminal.reopen(strictHouse);
    expect(terminal.store.reader.find(strict, {}).map(({ name }) => name)).toEqual(['base mine']);
    expect(terminal.store.beganOlder()).toBe(false);
  });
});
