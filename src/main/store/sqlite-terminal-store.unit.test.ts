import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isRefusal } from '#domain/kernel/refusal.ts';
import { publicKeyFrom, readHeader, verifyHash } from '#protocol/entry.ts';
import { BRANCH, CLINIC, ForeignAuthor, MORNING_MS } from '../../../tests/store-contract/foreign-author.ts';
import {
  item,
  itemBroken,
  itemClaimed,
  itemDescribed,
  note,
  noteWritten,
  smallHouse,
  tally,
  tallyRaised,
} from '../../../tests/store-contract/small-house.ts';
import { ACCEPTED, keyPair } from '../../../tests/store-contract/small-server.ts';
import { ownEntry, SmallTerminal, TERMINAL } from '../../../tests/store-contract/small-terminal.ts';
import { openDatabase } from './database.ts';
import { migrate } from './migrate.ts';
import { openTerminalStore } from './open-terminal-store.ts';
import { SqliteTerminalStore } from './sqlite-terminal-store.ts';
import { StoreFault } from './store-fault.ts';
import { identityOf, OtherTerminalsStore } from './store-identity.ts';
import { verifyTerminalStore } from './verify-terminal-store.ts';

let terminal: SmallTerminal;
beforeEach(() => {
  terminal = new SmallTerminal();
});
afterEach(() => terminal.remove());

const described = (id: string) => itemDescribed.of({ id, name: id, code: '', shelf: null, price: 0, open: true });
const raised = (amountMinor: number) => tallyRaised.of({ id: 't', itemId: 'a', amountMinor });

describe('appending', () => {
  it('fills in chain, clock and totals', () => {
    terminal.append([raised(500)], { recordedAtMs: MORNING_MS + 7, sessionId: 's', operation: 'recordPayment' });
    const [entry] = terminal.store.entriesAfter(0, 10);
    expect(readHeader(entry?.header ?? '')).toMatchObject({
      clinicId: CLINIC,
      branchId: BRANCH,
      terminalId: TERMINAL,
      epoch: 1,
      seq: 1,
      prev: '0'.repeat(64),
      hlc: `${String(MORNING_MS + 7).padStart(15, '0')}:000000`,
      operation: 'recordPayment',
      grossInMinor: 500,
      grossOutMinor: 0,
      checkpoint: null,
    });
    expect(terminal.store.head()).toMatchObject({ seq: 1, hash: entry?.hash, grossInMinor: 500 });
    expect(terminal.store.backlog()).toBe(1);
  });

  it('never lets the clock reading go back, whatever the wall clock does', () => {
    terminal.append([described('a')], { recordedAtMs: MORNING_MS + 1000 });
    terminal.append([described('a')], { recordedAtMs: MORNING_MS - 86_400_000 });
    terminal.append([described('a')], { recordedAtMs: MORNING_MS + 1000 });
    const readings = terminal.store.entriesAfter(0, 10).map(({ header }) => readHeader(header).hlc);
    expect(readings).toEqual([...readings].sort());
    expect(new Set(readings).size).toBe(3);
  });

  it('signs what prints a document, and finds it by its number at once and later', () => {
    const documentNumber = 'R01/2627/000001';
    const { hash } = terminal.append([raised(500)], { documentNumber });
    const printed = terminal.store.entryOfDocument(documentNumber);
    expect(printed?.hash).toBe(hash);
    expect(verifyHash(hash, printed?.signature ?? '', publicKeyFrom(terminal.keys.publicKey))).toBe(true);
    terminal.send();
    terminal.pull();
    expect(terminal.store.entryOfDocument(documentNumber)).toEqual(printed);
    expect(terminal.store.entryOfDocument('R01/2627/000002')).toBeUndefined();
  });

  it('names the records that now read differently', () => {
    expect(terminal.append([described('a'), raised(5)]).touched).toEqual([
      { record: 'item', id: 'a' },
      { record: 'tally', id: 't' },
      { record: 'day-tally', id: 'branch-1:2026-05-04' },
    ]);
  });

  it('is there after the store was closed and opened', () => {
    terminal.append([described('a')]);
    const head = terminal.store.head();
    terminal.reopen();
    expect(terminal.store.head()).toEqual(head);
    expect(terminal.store.reader.get(item, 'a')?.name).toBe('a');
    expect(terminal.append([described('b')]).seq).toBe(2);
    expect(verifyTerminalStore(terminal.file, smallHouse).fault).toBeNull();
  });

  it('goes on over many filings of what it left for later', () => {
    for (let count = 0; count < 45; count++) terminal.append([described(`i${count % 4}`)]);
    expect(terminal.store.log({ limit: 200, subject: 'i0' })).toHaveLength(12);
    expect(verifyTerminalStore(terminal.file, smallHouse)).toMatchObject({ entries: 45, fault: null, differs: null });
  });
});

describe('appending with checks', () => {
  it('runs each change’s check on the records as the one before it leaves them', () => {
    const refusal = terminal.store.appendChecked(
      ownEntry([itemClaimed.of({ id: 'a', by: 'x' }), itemClaimed.of({ id: 'a', by: 'y' })]),
    );
    expect(refusal).toEqual({ refused: true, code: 'already-claimed', details: { by: 'x' } });
    expect(terminal.store.head().seq).toBe(0);
    expect(terminal.store.reader.get(item, 'a')).toBeUndefined();
  });

  it('appends what holds', () => {
    const appended = terminal.store.appendChecked(ownEntry([itemClaimed.of({ id: 'a', by: 'x' })]));
    expect(isRefusal(appended)).toBe(false);
    expect(terminal.store.reader.get(item, 'a')?.claimedBy).toBe('x');
  });
});

describe('least data', () => {
  it('logs a change of a stream not held here, and folds it into nothing', () => {
    const cashier = new SmallTerminal({ kind: 'cashier' });
    cashier.append([noteWritten.of({ id: 'n', itemId: 'a', text: 'x' }), raised(5)]);
    expect(cashier.store.reader.get(note, 'n')).toBeUndefined();
    expect(cashier.store.reader.get(tally, 't')?.totalMinor).toBe(5);
    expect(verifyTerminalStore(cashier.file, smallHouse)).toMatchObject({ fault: null, differs: null });
    cashier.remove();
  });
});

describe('values of this machine', () => {
  it('are kept, replaced and removed', () => {
    expect(terminal.store.localValue('lockout')).toBeUndefined();
    terminal.store.setLocalValue('lockout', '3');
    terminal.store.setLocalValue('lockout', '4');
    terminal.reopen();
    expect(terminal.store.localValue('lockout')).toBe('4');
    terminal.store.setLocalValue('lockout', null);
    expect(terminal.store.localValue('lockout')).toBeUndefined();
  });
});

describe('opening', () => {
  it('has every commit on the disk before it answers', () => {
    const db = openDatabase(terminal.file);
    expect(db.pragma('synchronous', { simple: true })).toBe(2);
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
    db.close();
  });

  it.each([
    ['another terminal', { terminalId: 'terminal-x' }],
    ['another life of this one', { epoch: 2 }],
    ['another clinic', { clinicId: 'clinic-2' }],
    ['another kind', { kind: 'cashier' as const }],
  ])('refuses the store of %s', (_what, other) => {
    const place = {
      clinicId: CLINIC,
      branchId: BRANCH,
      terminalId: TERMINAL,
      terminalCode: 'T01',
      kind: terminal.kind,
      epoch: 1,
    };
    const { dataDir, keys, server } = terminal;
    const parts = { dataDir, house: smallHouse, privateKey: keys.privateKey, serverPublicKey: server.publicKey, explores: true };
    expect(() => openTerminalStore({ ...parts, place: { ...place, ...other } })).toThrow(OtherTerminalsStore);
  });

  it('refuses the store of another key', () => {
    const place = {
      clinicId: CLINIC,
      branchId: BRANCH,
      terminalId: TERMINAL,
      terminalCode: 'T01',
      kind: terminal.kind,
      epoch: 1,
    };
    const { dataDir, server } = terminal;
    const { privateKey } = keyPair();
    const parts = { dataDir, house: smallHouse, place, privateKey, serverPublicKey: server.publicKey, explores: true };
    expect(() => openTerminalStore(parts)).toThrow(/publicKey/);
  });
});

describe('what the disk does wrong', () => {
  const place = {
    clinicId: CLINIC,
    branchId: BRANCH,
    terminalId: TERMINAL,
    terminalCode: 'T01',
    kind: 'back-office',
    epoch: 1,
  } as const;

  function openWith(pragma: string) {
    const db = openDatabase(terminal.file);
    migrate(db);
    const { privateKey } = terminal.keys;
    const store = new SqliteTerminalStore(db, smallHouse, {
      place,
      privateKey,
      identity: identityOf(place, privateKey, terminal.server.publicKey),
      explores: true,
    });
    db.pragma(pragma);
    return { db, store };
  }

  it('a full disk is named, and nothing of the entry is there', () => {
    terminal.append([described('a')]);
    terminal.store.close();
    const { db, store } = openWith('max_page_count = 1');
    const big = noteWritten.of({ id: 'n', itemId: 'a', text: 'x'.repeat(200_000) });
    expect(() => store.append(ownEntry([described('b'), big]))).toThrow(
      expect.objectContaining({ reason: 'disk-full', code: 'SQLITE_FULL' }),
    );
    expect(store.head().seq).toBe(1);
    expect(store.reader.get(item, 'b')).toBeUndefined();
    db.pragma('max_page_count = 100000');
    expect(store.append(ownEntry([described('b')])).seq).toBe(2);
    store.close();
    terminal.store = terminal.open();
    expect(verifyTerminalStore(terminal.file, smallHouse)).toMatchObject({ entries: 2, fault: null, differs: null });
  });

  it('a full disk lets nothing of a pull in', () => {
    const other = new ForeignAuthor('terminal-b');
    terminal.server.place(other.write([noteWritten.of({ id: 'n', itemId: 'a', text: 'x'.repeat(200_000) })]));
    terminal.store.close();
    const { store } = openWith('max_page_count = 1');
    const { items, checkpoint } = terminal.server.pull(0, { terminalId: TERMINAL });
    expect(() => store.applyFeed(items, checkpoint)).toThrow(StoreFault);
    expect(store.position()).toBe(0);
    store.close();
    terminal.store = terminal.open();
    expect(terminal.store.position()).toBe(0);
    terminal.pull();
    expect(terminal.store.reader.get(note, 'n')).toBeDefined();
  });

  it('a store held by another program is named', () => {
    const { store } = openWith('busy_timeout = 0');
    terminal.withFile((db) => {
      db.exec('BEGIN IMMEDIATE');
      expect(() => store.append(ownEntry([described('a')]))).toThrow(expect.objectContaining({ reason: 'busy' }));
    });
    expect(store.append(ownEntry([described('a')])).seq).toBe(1);
    store.close();
    terminal.reopen();
  });

  it('a second program that appends is caught by the chain', () => {
    const { store } = openWith('busy_timeout = 0');
    terminal.append([described('a')]);
    expect(() => store.append(ownEntry([described('b')]))).toThrow();
    expect(store.head().seq).toBe(0);
    store.close();
    terminal.reopen();
    expect(terminal.store.head().seq).toBe(1);
    expect(verifyTerminalStore(terminal.file, smallHouse).fault).toBeNull();
  });

  it('a file that is no database is named', () => {
    terminal.store.close();
    const fs = process.getBuiltinModule('node:fs');
    fs.writeFileSync(terminal.file, 'x'.repeat(10_000));
    expect(() => terminal.open()).toThrow(expect.objectContaining({ reason: 'damaged' }));
    fs.rmSync(terminal.file);
    terminal.store = terminal.open();
  });
});

describe('an entry that cannot be folded', () => {
  it('leaves the chain where it was', () => {
    expect(() => terminal.append([itemBroken.of({ id: 'a' })])).toThrow('this fold is broken');
    expect(terminal.store.head().seq).toBe(0);
    terminal.append([described('a')]);
    terminal.send(ACCEPTED);
    terminal.pull();
    expect(terminal.store.acknowledgedSeq()).toBe(1);
  });
});
