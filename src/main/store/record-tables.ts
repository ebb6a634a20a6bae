import type { Statement } from 'better-sqlite3';
import type { RecordKey } from '#domain/kernel/change.ts';
import type { House } from '#domain/kernel/house.ts';
import type { Condition, FindOptions, Identified, Reader, RecordType, Where } from '#domain/kernel/record.ts';
import { searchWords } from '#domain/kernel/record.ts';
import type { Stream } from '#domain/kernel/roles.ts';
import type { Db } from './database.ts';
import {
  type Bound,
  bound,
  columnsOf,
  createRecordTable,
  findRecords,
  fingerprintOf,
  searchTableOf,
  tableOf,
  updateBody,
  upsertRecord,
} from './record-sql.ts';

/** What is prepared once per record type. */
interface TypeStatements {
  readonly columns: readonly string[];
  readonly get: Statement<[string], string>;
  readonly put: Statement<Bound[]>;
  /** Touches no index: only for a record whose columns stay as they are. */
  readonly putBody: Statement<Bound[]>;
  readonly remove: Statement<[string]>;
  readonly search: Statement<[string, number], string> | undefined;
}

/** The records as they stand: one table for each type of the streams held here, derived from the type itself. */
export class RecordTables implements Reader {
  readonly types: readonly RecordType[];
  readonly holds: readonly Stream[];
  readonly #db: Db;
  readonly #held: ReadonlyMap<string, RecordType>;
  readonly #prepared = new Map<string, TypeStatements>();
  readonly #finds = new Map<string, Statement<Bound[], string>>();

  constructor(db: Db, house: House, holds: readonly Stream[]) {
    this.#db = db;
    this.holds = holds;
    this.types = [...house.records.values()].filter((type) => holds.includes(type.stream));
    this.#held = new Map(this.types.map((type) => [type.name, type]));
  }

  get fingerprint(): string {
    return fingerprintOf(this.types);
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
  }

  /** Records of other streams are not here and read as missing. */
  get<Rec extends Identified>(type: RecordType<Rec>, id: string): Rec | undefined {
    const body = this.bodyOf({ record: type.name, id });
    return body === undefined ? undefined : (JSON.parse(body) as Rec);
  }

  /** The record's JSON as stored. */
  bodyOf({ record, id }: RecordKey): string | undefined {
    return this.#held.has(record) ? this.#statements(record).get.get(id) : undefined;
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
    const query = words.map((word) => `"${word}"*`).join(' ');
    return search.all(query, limit).map((body) => JSON.parse(body) as Rec);
  }

  /**
   * Writes a record as it now is; undefined: it is no more.
   * @param known the record is there already: worth trying to leave its indexes alone
   */
  write({ record, id }: RecordKey, value: Identified | undefined, known = true): void {
    const statements = this.#statements(record);
    if (!value) {
      statements.remove.run(id);
      return;
    }
    const fields = value as Readonly<Record<string, unknown>>;
    const body = JSON.stringify(value);
    const columns = statements.columns.map((column) => bound(fields[column]));
    const { searchText } = this.#type(record);
    if (searchText) columns.push(searchText(value));
    if (known && statements.putBody.run(body, id, ...columns).changes === 1) return;
    statements.put.run(id, body, ...columns);
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
    const search = searchTableOf(type);
    const statements: TypeStatements = {
      columns: columnsOf(type),
      get: this.#db.prepare<[string], string>(`SELECT body FROM ${table} WHERE id = ?`).pluck(),
      put: this.#db.prepare<Bound[]>(upsertRecord(type)),
      putBody: this.#db.prepare<Bound[]>(updateBody(type)),
      remove: this.#db.prepare<[string]>(`DELETE FROM ${table} WHERE id = ?`),
      search: type.searchText
        ? this.#db
            .prepare<[string, number], string>(
              `SELECT r.body FROM ${search} s CROSS JOIN ${table} r ON r._key = s.rowid WHERE ${search} MATCH ? LIMIT ?`,
            )
            .pluck()
        : undefined,
    };
    this.#prepared.set(record, statements);
    return statements;
  }
}
