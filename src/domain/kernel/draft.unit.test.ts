import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Draft } from './draft.ts';
import { defineRecord, type RecordType, searchWords } from './record.ts';

interface Thing {
  id: string;
  name: string;
  size: number | null;
}

const thing: RecordType<Thing> = defineRecord({
  name: 'thing',
  shape: z.object({ id: z.string(), name: z.string(), size: z.number().nullable() }),
  stream: 'directory',
  columns: ['name', 'size'],
  searchText: (one) => searchWords(one.name).join(' '),
  handlers: [],
});

function drafted(base: readonly Thing[], written: readonly (Thing | string)[] = []): Draft {
  const below = new Draft();
  for (const one of base) below.put({ record: 'thing', id: one.id }, one);
  const draft = new Draft(below);
  for (const one of written)
    if (typeof one === 'string') draft.put({ record: 'thing', id: one }, undefined);
    else draft.put({ record: 'thing', id: one.id }, one);
  return draft;
}

const ids = (things: readonly Thing[]) => things.map(({ id }) => id);

describe('a draft', () => {
  const base = [
    { id: 'a', name: 'Red ball', size: 3 },
    { id: 'b', name: 'Blue ball', size: 1 },
    { id: 'c', name: 'Box', size: null },
  ];

  it('reads what was written over what is below', () => {
    const draft = drafted(base, [{ id: 'a', name: 'Green ball', size: 9 }, 'b']);
    expect(draft.get(thing, 'a')?.name).toBe('Green ball');
    expect(draft.get(thing, 'b')).toBeUndefined();
    expect(draft.get(thing, 'c')?.name).toBe('Box');
  });

  it('leaves what is below as it is', () => {
    const below = drafted(base);
    new Draft(below).put({ record: 'thing', id: 'a' }, undefined);
    expect(below.get(thing, 'a')?.name).toBe('Red ball');
  });

  it('finds by equality, by one of several and by range, nulls in none of the ranges', () => {
    const draft = drafted(base, [{ id: 'd', name: 'Cone', size: 2 }]);
    expect(ids(draft.find(thing, { size: 1 }))).toEqual(['b']);
    expect(ids(draft.find(thing, { name: { in: ['Box', 'Cone'] } }))).toEqual(['c', 'd']);
    expect(ids(draft.find(thing, { size: { from: 2 } }))).toEqual(['a', 'd']);
    expect(ids(draft.find(thing, { size: { to: 2 } }))).toEqual(['b', 'd']);
    expect(ids(draft.find(thing, { size: null }))).toEqual(['c']);
  });

  it('orders with nulls first and breaks ties by id, both ways', () => {
    const draft = drafted(base, [{ id: 'aa', name: 'Other', size: 3 }]);
    expect(ids(draft.find(thing, {}, { orderBy: 'size' }))).toEqual(['c', 'b', 'a', 'aa']);
    expect(ids(draft.find(thing, {}, { orderBy: 'size', descending: true }))).toEqual(['aa', 'a', 'b', 'c']);
  });

  it('keeps to the limit when records below have left the answer', () => {
    const draft = drafted(base, ['a', { id: 'b', name: 'Blue ball', size: 8 }]);
    expect(ids(draft.find(thing, { size: { from: 0 } }, { limit: 1 }))).toEqual(['b']);
    expect(ids(draft.find(thing, {}, { limit: 1, orderBy: 'id' }))).toEqual(['b']);
  });

  it('searches words by their beginnings, written records included and replaced ones left out', () => {
    const draft = drafted(base, [
      { id: 'a', name: 'Red cube', size: 3 },
      { id: 'd', name: 'Ballad', size: 2 },
    ]);
    expect(ids(draft.search(thing, 'ba')).sort()).toEqual(['b', 'd']);
    expect(ids(draft.search(thing, 'ball bl'))).toEqual(['b']);
    expect(draft.search(thing, '  ')).toEqual([]);
  });

  it('tells what was written, the removed as undefined', () => {
    const draft = drafted(base, [{ id: 'd', name: 'Cone', size: 2 }, 'a']);
    expect([...draft.written()]).toEqual([
      { record: 'thing', id: 'd', value: { id: 'd', name: 'Cone', size: 2 } },
      { record: 'thing', id: 'a', value: undefined },
    ]);
  });
});
