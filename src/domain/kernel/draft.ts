import type { RecordKey } from './change.ts';
import type { Condition, FindOptions, Identified, Reader, RecordType, Where } from './record.ts';
import { searchWords } from './record.ts';
import { STREAMS, type Stream } from './roles.ts';

/**
 * Records as they will stand: a reader's records with changes folded on top, in memory, until a store writes them.
 * Decisions, checks and folds all run against one, on the terminal, at the server and in tests.
 */
export class Draft implements Reader {
  readonly #base: Reader;
  readonly #written = new Map<string, Map<string, Identified | undefined>>();

  /** Streams held here: changes fold only into records of these. A cashier's machine folds no clinical record. */
  readonly holds: readonly Stream[];

  constructor(base: Reader = NOTHING, holds: readonly Stream[] = STREAMS) {
    this.#base = base;
    this.holds = holds;
  }

  get<Rec extends Identified>(type: RecordType<Rec>, id: string): Rec | undefined {
    const written = this.#written.get(type.name);
    if (written?.has(id)) return written.get(id) as Rec | undefined;
    return this.#base.get(type, id);
  }

  put(key: RecordKey, record: Identified | undefined): void {
    let ofType = this.#written.get(key.record);
    if (!ofType) {
      ofType = new Map();
      this.#written.set(key.record, ofType);
    }
    ofType.set(key.id, record);
  }

  find<Rec extends Identified>(type: RecordType<Rec>, where: Where<Rec>, options: FindOptions<Rec> = {}): readonly Rec[] {
    const limit = Math.min(options.limit ?? 200, 1000);
    const written = this.#written.get(type.name) as Map<string, Rec | undefined> | undefined;
    if (!written || written.size === 0) return this.#base.find(type, where, options);
    // A written record may have left the base's answer: ask for as many more as could have.
    const base = this.#base.find(type, where, { ...options, limit: Math.min(limit + written.size, 1000) });
    const merged = base.filter((record) => !written.has(record.id));
    for (const record of written.values()) if (record && matches(record, where)) merged.push(record);
    return merged.sort(order(options)).slice(0, limit);
  }

  search<Rec extends Identified>(type: RecordType<Rec>, text: string, limit = 20): readonly Rec[] {
    const written = this.#written.get(type.name) as Map<string, Rec | undefined> | undefined;
    const base = this.#base.search(type, text, limit);
    if (!written || written.size === 0) return base;
    const words = searchWords(text);
    const fresh = [...written.values()].filter(
      (record): record is Rec => record !== undefined && words.length > 0 && hasWords(type.searchText?.(record) ?? '', words),
    );
    return [...fresh, ...base.filter((record) => !written.has(record.id))].slice(0, limit);
  }

  /** Everything put since the draft was made; `undefined` means the record does not exist. */
  *written(): Iterable<RecordKey & { value: Identified | undefined }> {
    for (const [record, ofType] of this.#written) for (const [id, value] of ofType) yield { record, id, value };
  }
}

const NOTHING: Reader = { get: () => undefined, find: () => [], search: () => [] };

function hasWords(text: string, words: readonly string[]): boolean {
  const have = text.split(' ');
  return words.every((word) => have.some((candidate) => candidate.startsWith(word)));
}

function matches<Rec>(record: Rec, where: Where<Rec>): boolean {
  for (const [field, condition] of Object.entries(where) as [keyof Rec, Condition | undefined][]) {
    if (condition === undefined) continue;
    const value = record[field] ?? null;
    if (condition === null || typeof condition !== 'object') {
      if (value !== condition) return false;
    } else if ('in' in condition) {
      if (!condition.in.includes(value as never)) return false;
    } else {
      if (value === null) return false;
      if (condition.from !== undefined && (value as string | number) < condition.from) return false;
      if (condition.to !== undefined && (value as string | number) > condition.to) return false;
    }
  }
  return true;
}

function order<Rec extends Identified>(options: FindOptions<Rec>): (a: Rec, b: Rec) => number {
  const field = options.orderBy ?? 'id';
  const sign = options.descending ? -1 : 1;
  return (a, b) => {
    const left = a[field] as unknown as string | number | null;
    const right = b[field] as unknown as string | number | null;
    const byField = left === right ? 0 : left === null ? -1 : right === null ? 1 : left < right ? -1 : 1;
    return sign * (byField || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  };
}
