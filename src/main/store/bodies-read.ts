import type { RecordKey } from '#domain/kernel/change.ts';
import type { FindOptions, Identified, Reader, RecordType, Where } from '#domain/kernel/record.ts';
import type { RecordTables } from './record-tables.ts';

/** Remembers the JSON of the records that were got, for one synchronous stretch in which nothing is written. */
export class BodiesRead implements Reader {
  readonly #tables: RecordTables;
  readonly #bodies = new Map<string, string | undefined>();

  constructor(tables: RecordTables) {
    this.#tables = tables;
  }

  get<Rec extends Identified>(type: RecordType<Rec>, id: string): Rec | undefined {
    const body = this.bodyOf({ record: type.name, id });
    return body === undefined ? undefined : (JSON.parse(body) as Rec);
  }

  find<Rec extends Identified>(type: RecordType<Rec>, where: Where<Rec>, options?: FindOptions<Rec>): readonly Rec[] {
    return this.#tables.find(type, where, options);
  }

  search<Rec extends Identified>(type: RecordType<Rec>, text: string, limit?: number): readonly Rec[] {
    return this.#tables.search(type, text, limit);
  }

  bodyOf(key: RecordKey): string | undefined {
    const text = `${key.record}\n${key.id}`;
    if (this.#bodies.has(text)) return this.#bodies.get(text);
    const body = this.#tables.bodyOf(key);
    this.#bodies.set(text, body);
    return body;
  }
}
