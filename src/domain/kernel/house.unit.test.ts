import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type ChangeType, defineChange, key } from './change.ts';
import { Draft } from './draft.ts';
import type { EntryFacts } from './entry-facts.ts';
import { buildHouse, checkChange, foldChange, isRefusable, moved, parseChange, touchedBy, touchedHere } from './house.ts';
import { defineRecord, on, type RecordType } from './record.ts';
import { refuse } from './refusal.ts';
import type { Stream } from './roles.ts';

interface Count {
  id: string;
  total: number;
}

const added = defineChange({
  name: 'count.added.v1',
  stream: 'money',
  nature: 'fact',
  shape: z.strictObject({ ids: z.array(z.string()), by: z.number().int().positive() }),
  touches: (body) => body.ids.map((id) => key('count', id)),
  moves: (body) => ({ inMinor: body.by, outMinor: 0 }),
});

const claimed = defineChange({
  name: 'count.claimed.v1',
  stream: 'money',
  nature: 'authority',
  shape: z.strictObject({}),
  touches: () => [],
});

const count: RecordType<Count> = defineRecord({
  name: 'count',
  shape: z.object({ id: z.string(), total: z.number() }),
  stream: 'money',
  handlers: [
    on(added, {
      check: (one, body) => ((one?.total ?? 0) + body.by > 10 ? refuse('too-much', { by: body.by }) : undefined),
      fold: (one, body, _entry, id) => ({ id, total: (one?.total ?? 0) + body.by }),
    }),
  ],
});

const sums: RecordType<Count> = defineRecord({
  name: 'sum',
  shape: count.shape,
  stream: 'management',
  handlers: [
    on(added, {
      tallies: (_body, { terminalId }) => [terminalId],
      fold: (one, body, _entry, id) => ({ id, total: (one?.total ?? 0) + body.by }),
    }),
  ],
});

const house = buildHouse({ changes: [added, claimed], records: [count, sums], operations: [], queries: [] });
const entry = { terminalId: 't', seq: 1 } as EntryFacts;

function streamed(changeStream: Stream, recordStream: Stream) {
  const change: ChangeType<Record<string, never>> = defineChange({
    ...{ name: 'a.b.v1', nature: 'fact', stream: changeStream },
    shape: z.object({}) as unknown as z.ZodType<Record<string, never>>,
    touches: () => [key('r', '1')],
  });
  const record: RecordType<Count> = defineRecord({
    ...{ name: 'r', shape: count.shape, stream: recordStream },
    handlers: [on(change, { fold: (one) => one })],
  });
  return () => buildHouse({ changes: [change], records: [record], operations: [], queries: [] });
}

describe('a house', () => {
  it('folds one change into every record it touches, telling each its id', () => {
    const draft = new Draft();
    foldChange(house, draft, added.of({ ids: ['a', 'b'], by: 4 }), entry);
    foldChange(house, draft, added.of({ ids: ['b'], by: 1 }), entry);
    expect([draft.get(count, 'a'), draft.get(count, 'b')]).toEqual([
      { id: 'a', total: 4 },
      { id: 'b', total: 5 },
    ]);
  });

  it('folds a change into records that add it up, of which the change knows nothing', () => {
    const draft = new Draft();
    const change = added.of({ ids: ['a'], by: 4 });
    expect(touchedBy(house, change, entry)).toEqual([key('count', 'a'), key('sum', 't')]);
    foldChange(house, draft, change, entry);
    foldChange(house, draft, change, entry);
    expect(draft.get(sums, 't')).toEqual({ id: 't', total: 8 });
    expect(touchedHere(house, new Draft(undefined, ['money']), change, entry)).toEqual([key('count', 'a')]);
  });

  it('refuses with the first check that does not hold, and folds nothing by checking', () => {
    const draft = new Draft();
    expect(checkChange(house, draft, added.of({ ids: ['a'], by: 11 }), entry)).toEqual(refuse('too-much', { by: 11 }));
    expect(checkChange(house, draft, added.of({ ids: ['a'], by: 10 }), entry)).toBeUndefined();
    expect([...draft.written()]).toEqual([]);
  });

  it('neither checks nor folds records of streams that are not held here', () => {
    const draft = new Draft(undefined, ['directory']);
    expect(checkChange(house, draft, added.of({ ids: ['a'], by: 11 }), entry)).toBeUndefined();
    expect(foldChange(house, draft, added.of({ ids: ['a'], by: 11 }), entry)).toEqual([]);
    expect([...draft.written()]).toEqual([]);
  });

  it('refuses an entry only where everything in it is a claim', () => {
    const fact = added.of({ ids: [], by: 1 });
    const claim = claimed.of({});
    expect([[claim], [claim, claim], [claim, fact], [fact], []].map((changes) => isRefusable(house, changes))).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  it('adds up what an entry moves', () => {
    const two = [added.of({ ids: [], by: 1 }), claimed.of({}), added.of({ ids: [], by: 5 })];
    expect(moved(house, two)).toEqual({ inMinor: 6, outMinor: 0 });
  });

  it('reads a change from outside only in its own shape', () => {
    expect(parseChange(house, { type: 'count.added.v1', body: { ids: ['a'], by: 1 } })).toEqual(added.of({ ids: ['a'], by: 1 }));
    expect(parseChange(house, { type: 'no.such.v1', body: {} })).toMatchObject({ refused: true, code: 'unknown-change' });
    expect(parseChange(house, { type: 'count.added.v1', body: { ids: ['a'], by: 0 } })).toMatchObject({
      code: 'malformed-change',
      details: { type: 'count.added.v1', where: 'by' },
    });
    expect(parseChange(house, { type: 'count.added.v1', body: { ids: [], by: 1, more: 1 } })).toMatchObject({
      code: 'malformed-change',
    });
  });

  it('is not built where a machine holds a record but does not receive a change that makes it', () => {
    expect(streamed('clinical', 'front-desk')).toThrow('reception holds r but does not receive a.b.v1');
    expect(streamed('money', 'clinical')).toThrow('consulting holds r');
    expect(streamed('directory', 'money')).not.toThrow();
    expect(streamed('front-desk', 'management')).not.toThrow();
  });

  it('is not built with an operation that makes a change nobody knows', () => {
    const operation = { name: 'add', roles: [], terminals: [], decidedAt: 'terminal', makes: [added] } as const;
    const built = (changes: (typeof added)[]) => () => buildHouse({ changes, records: [], operations: [operation], queries: [] });
    expect(built([])).toThrow('add makes count.added.v1, which is not in the registry');
    expect(built([added])).not.toThrow();
  });

  it('is not built with a name twice or a handler of an unknown change', () => {
    expect(() => buildHouse({ changes: [added, added], records: [], operations: [], queries: [] })).toThrow('twice');
    expect(() => buildHouse({ changes: [], records: [count], operations: [], queries: [] })).toThrow('not in the registry');
  });
});
