import type { RecordKey } from '#domain/kernel/change.ts';
import type { FindOptions, Identified, Reader, RecordType, Where } from '#domain/kernel/record.ts';
import type { KeptRecord } from './kept-record.ts';
import type { RecordTables } from './record-tables.ts';

/** Remembers records as they were read, for one synchronous stretch that writes them once at its end. */
export class RecordsBefore implements Reader {
  readonly #tables: RecordTables;
  readonly #read = new Map<string, KeptRecord>();

  constructor(tables: RecordTables) {
    this.#tables = tables;
  }

  get<Rec extends Identified>(type: RecordType<Rec>, id: string): Rec | undefined {
    return this.recordOf({ record: type.name, id }) as Rec | undefined;
  }

  find<Rec extends Identified>(type: RecordType<Rec>, where: Where<Rec>, options?: FindOptions<Rec>): readonly Rec[] {
    return this.#tables.find(type, where, options);
  }

  search<Rec extends Identified>(type: RecordType<Rec>, text: string, limit?: number): readonly Rec[] {
    return this.#tables.search(type, text, limit);
  }

  /** The record's JSON as stored; undefined: there is none. */
  bodyOf(key: RecordKey): string | undefined {
    return this.#before(key).body;
  }

  recordOf(key: RecordKey): Identified | undefined {
    return this.#before(key).record;
  }

  #before(key: RecordKey): KeptRecord {
    const text = `${key.record}\n${key.id}`;
    let before = this.#read.get(text);
    if (!before) {
      before = this.#tables.kept(key);
      this.#read.set(text, before);
    }
    return before;
  }
}
