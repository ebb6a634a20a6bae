import type { Change, ChangeType, Moved, RecordKey } from './change.ts';
import type { Draft } from './draft.ts';
import type { EntryFacts } from './entry-facts.ts';
import type { Operation, Query } from './operation.ts';
import type { Handler, RecordType } from './record.ts';
import { type Refusal, refuse } from './refusal.ts';
import { SUBSCRIPTIONS, TERMINAL_KINDS } from './roles.ts';

/**
 * Every capability of the product, indexed for the machinery: `main`, `sync-server` and the tests work on a house and
 * know no slice by name. Built once from `registry.ts`.
 */
export interface House {
  readonly changes: ReadonlyMap<string, ChangeType>;
  readonly records: ReadonlyMap<string, RecordType>;
  readonly operations: ReadonlyMap<string, Operation>;
  readonly queries: ReadonlyMap<string, Query>;
  readonly handlers: ReadonlyMap<string, ReadonlyMap<string, Handler<never>>>;
}

export function buildHouse(parts: {
  // What does not speak of a body, input or result: the parts of a house have each their own.
  changes: readonly Pick<ChangeType, 'name' | 'stream' | 'nature'>[];
  records: readonly Pick<RecordType, 'name' | 'stream'>[];
  operations: readonly Pick<Operation, 'name' | 'roles' | 'terminals' | 'decidedAt' | 'makes'>[];
  queries: readonly Pick<Query, 'name' | 'roles' | 'terminals' | 'readAt'>[];
}): House {
  const changes = byName(parts.changes as readonly unknown[] as ChangeType[]);
  const records = byName(parts.records as readonly unknown[] as RecordType[]);
  const handlers = new Map<string, Map<string, Handler<never>>>();
  for (const record of records.values()) {
    for (const handler of record.handlers) {
      const change = changes.get(handler.change);
      if (!change) throw new Error(`${record.name} handles ${handler.change}, which is not in the registry`);
      assertSameReach(change, record);
      const ofChange = handlers.get(handler.change) ?? new Map<string, Handler<never>>();
      if (ofChange.has(record.name)) throw new Error(`${record.name} handles ${handler.change} twice`);
      ofChange.set(record.name, handler as unknown as Handler<never>);
      handlers.set(handler.change, ofChange);
    }
  }
  for (const { name, makes } of parts.operations)
    for (const change of makes)
      if (!changes.has(change.name)) throw new Error(`${name} makes ${change.name}, which is not in the registry`);
  return {
    changes,
    records,
    operations: byName(parts.operations as readonly unknown[] as Operation[]),
    queries: byName(parts.queries as readonly unknown[] as Query[]),
    handlers,
  };
}

/** Whoever holds the record must receive the change, or replicas would differ. */
function assertSameReach(change: ChangeType, record: RecordType): void {
  for (const kind of TERMINAL_KINDS)
    if (SUBSCRIPTIONS[kind].includes(record.stream) && !SUBSCRIPTIONS[kind].includes(change.stream))
      throw new Error(`${kind} holds ${record.name} but does not receive ${change.name} (${change.stream})`);
}

function byName<Named extends { readonly name: string }>(all: readonly Named[]): Map<string, Named> {
  const map = new Map<string, Named>();
  for (const one of all) {
    if (map.has(one.name)) throw new Error(`${one.name} is in the registry twice`);
    map.set(one.name, one);
  }
  return map;
}

export function changeTypeOf(house: House, change: Change): ChangeType {
  const type = house.changes.get(change.type);
  if (!type) throw new Error(`unknown change ${change.type}`);
  return type;
}

/** The first thing that does not hold for this change, or undefined. */
export function checkChange(house: House, draft: Draft, change: Change, entry: EntryFacts): Refusal | undefined {
  for (const key of touchedHere(house, draft, change, entry)) {
    const { type, handler } = handlerOf(house, change, key);
    const refusal = handler.check?.(draft.get(type, key.id) as never, change.body as never, entry, draft, key.id);
    if (refusal) return refusal;
  }
  return undefined;
}

/** The records the change touches: those it names, then those that add it up. */
export function touchedBy(house: House, change: Change, entry: EntryFacts): readonly RecordKey[] {
  const named = changeTypeOf(house, change).touches(change.body, entry);
  const tallied: RecordKey[] = [];
  for (const [record, { tallies }] of house.handlers.get(change.type) ?? [])
    for (const id of tallies?.(change.body as never, entry) ?? []) tallied.push({ record, id });
  return tallied.length === 0 ? named : [...named, ...tallied];
}

/** The records the change touches among those held here. */
export function touchedHere(house: House, draft: Draft, change: Change, entry: EntryFacts): readonly RecordKey[] {
  const keys = touchedBy(house, change, entry);
  return keys.filter(({ record }) => {
    const type = house.records.get(record);
    if (!type) throw new Error(`${change.type} touches ${record}, which is not in the registry`);
    return draft.holds.includes(type.stream);
  });
}

/** Folds the change into every record it touches and that is held here; answers their keys. */
export function foldChange(house: House, draft: Draft, change: Change, entry: EntryFacts): readonly RecordKey[] {
  const keys = touchedHere(house, draft, change, entry);
  for (const key of keys) foldInto(house, draft, key, change, entry);
  return keys;
}

/** Folds the change into one of the records it touches. */
export function foldInto(house: House, draft: Draft, key: RecordKey, change: Change, entry: EntryFacts): void {
  const { type, handler } = handlerOf(house, change, key);
  draft.put(key, handler.fold(draft.get(type, key.id) as never, change.body as never, entry, key.id));
}

function handlerOf(house: House, change: Change, key: RecordKey) {
  const type = house.records.get(key.record);
  const handler = house.handlers.get(change.type)?.get(key.record);
  if (!type || !handler) throw new Error(`${change.type} touches ${key.record}, which does not handle it`);
  return { type, handler };
}

/** Reads a change from outside: unknown type or wrong shape is a refusal naming where. */
export function parseChange(house: House, raw: { type: string; body: unknown }): Change | Refusal {
  const type = house.changes.get(raw.type);
  if (!type) return refuse('unknown-change', { type: raw.type.slice(0, 80) });
  const parsed = type.shape.safeParse(raw.body);
  if (parsed.success) return { type: raw.type, body: parsed.data };
  const issue = parsed.error.issues[0];
  return refuse('malformed-change', {
    type: raw.type,
    where: issue?.path.join('.') ?? '',
    problem: issue?.message ?? 'does not have the expected shape',
  });
}

/** What an entry's changes move through the counter, for the perpetual totals. */
export function moved(house: House, changes: readonly Change[]): Moved {
  let inMinor = 0;
  let outMinor = 0;
  for (const change of changes) {
    const one = changeTypeOf(house, change).moves?.(change.body);
    inMinor += one?.inMinor ?? 0;
    outMinor += one?.outMinor ?? 0;
  }
  return { inMinor, outMinor };
}

/** An entry is refusable only when everything in it is a claim; with one fact in it, it is at worst flagged. */
export function isRefusable(house: House, changes: readonly Change[]): boolean {
  return changes.length > 0 && changes.every((change) => changeTypeOf(house, change).nature === 'authority');
}
