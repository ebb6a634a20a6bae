import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Transactions } from './transactions.ts';

let folder: string;
let db: Database.Database;
let elsewhere: Database.Database;
let undone: number;
let transactions: Transactions;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'counterfoil-transactions-'));
  db = new Database(join(folder, 'one.sqlite'));
  db.pragma('journal_mode = WAL');
  db.exec('CREATE TABLE word (text TEXT NOT NULL UNIQUE)');
  elsewhere = new Database(join(folder, 'one.sqlite'), { readonly: true });
  undone = 0;
  transactions = new Transactions(db, () => undone++);
});
afterEach(() => {
  for (const one of [db, elsewhere]) one.close();
  rmSync(folder, { recursive: true });
});

const words = (of = db) => of.prepare('SELECT text FROM word ORDER BY rowid').pluck().all();
const say = (text: string | null) => () => void db.prepare('INSERT INTO word VALUES (?)').run(text);
const sayAndFail = (text: string) => () => {
  say(text)();
  throw new Error('no more words');
};

it('makes work durable at once, and what is begun with whatever comes next', () => {
  transactions.later(say('one'));
  transactions.later(say('two'));
  expect([words(), words(elsewhere)]).toEqual([['one', 'two'], []]);
  transactions.now(say('three'));
  expect(words(elsewhere)).toEqual(['one', 'two', 'three']);
});

it('settles what was begun, once', () => {
  transactions.later(say('one'));
  transactions.settle();
  transactions.settle();
  expect(words(elsewhere)).toEqual(['one']);
});

it('keeps what was begun when work that is durable at once fails, and nothing of that work', () => {
  transactions.later(say('one'));
  expect(() => transactions.now(sayAndFail('two'))).toThrow('no more words');
  expect([words(elsewhere), undone]).toEqual([['one'], 1]);
});

it('undoes what was begun with the piece that fails, says so, and from then on keeps each piece by itself', () => {
  transactions.later(say('one'));
  expect(() => transactions.later(sayAndFail('two'))).toThrow('no more words');
  expect([words(), undone]).toEqual([[], 1]);
  transactions.later(say('one'));
  expect(() => transactions.later(sayAndFail('two'))).toThrow('no more words');
  expect(words(elsewhere)).toEqual(['one']);
});

it('reads at one moment what is read together, and makes durable at once what is written in it', () => {
  const other = new Database(join(folder, 'one.sqlite'));
  const said = transactions.reading(() => {
    const first = words();
    other.prepare('INSERT INTO word VALUES (?)').run('from elsewhere');
    const again = words();
    transactions.now(say('two'));
    return [first, again, words(elsewhere), words()];
  });
  other.close();
  expect(said).toEqual([[], [], ['from elsewhere', 'two'], ['from elsewhere', 'two']]);
});

it('ends the reading when it fails, and leaves what was begun before it as it is', () => {
  expect(() => transactions.reading(sayAndFail('one'))).toThrow('no more words');
  expect(db.inTransaction).toBe(false);
  transactions.later(say('two'));
  expect([transactions.reading(() => words()), words(elsewhere)]).toEqual([['one', 'two'], ['one']]);
});
