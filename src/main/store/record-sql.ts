import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Condition, FindOptions, RecordType } from '#domain/kernel/record.ts';

/** A value as SQLite binds it. */
export type Bound = string | number | null;

export function tableOf(type: RecordType): string {
  return `r_${type.name.replaceAll('-', '_')}`;
}

export function searchTableOf(type: RecordType): string {
  return `s_${type.name.replaceAll('-', '_')}`;
}

/** The columns of a record's table beyond its own: `_key` is the row, `_words` what it is searched by. */
function columnsOf(type: RecordType): readonly string[] {
  const columns = (type.columns as readonly string[]).filter((column) => column !== 'id');
  for (const column of columns)
    if (!/^[A-Za-z][A-Za-z0-9]*$/.test(column) || column === 'body')
      throw new Error(`${type.name} cannot have a column ${column}`);
  return columns;
}

/**
 * The statements that make a record type's table, its indexes and its search index. Columns have no declared type, so
 * that a text of digits stays a text. Every index ends in the id, which breaks ties in `find`.
 */
export function createRecordTable(type: RecordType): readonly string[] {
  const table = tableOf(type);
  const columns = columnsOf(type).map((column) => `, "${column}"`);
  const words = type.searchText ? ', _words TEXT NOT NULL' : '';
  const statements = [
    `CREATE TABLE ${table} (_key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, body TEXT NOT NULL${columns.join('')}${words})`,
    ...type.indexes.map((index, at) => {
      const named = index.map((column) => `"${column}"`).join(', ');
      return `CREATE INDEX i${at}_${table.slice(2)} ON ${table} (${named}, id)`;
    }),
  ];
  return type.searchText ? [...statements, ...createSearchTable(type)] : statements;
}

/** Beginnings of words up to this length are indexed as such; a longer one is put together from all the words it begins. */
const PREFIX_LETTERS = 3;

/** Words arrive already folded, so the tokenizer must only part them; vowel signs (M*) belong to their letter. */
function createSearchTable(type: RecordType): readonly string[] {
  const table = tableOf(type);
  const search = searchTableOf(type);
  const forget = `INSERT INTO ${search} (${search}, rowid, _words) VALUES ('delete', old._key, old._words);`;
  const learn = `INSERT INTO ${search} (rowid, _words) VALUES (new._key, new._words);`;
  return [
    `CREATE VIRTUAL TABLE ${search} USING fts5 (_words, content='${table}', content_rowid='_key', detail=none, columnsize=0,
      prefix='${Array.from({ length: PREFIX_LETTERS }, (_, at) => at + 1).join(' ')}', tokenize="unicode61 remove_diacritics 0 categories 'L* N* Co M*'")`,
    `CREATE TRIGGER ${search}_added AFTER INSERT ON ${table} BEGIN ${learn} END`,
    `CREATE TRIGGER ${search}_removed AFTER DELETE ON ${table} BEGIN ${forget} END`,
    `CREATE TRIGGER ${search}_changed AFTER UPDATE OF _words ON ${table} WHEN old._words IS NOT new._words
      BEGIN ${forget} ${learn} END`,
  ];
}

/** Rows whose words begin with each of these, for MATCH. */
export function matching(words: readonly string[]): string {
  return words.map((word) => `"${word}"*`).join(' ');
}

/** The first so many rows are looked through for words too long for the index of beginnings. */
const LOOKED_THROUGH = 2_000;
/** Fewer for numbers: of those who share the first digits of a phone hardly any share the next, unless a great many do. */
const LOOKED_THROUGH_FOR_NUMBERS = 200;

export function lookedThrough(longer: readonly string[]): number {
  return longer.some((word) => /^\p{N}/u.test(word)) ? LOOKED_THROUGH_FOR_NUMBERS : LOOKED_THROUGH;
}

export function searchRecords(type: RecordType): string {
  const search = searchTableOf(type);
  return `SELECT r.body FROM ${search} s CROSS JOIN ${tableOf(type)} r ON r._key = s.rowid WHERE ${search} MATCH ? LIMIT ?`;
}

/**
 * The same for words of any length, where many match: rows by the indexed beginnings of the words, looked through one by one
 * until enough are found. An answer shorter than the limit says nothing. Values: MATCH, how many rows to look through, the
 * words with a space before each as JSON, limit.
 */
export function searchFrequent(type: RecordType): string {
  const search = searchTableOf(type);
  return `SELECT body FROM (SELECT r.body, ' ' || r._words AS words FROM ${search} s CROSS JOIN ${tableOf(type)} r ON r._key = s.rowid
      WHERE ${search} MATCH ? LIMIT ?)
    WHERE NOT EXISTS (SELECT 1 FROM json_each(?) WHERE instr(words, value) = 0) LIMIT ?`;
}

/** What stands in the index of beginnings for each word, and the words that are longer. */
export function beginnings(words: readonly string[]): {
  readonly indexed: readonly string[];
  readonly longer: readonly string[];
} {
  const indexed = words.map((word) => [...word].slice(0, PREFIX_LETTERS).join(''));
  return { indexed, longer: words.filter((word, at) => word !== indexed[at]) };
}

export function upsertRecord(type: RecordType): string {
  const columns = ['body', ...derivedColumns(type)].map((column) => `"${column}"`);
  const values = columns.map(() => '?').join(', ');
  const updates = columns.map((column) => `${column} = excluded.${column}`).join(', ');
  return `INSERT INTO ${tableOf(type)} (id, ${columns.join(', ')}) VALUES (?, ${values}) ON CONFLICT (id) DO UPDATE SET ${updates}`;
}

/** Sets the body and these columns, in this order, then names the id. */
export function updateRecord(type: RecordType, columns: readonly string[]): string {
  const sets = columns.map((column) => `, "${column}" = ?`);
  return `UPDATE ${tableOf(type)} SET body = ?${sets.join('')} WHERE id = ?`;
}

/** The column of what a record is searched by. */
export const WORDS = '_words';

export function derivedColumns(type: RecordType): readonly string[] {
  return [...columnsOf(type), ...(type.searchText ? [WORDS] : [])];
}

/** Changes when a record's shape, columns, indexes, search or the changes it folds do: the tables are then made anew. */
export function fingerprintOf(types: readonly RecordType[]): string {
  const hash = createHash('sha256');
  for (const type of types) {
    const shape = z.toJSONSchema(type.shape, { unrepresentable: 'any', io: 'output' });
    const folds = type.handlers.map((handler) => handler.change).sort();
    hash.update(JSON.stringify([createRecordTable(type), shape, folds, type.searchText?.toString() ?? null]));
  }
  return hash.digest('hex');
}

/** The statement and its values for a `find`. Fields that are not columns have no index and are refused. */
export function findRecords(
  type: RecordType,
  where: Readonly<Record<string, Condition | undefined>>,
  options: FindOptions<Record<string, unknown>>,
): { readonly sql: string; readonly values: readonly Bound[] } {
  const conditions: string[] = [];
  const values: Bound[] = [];
  for (const [field, condition] of Object.entries(where)) {
    if (condition === undefined) continue;
    const [sql, ...bound] = conditionSql(columnSql(type, field), condition);
    conditions.push(sql);
    values.push(...bound);
  }
  const order = columnSql(type, options.orderBy ?? 'id');
  const direction = options.descending ? 'DESC' : 'ASC';
  const filter = conditions.length > 0 ? ` WHERE ${conditions.join(' AND ')}` : '';
  const ties = order === 'id' ? '' : `, id ${direction}`;
  const limit = Math.min(options.limit ?? 200, 1000);
  const sql = `SELECT body FROM ${tableOf(type)}${filter} ORDER BY ${order} ${direction}${ties} LIMIT ?`;
  return { sql, values: [...values, limit] };
}

function columnSql(type: RecordType, field: string): string {
  if (field === 'id') return 'id';
  if (!(type.columns as readonly string[]).includes(field)) throw new Error(`${type.name} has no column ${field} to find by`);
  return `"${field}"`;
}

function conditionSql(column: string, condition: Condition): readonly [sql: string, ...values: Bound[]] {
  if (condition === null) return [`${column} IS NULL`];
  if (typeof condition !== 'object') return [`${column} = ?`, bound(condition)];
  if ('in' in condition) {
    const among = `${column} IN (SELECT value FROM json_each(?))`;
    const listed = JSON.stringify(condition.in.filter((one) => one !== null).map(bound));
    return condition.in.includes(null) ? [`(${among} OR ${column} IS NULL)`, listed] : [among, listed];
  }
  const { from, to } = condition;
  const parts = [
    `${column} IS NOT NULL`,
    ...(from === undefined ? [] : [`${column} >= ?`]),
    ...(to === undefined ? [] : [`${column} <= ?`]),
  ];
  return [parts.join(' AND '), ...(from === undefined ? [] : [from]), ...(to === undefined ? [] : [to])];
}

/** A field's value as its column holds it. */
export function bound(value: unknown): Bound {
  if (value === undefined || value === null) return null;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'string' || typeof value === 'number') return value;
  throw new Error(`a column holds text, numbers, booleans or null, not ${typeof value}`);
}
