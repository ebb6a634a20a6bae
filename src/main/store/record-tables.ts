import type { Statement } from 'better-sqlite3';
import type { RecordKey } from '#domain/kernel/change.ts';
import type { House } from '#domain/kernel/house.ts';
import type { Condition, FindOptions, Identified, Reader, RecordType, Where } from '#domain/kernel/record.ts';
import { searchWords } from '#domain/kernel/record.ts';
import type { Stream } from '#domain/kernel/roles.ts';
import type { Db } from './database.ts';
import { KeptRecord, NO_RECORD } from './kept-record.ts';
import {
  type Bound,
  beginnings,
  bound,
  createRecordTable,
  derivedColumns,
  findRecords,
  fingerprintOf,
  lookedThrough,
  matching,
  searchFrequent,
  searchRecords,
  tableOf,
  updateRecord,
  upsertRecord,
  WORDS,
} from './record-sql.ts';

/** Far more than one turn of a counter looks at; a stretch of the feed passes through without filling the memory. */
const RECORDS_KEPT = 2_000;

/** What is prepared once per record type. */
interface TypeStatements {
  /** What a record is found by; `_words` last, where it has any. */
  readonly columns: readonly string[];
  readonly get: Statement<[string], string>;
  readonly put: Statement<Bound[]>;
  /** By the columns they change, joined. */
  readonly updates: Map<string, Statement<Bound[]>>;
  readonly remove: Statement<[string]>;
  readonly search: Search | undefined;
}

interface Search {
  readonly all: Statement<[string, number], string>;
  readonly frequent: Statement<[string, number, string, number], string>;
}

/** The records as they stand: one table for each type of the streams held here, derived from the type itself. */
export class RecordTables implements Reader {
  readonly types: readonly RecordType[];
  readonly holds: readonly Stream[];
  readonly #db: Db;
  readonly #held: ReadonlyMap<string, RecordType>;
  #fingerprint: string | undefined;
  readonly #prepared = new Map<string, TypeStatements>();
  readonly #finds = new Map<string, Statement<Bound[], string>>();
  /** Records as last read or written, by type and id: who is signed in, the open till and the day are asked for at every turn. */
  readonly #kept = new Map<string, KeptRecord>();

  constructor(db: Db, house: House, holds: readonly Stream[]) {
    this.#db = db;
    this.holds = holds;
    this.types = [...house.records.values()].filter((type) => holds.includes(type.stream));
    this.#held = new Map(this.types.map((type) => [type.name, type]));
  }

  get fingerprint(): string {
    this.#fingerprint ??= fingerprintOf(this.types);
    return this.#fingerprint;
  }

  holdsType(record: string): boolean {
    return this.#held.has(record);
  }

  create(): void {
    for (const type of this.types) for (const statement of createRecordTable(type)) this.#db.exec(statement);
  }

  /** Removes every record table there is, also of types this program no longer knows. */
  drop(): void {
    const tables = this.#db.prepare<[], string>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND (name GLOB 'r_*' OR sql GLOB 'CREATE VIRTUAL TABLE s_*')",
    );
    // Search tables last: the triggers of the record tables name them.
    for (const name of tables.pluck().all().sort()) this.#db.exec(`DROP TABLE ${name}`);
    this.#prepared.clear();
    this.#finds.clear();
    this.#kept.clear();
  }

  /** A transaction failed: what it wrote is not there. */
  forgetRead(): void {
    this.#kept.clear();
  }

  /** Records of other streams are not here and read as missing. The record is shared with others who read it, and frozen. */
  get<Rec extends Identified>(type: RecordType<Rec>, id: string): Rec | undefined {
    return this.kept({ record: type.name, id }).record as Rec | undefined;
  }

  /** The record as it is now: what is written later leaves this as it is. */
  kept({ record, id }: RecordKey): KeptRecord {
    if (!this.#held.has(record)) return NO_RECORD;
    const name = `${record}\n${id}`;
    const known = this.#kept.get(name);
    return known ?? this.#keep(name, new KeptRecord(this.#statements(record).get.get(id)));
  }

  #keep(name: string, record: KeptRecord): KeptRecord {
    if (this.#kept.size >= RECORDS_KEPT) this.#kept.clear();
    this.#kept.set(name, record);
    return record;
  }

  find<Rec extends Identified>(type: RecordType<Rec>, where: Where<Rec>, options: FindOptions<Rec> = {}): readonly Rec[] {
    if (!this.#held.has(type.name)) return [];
    const { sql, values } = findRecords(
      type as unknown as RecordType,
      where as Record<string, Condition>,
      options as FindOptions<Record<string, unknown>>,
    );
    let statement = this.#finds.get(sql);
    if (!statement) {
      statement = this.#db.prepare<Bound[], string>(sql).pluck();
      this.#finds.set(sql, statement);
    }
    return statement.all(...values).map((body) => JSON.parse(body) as Rec);
  }

  search<Rec extends Identified>(type: RecordType<Rec>, text: string, limit = 20): readonly Rec[] {
    const words = searchWords(text);
    if (!this.#held.has(type.name) || words.length === 0) return [];
    const search = this.#statements(type.name).search;
    if (!search) throw new Error(`${type.name} has no words to be searched by`);
    return this.#found(search, words, limit).map((body) => JSON.parse(body) as Rec);
  }

  /** Frequent words are found by looking, rare ones by the index: each would be slow at the other's. */
  #found({ all, frequent }: Search, words: readonly string[], limit: number): readonly string[] {
    const { indexed, longer } = beginnings(words);
    if (longer.length > 0) {
      const through = lookedThrough(longer);
      const found = frequent.all(matching(indexed), through, JSON.stringify(longer.map((word) => ` ${word}`)), limit);
      if (found.length === limit) return found;
    }
    return all.all(matching(words), limit);
  }

  /**
   * Writes a record as it now is; undefined: it is no more.
   * @param before the record as it is in the tables, where that is known: what stays the same is then left alone
   */
  write(key: RecordKey, value: Identified | undefined, before?: Identified): void {
    const statements = this.#statements(key.record);
    const body = value && JSON.stringify(value);
    if (!value || body === undefined) statements.remove.run(key.id);
    else if (before) this.#update(key, value, before, body);
    else statements.put.run(key.id, body, ...this.#columnValues(key.record, value));
    this.#keep(`${key.record}\n${key.id}`, new KeptRecord(body, value));
  }

  /** Setting a column to what it is would still rewrite every index it is in. */
  #update({ record, id }: RecordKey, value: Identified, before: Identified, body: string): void {
    const { columns, updates } = this.#statements(record);
    const now = this.#columnValues(record, value);
    const was = this.#columnValues(record, before);
    const changed = columns.filter((_, at) => now[at] !== was[at]);
    const names = changed.join();
    let update = updates.get(names);
    if (!update) {
      update = this.#db.prepare<Bound[]>(updateRecord(this.#type(record), changed));
      updates.set(names, update);
    }
    update.run(body, ...now.filter((one, at) => one !== was[at]), id);
  }

  #columnValues(record: string, value: Identified): Bound[] {
    const fields = value as Readonly<Record<string, unknown>>;
    const { searchText } = this.#type(record);
    return this.#statements(record).columns.map((column) =>
      column === WORDS ? (searchText?.(value) ?? '') : bound(fields[column]),
    );
  }

  #type(record: string): RecordType {
    const type = this.#held.get(record);
    if (!type) throw new Error(`${record} is not held here`);
    return type;
  }

  #statements(record: string): TypeStatements {
    const known = this.#prepared.get(record);
    if (known) return known;
    const type = this.#type(record);
    const table = tableOf(type);
    const statements: TypeStatements = {
      columns: derivedColumns(type),
      get: this.#db.prepare<[string], string>(`SELECT body FROM ${table} WHERE id = ?`).pluck(),
      put: this.#db.prepare<Bound[]>(upsertRecord(type)),
      updates: new Map(),
      remove: this.#db.prepare<[string]>(`DELETE FROM ${table} WHERE id = ?`),
      search: type.searchText
        ? {
            all: this.#db.prepare<[string, number], string>(searchRecords(type)).pluck(),
            frequent: this.#db.prepare<[string, number, string, number], string>(searchFrequent(type)).pluck(),
          }
        : undefined,
    };
    this.#prepared.set(record, statements);
    return statements;
  }
}
