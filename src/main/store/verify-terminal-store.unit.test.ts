import type Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { canonical, sha256, signHash } from '#protocol/entry.ts';
import { ForeignAuthor } from '../../../tests/store-contract/foreign-author.ts';
import { itemDescribed, noteWritten, smallHouse, tallyRaised } from '../../../tests/store-contract/small-house.ts';
import { ACCEPTED, keyPair } from '../../../tests/store-contract/small-server.ts';
import { SmallTerminal } from '../../../tests/store-contract/small-terminal.ts';
import { NotAStore, verifyTerminalStore } from './verify-terminal-store.ts';

const PAYMENT = 3;
const ENTRIES = 6;

let terminal: SmallTerminal;
beforeEach(() => {
  terminal = new SmallTerminal();
  const other = new ForeignAuthor('terminal-b');
  const described = (id: string) => itemDescribed.of({ id, name: id, code: '', shelf: null, price: 0, open: true });
  terminal.append([described('a')]);
  terminal.append([described('b'), noteWritten.of({ id: 'n', itemId: 'b', text: 'x' })]);
  terminal.append([tallyRaised.of({ id: 't', itemId: 'a', amountMinor: 500 })], { documentNumber: 'R01/2627/000001' });
  terminal.append([described('c')]);
  terminal.server.place(other.write([described('a')]));
  terminal.send(ACCEPTED, { ...ACCEPTED, status: 'flagged', flags: ['clock-suspect'] });
  terminal.pull();
  terminal.server.place(other.write([described('d')]));
  terminal.pull();
  terminal.append([tallyRaised.of({ id: 't', itemId: 'a', amountMinor: 20 })], { documentNumber: 'R01/2627/000002' });
  terminal.append([described('e')]);
});
afterEach(() => terminal.remove());

/** Edits the file as somebody who knows SQLite and has taken the triggers off. */
function tamper(edit: (db: Database.Database) => unknown): void {
  terminal.withFile((db) => {
    const triggers = db.prepare<[], { name: string; sql: string }>(
      "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name IN ('entry', 'feed', 'head', 'era', 'checkpoint')",
    );
    const dropped = triggers.all();
    for (const { name } of dropped) db.exec(`DROP TRIGGER ${name}`);
    edit(db);
    for (const { sql } of dropped) db.exec(sql);
  });
}

function found() {
  const { fault, differs } = verifyTerminalStore(terminal.file, smallHouse);
  return { seq: fault?.seq, position: fault?.position, what: fault?.what, differs };
}

/** Rewrites an entry's header, and its hash with it, as a forger without the key would. */
function forge(seq: number, change: (header: Record<string, unknown>) => void): void {
  tamper((db) => {
    const header = JSON.parse(db.prepare('SELECT header FROM entry WHERE seq = ?').pluck().get(seq) as string);
    change(header);
    const text = canonical(header);
    db.prepare('UPDATE entry SET header = ?, hash = ? WHERE seq = ?').run(text, sha256(text), seq);
  });
}

describe('a store nobody touched', () => {
  it('holds, while it is open and without its key', () => {
    expect(verifyTerminalStore(terminal.file, smallHouse)).toMatchObject({
      entries: ENTRIES,
      signed: 2,
      positions: 4,
      records: 8,
      fault: null,
      differs: null,
      identity: { terminalId: 'terminal-a', epoch: 1 },
    });
  });

  it('holds before its first entry', () => {
    const fresh = new SmallTerminal();
    expect(verifyTerminalStore(fresh.file, smallHouse)).toMatchObject({ entries: 0, positions: 0, fault: null, differs: null });
    fresh.remove();
  });

  it('is told from a file that is none', () => {
    const fresh = new SmallTerminal();
    fresh.withFile((db) => db.exec("DELETE FROM meta WHERE name = 'identity'"));
    expect(() => verifyTerminalStore(fresh.file, smallHouse)).toThrow(NotAStore);
    fresh.remove();
  });
});

describe('a store whose guards were taken off', () => {
  it.each([
    ['one trigger', (db: Database.Database) => db.exec('DROP TRIGGER entry_stays'), 'entry_stays'],
    [
      'one that lets through what it should refuse',
      (db: Database.Database) =>
        db.exec("DROP TRIGGER feed_remains; CREATE TRIGGER feed_remains BEFORE DELETE ON feed BEGIN SELECT 'yes'; END"),
      'feed_remains',
    ],
  ])('does not hold: %s', (_what, edit, name) => {
    terminal.withFile(edit);
    expect(found()).toMatchObject({ seq: null, position: null, what: expect.stringContaining(name), differs: null });
  });

  it('names them all, after the entry at fault where there is one', () => {
    terminal.withFile((db) => {
      const triggers = db.prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'trigger'").all();
      for (const { name } of triggers) db.exec(`DROP TRIGGER "${name}"`);
    });
    const { what } = found();
    for (const name of ['entry_follows', 'entry_remains', 'head_grows', 'checkpoint_stays']) expect(what).toContain(name);
    terminal.withFile((db) => db.exec('DELETE FROM entry WHERE seq = 2'));
    expect(found()).toMatchObject({ seq: 2 });
  });
});

describe('an entry whose header was edited', () => {
  const edits: [field: string, value: unknown][] = [
    ['v', 2],
    ['clinicId', 'clinic-2'],
    ['branchId', 'branch-2'],
    ['terminalId', 'terminal-x'],
    ['epoch', 2],
    ['seq', 9],
    ['prev', 'a'.repeat(64)],
    ['hlc', '000009999999999:000000'],
    ['recordedAtMs', 1],
    ['businessDate', '2020-01-01'],
    ['actorId', 'user-x'],
    ['sessionId', 'session-x'],
    ['operation', 'other'],
    ['documentNumber', null],
    ['commitments', []],
    ['grossInMinor', 0],
    ['grossOutMinor', 1],
    ['checkpoint', { position: 0, atMs: 0, root: 'a'.repeat(64) }],
  ];

  it.each(edits)('%s: its hash no longer covers it', (field, value) => {
    tamper((db) => {
      const header = JSON.parse(db.prepare('SELECT header FROM entry WHERE seq = ?').pluck().get(PAYMENT) as string);
      db.prepare('UPDATE entry SET header = ? WHERE seq = ?').run(canonical({ ...header, [field]: value }), PAYMENT);
    });
    expect(found()).toMatchObject({ seq: PAYMENT });
  });

  it.each(edits)('%s: and hashed again, it or the next one does not hold', (field, value) => {
    forge(PAYMENT, (header) => {
      header[field] = value;
    });
    expect(found()).toMatchObject({ seq: PAYMENT });
  });

  it.each([
    ['recordedAtMs', 1],
    ['businessDate', '2020-01-01'],
    ['actorId', 'user-x'],
    ['documentNumber', 'R01/2627/000009'],
    ['grossInMinor', 1],
  ])('%s of an entry that is not signed, hashed again: it or the one after it does not hold', (field, value) => {
    forge(2, (header) => {
      header[field] = value;
    });
    expect([2, 3]).toContain(found().seq);
  });

  it('of the last entry, hashed again with the head: the signature of the end tells', () => {
    forge(ENTRIES, (header) => {
      header.actorId = 'user-x';
    });
    tamper((db) => db.exec(`UPDATE head SET hash = (SELECT hash FROM entry WHERE seq = ${ENTRIES})`));
    expect(found()).toMatchObject({ seq: ENTRIES, what: 'the end of the chain is not signed by the terminal' });
  });
});

describe('an entry', () => {
  it('whose change was edited', () => {
    tamper((db) => db.exec(`UPDATE entry SET changes = replace(changes, '500', '100') WHERE seq = ${PAYMENT}`));
    expect(found()).toMatchObject({ seq: PAYMENT, what: 'change 1 is not the one committed to' });
  });

  it('whose change was taken out', () => {
    tamper((db) => db.exec(`UPDATE entry SET changes = '[]' WHERE seq = ${PAYMENT}`));
    expect(found()).toMatchObject({ seq: PAYMENT, what: 'changes are missing or added' });
  });

  it('whose change was erased by law still holds', () => {
    tamper((db) => db.exec("UPDATE entry SET changes = json_set(changes, '$[1]', NULL) WHERE seq = 2"));
    expect(found().seq).toBeUndefined();
  });

  it('whose hash was edited', () => {
    tamper((db) => db.exec(`UPDATE entry SET hash = '${'e'.repeat(64)}' WHERE seq = 2`));
    expect(found()).toMatchObject({ seq: 2, what: 'the hash does not cover the header' });
  });

  it('whose signature was taken off', () => {
    tamper((db) => db.exec(`UPDATE entry SET signature = NULL WHERE seq = ${PAYMENT}`));
    expect(found()).toMatchObject({ seq: PAYMENT, what: 'the entry prints a document but is not signed' });
  });

  it('signed with another key', () => {
    const { privateKey } = keyPair();
    const hash = terminal.store.entriesAfter(PAYMENT - 1, 1)[0]?.hash ?? '';
    tamper((db) => db.prepare('UPDATE entry SET signature = ? WHERE seq = ?').run(signHash(hash, privateKey), PAYMENT));
    expect(found()).toMatchObject({ seq: PAYMENT, what: 'the signature is not the terminal’s' });
  });

  it('that cannot be read', () => {
    tamper((db) => db.exec("UPDATE entry SET header = 'x' WHERE seq = 4"));
    expect(found()).toMatchObject({ seq: 4, what: 'the entry cannot be read' });
  });
});

describe('a chain', () => {
  it('from whose middle an entry was removed', () => {
    tamper((db) => db.exec(`DELETE FROM entry WHERE seq = ${PAYMENT}`));
    expect(found()).toMatchObject({ seq: PAYMENT, what: 'the entry is missing; 4 comes next' });
  });

  it('closed up over a removed entry', () => {
    tamper((db) => db.exec(`DELETE FROM entry WHERE seq = ${PAYMENT}; UPDATE entry SET seq = seq - 1 WHERE seq > ${PAYMENT}`));
    expect(found()).toMatchObject({ seq: PAYMENT, what: 'the entry stands at 3 but says it is 4' });
  });

  it('in which two entries were swapped', () => {
    tamper((db) =>
      db.exec(
        'UPDATE entry SET seq = -3 WHERE seq = 3; UPDATE entry SET seq = 3 WHERE seq = 4; UPDATE entry SET seq = 4 WHERE seq = -3',
      ),
    );
    expect(found()).toMatchObject({ seq: 3, what: 'the entry stands at 3 but says it is 4' });
  });

  it('cut off', () => {
    tamper((db) => db.exec('DELETE FROM entry WHERE seq >= 5'));
    expect(found()).toMatchObject({ seq: 5, what: 'the entry is missing; the chain ended at 6' });
  });

  it('cut off after a signed document whose signature is put beside the head', () => {
    tamper((db) =>
      db.exec(`DELETE FROM entry WHERE seq > 5;
        UPDATE head SET seq = 5, hash = (SELECT hash FROM entry WHERE seq = 5), signature = (SELECT signature FROM entry WHERE seq = 5)`),
    );
    expect(found()).toMatchObject({ seq: 5, what: 'the end of the chain is not signed by the terminal' });
  });

  it('to which an entry was added behind the head', () => {
    tamper((db) => db.exec('INSERT INTO entry SELECT 7, hash, header, changes, signature FROM entry WHERE seq = 6'));
    expect(found()).toMatchObject({ seq: 7 });
  });

  it('cut off below what the server has answered', () => {
    const { hash } = terminal.store.entriesAfter(0, 1)[0] ?? { hash: '' };
    tamper((db) => db.exec(`DELETE FROM entry WHERE seq > 1; UPDATE head SET seq = 1, hash = '${hash}'`));
    expect(found()).toMatchObject({ seq: 1, what: 'the end of the chain is not signed by the terminal' });
  });
});

describe('what the server told', () => {
  it('with another verdict', () => {
    tamper((db) => db.exec("UPDATE feed SET status = 'accepted', flags = '[]' WHERE status = 'flagged'"));
    expect(found()).toMatchObject({ seq: 2, position: 3, what: 'the leaf does not cover the entry and its verdict' });
  });

  it('with another leaf', () => {
    tamper((db) => db.exec(`UPDATE feed SET leaf = '${'a'.repeat(64)}', hash = NULL, header = NULL WHERE position = 1`));
    expect(found().what).toBe('the tree up to here is not the one the server signed');
  });

  it('with an edited change of another terminal', () => {
    tamper((db) => db.exec("UPDATE feed SET changes = replace(changes, '\"d', '\"x') WHERE position = 4"));
    expect(found()).toMatchObject({
      position: 4,
      what: 'the entry does not hold: change 1 is not the one committed to'.slice(25),
    });
  });

  it('with a position removed', () => {
    tamper((db) => db.exec('DELETE FROM feed WHERE position = 2'));
    expect(found()).toMatchObject({ position: 2, what: 'the position is missing; 3 comes next' });
  });

  it('cut off', () => {
    tamper((db) => db.exec('DELETE FROM feed WHERE position = 4'));
    expect(found()).toMatchObject({ position: 4, what: 'the position is missing; 4 were folded' });
  });

  it('with a checkpoint of its own making', () => {
    tamper((db) => db.exec('UPDATE checkpoint SET at_ms = 1 WHERE position = 4'));
    expect(found()).toMatchObject({ position: 4, what: 'the checkpoint is not signed by the server' });
  });
});

describe('a record', () => {
  it('that is not what the log makes of it is named', () => {
    terminal.withFile((db) => db.exec(`UPDATE r_tally SET body = json_set(body, '$.totalMinor', 1)`));
    expect(found()).toMatchObject({ seq: undefined, differs: { record: 'tally', id: 't' } });
  });

  it('that the log does not know is named', () => {
    terminal.withFile((db) => db.exec("INSERT INTO r_note (id, body, itemId) VALUES ('m', '{}', 'a')"));
    expect(found().differs).toEqual({ record: 'note', id: 'm' });
  });

  it('that is missing is named', () => {
    terminal.withFile((db) => db.exec("DELETE FROM r_note WHERE id = 'n'"));
    expect(found().differs).toEqual({ record: 'note', id: 'n' });
  });

  it('whose confirmed state was edited is named', () => {
    terminal.withFile((db) => db.exec('UPDATE confirmed SET body = \'{"id":"t"}\' WHERE record = \'tally\''));
    expect(found().differs).toEqual({ record: 'tally', id: 't' });
  });
});
