import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { item, smallHouse } from '../../../tests/store-contract/small-house.ts';
import { type Db, openScratch } from './database.ts';
import { RecordTables } from './record-tables.ts';

let db: Db;
let tables: RecordTables;
beforeEach(() => {
  db = openScratch();
  tables = new RecordTables(db, smallHouse, ['patients']);
  tables.create();
});
afterEach(() => {
  db.close();
});

function put(at: number, name: string): void {
  const id = `item-${String(at).padStart(5, '0')}`;
  tables.write({ record: 'item', id }, { id, name, code: '', shelf: null, price: 0, open: true } as { id: string });
}

function found(text: string, limit = 20): string[] {
  return tables.search(item, text, limit).map(({ name }) => name);
}

describe('a search among many', () => {
  beforeEach(() => {
    db.transaction(() => {
      for (let at = 0; at < 2_500; at++) put(at, `Chandra ${at % 2 === 0 ? 'Sharma' : 'Shah'}`);
      put(2_500, 'Chandrasekhar Sharma');
      put(2_501, 'Chaplin Shastri');
    })();
  });

  it('finds words that many have, as many as asked for', () => {
    expect(found('chand')).toEqual(
      Array(20)
        .fill('Chandra Sharma')
        .map((name, at) => (at % 2 === 0 ? name : 'Chandra Shah')),
    );
    expect(found('chandra sharma', 5)).toEqual(Array(5).fill('Chandra Sharma'));
    expect(found('sha chandr', 3)).toHaveLength(3);
  });

  it('finds the few among the many that begin alike, however late they come', () => {
    expect(found('chandrase')).toEqual(['Chandrasekhar Sharma']);
    expect(found('chandrasekhar sharm')).toEqual(['Chandrasekhar Sharma']);
    expect(found('chap')).toEqual(['Chaplin Shastri']);
    expect(found('shast cha')).toEqual(['Chaplin Shastri']);
  });

  it('finds nothing where a word is only part of another', () => {
    expect(found('handra')).toEqual([]);
    expect(found('chandra zzzz')).toEqual([]);
    expect(found('chandrax')).toEqual([]);
  });
});

it('reads a record as it was last written, and as it was before a transaction that failed', () => {
  put(1, 'Asha');
  put(1, 'Asha Rao');
  expect(tables.get(item, 'item-00001')?.name).toBe('Asha Rao');
  const failing = db.transaction(() => {
    put(1, 'nobody');
    put(2, 'nobody');
    expect(tables.get(item, 'item-00001')?.name).toBe('nobody');
    throw new Error('the disk is full');
  });
  expect(failing).toThrow('the disk is full');
  tables.forgetRead();
  expect(tables.get(item, 'item-00001')?.name).toBe('Asha Rao');
  expect(tables.get(item, 'item-00002')).toBeUndefined();
  tables.write({ record: 'item', id: 'item-00001' }, undefined);
  expect(tables.get(item, 'item-00001')).toBeUndefined();
});
