import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Db, openDatabase } from './database.ts';
import { migrate, migrations, StoreTooNew, schemaVersion } from './migrate.ts';

let folder: string;
let db: Db;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'counterfoil-migrate-'));
  db = openDatabase(join(folder, 'store.sqlite'));
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true });
});

function tables(): string[] {
  return db.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").pluck().all();
}

describe('the log’s migrations', () => {
  it('0001 makes an empty chain, an empty order, and tables that only grow', () => {
    migrate(db, 1);
    expect(tables()).toEqual(['base_record', 'checkpoint', 'entry', 'era', 'feed', 'head', 'meta', 'progress']);
    expect(db.prepare('SELECT seq FROM head').pluck().get()).toBe(0);
    expect(db.prepare('SELECT era, position, acknowledged_seq FROM progress').get()).toEqual({
      era: 1,
      position: 0,
      acknowledged_seq: 0,
    });
    db.exec("INSERT INTO entry VALUES (1, 'h', '{}', '[]', NULL)");
    expect(() => db.exec('DELETE FROM entry')).toThrow('nothing is removed from the log');
    expect(() => db.exec("UPDATE entry SET hash = 'x'")).toThrow('the log is never edited');
    expect(() => db.exec("INSERT INTO entry VALUES (3, 'h', '{}', '[]', NULL)")).toThrow('an entry only follows the last one');
  });

  it('0002 makes the overlay’s books', () => {
    migrate(db, 1);
    migrate(db, 2);
    expect(tables()).toEqual(expect.arrayContaining(['confirmed', 'pending_key', 'unfiled']));
    expect(() => db.exec("INSERT INTO pending_key VALUES ('item', 'a', 1), ('item', 'a', 1)")).toThrow('UNIQUE');
  });

  it('0003 makes the explorer’s index', () => {
    migrate(db, 3);
    db.exec("INSERT INTO subject VALUES ('a', 2, 1, 7), ('a', 1, 0, 3)");
    expect(db.prepare("SELECT ref FROM subject WHERE subject = 'a'").pluck().all()).toEqual([3, 7]);
  });

  it('0004 makes a place for what is only this machine’s', () => {
    migrate(db, 4);
    db.exec("INSERT INTO local_value VALUES ('lease', '1')");
    expect(schemaVersion(db)).toBe(4);
  });

  it('0005 gives entries of other terminals a place for their signature, those that are there already too', () => {
    migrate(db, 4);
    db.exec("INSERT INTO feed (era, position, leaf) VALUES (1, 1, 'l')");
    migrate(db, 5);
    expect(db.prepare('SELECT signature FROM feed').pluck().all()).toEqual([null]);
  });

  it('run once each, however often the store is opened', () => {
    migrate(db);
    migrate(db);
    expect(schemaVersion(db)).toBe(migrations().length);
  });

  it('refuse a store of a later program', () => {
    migrate(db);
    db.pragma(`user_version = ${migrations().length + 1}`);
    expect(() => migrate(db)).toThrow(StoreTooNew);
  });
});
