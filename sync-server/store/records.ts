import type { Sql, TransactionSql } from 'postgres';
import type { RecordKey } from '#domain/kernel/change.ts';
import type { House } from '#domain/kernel/house.ts';
import type { Condition, FindOptions, Identified, RecordType, Where } from '#domain/kernel/record.ts';
import { searchWords } from '#domain/kernel/record.ts';
import { columnText, columnWords, joined, split } from './joined.ts';
import { type RecordTable, tableOf } from './record-tables.ts';

type Row = { id: string; body: Identified };
type Parameter = string | number | null;

/** Records by id; ids that are not there are absent from the answer. */
export async function getRecords(
  tx: Sql | TransactionSql,
  clinicId: string,
  type: RecordType,
  ids: readonly string[],
): Promise<Row[]> {
  if (ids.length === 0) return [];
  // A join, not `= ANY`: each id is then one step into the index, however few rows the planner believes there are.
  const text = `SELECT one.id, one.body FROM unnest(${split('$2')}) AS wanted(id)
    JOIN "${tableOf(type).name}" one ON one.clinic_id = $1 AND one.id = wanted.id`;
  return tx.unsafe<Row[]>(text, [clinicId, joined(ids.map(columnText))], { prepare: true });
}

/** @param limit already bounded by the caller */
export async function findRecords<Rec extends Identified>(
  tx: TransactionSql,
  clinicId: string,
  type: RecordType<Rec>,
  where: Where<Rec>,
  { orderBy = 'id', descending = false }: FindOptions<Rec>,
  limit: number,
): Promise<Rec[]> {
  const table = tableOf(type as unknown as RecordType);
  const parameters: Parameter[] = [clinicId];
  const conditions = Object.entries(where)
    .filter(([, condition]) => condition !== undefined)
    .map(([field, condition]) => conditionSql(table, field, condition as Condition, parameters));
  const sort = orderBy === 'id' ? '' : `${column(table, orderBy)} ${descending ? 'DESC NULLS LAST' : 'NULLS FIRST'},`;
  const text = `SELECT id, body FROM "${table.name}" WHERE ${['clinic_id = $1', ...conditions].join(' AND ')}
    ORDER BY ${sort} id ${descending ? 'DESC' : ''} LIMIT ${Math.trunc(limit)}`;
  return (await tx.unsafe<Row[]>(text, parameters, { prepare: true })).map(({ body }) => body as Rec);
}

function column({ type, columns }: RecordTable, field: string): string {
  if (field !== 'id' && !columns.some((one) => one.field === field)) throw new Error(`${field} is no column of ${type.name}`);
  return `"${field}"`;
}

function conditionSql(table: RecordTable, field: string, condition: Condition, parameters: Parameter[]): string {
  const name = column(table, field);
  const bind = (value: string | number | boolean) => {
    parameters.push(columnValue(value));
    return `$${parameters.length}`;
  };
  if (condition === null) return `${name} IS NULL`;
  if (typeof condition !== 'object') return `${name} = ${bind(condition)}`;
  if ('in' in condition) {
    const values = condition.in.filter((value) => value !== null);
    const any = [
      ...(values.length > 0 ? [`${name} IN (${values.map(bind).join(', ')})`] : []),
      ...(condition.in.includes(null) ? [`${name} IS NULL`] : []),
    ];
    return any.length > 0 ? `(${any.join(' OR ')})` : 'false';
  }
  const { from, to } = condition as { from?: string | number; to?: string | number };
  const bounds = [
    `${name} IS NOT NULL`,
    ...(from === undefined ? [] : [`${name} >= ${bind(from)}`]),
    ...(to === undefined ? [] : [`${name} <= ${bind(to)}`]),
  ];
  return bounds.join(' AND ');
}

function columnValue(value: string | number | boolean): string | number {
  return typeof value === 'string' ? columnText(value) : Number(value);
}

export async function searchRecords<Rec extends Identified>(
  tx: TransactionSql,
  clinicId: string,
  type: RecordType<Rec>,
  text: string,
  limit: number,
): Promise<Rec[]> {
  const words = searchWords(text);
  if (words.length === 0 || !type.searchText) return [];
  const query = words.map((word) => `'${word}':*`).join(' & ');
  const { name } = tableOf(type as unknown as RecordType);
  const select = `SELECT id, body FROM "${name}" WHERE clinic_id = $1 AND _words @@ $2::tsquery ORDER BY id LIMIT ${Math.trunc(limit)}`;
  return (await tx.unsafe<Row[]>(select, [clinicId, query], { prepare: true })).map(({ body }) => body as Rec);
}

export interface WrittenRecord extends RecordKey {
  /** Undefined: the record is no more. */
  readonly value: Identified | undefined;
  /** Branch of the entry that first wrote it here; a record keeps the branch it was made in. */
  readonly branchId: string | null;
}

/** Writes records as they now stand, one statement per type. */
export async function saveRecords(
  tx: TransactionSql,
  clinicId: string,
  house: House,
  written: Iterable<WrittenRecord>,
): Promise<void> {
  const byType = Map.groupBy(written, ({ record }) => record);
  await Promise.all([...byType].map(([record, ofType]) => saveOfType(tx, clinicId, house, record, ofType)));
}

async function saveOfType(
  tx: TransactionSql,
  clinicId: string,
  house: House,
  record: string,
  ofType: readonly WrittenRecord[],
): Promise<void> {
  const type = house.records.get(record);
  if (!type) throw new Error(`${record} is not in the registry`);
  const table = tableOf(type);
  const gone = ofType.filter(({ value }) => value === undefined).map(({ id }) => columnText(id));
  const kept = ofType.filter((one): one is WrittenRecord & { value: Identified } => one.value !== undefined);
  if (gone.length > 0)
    await tx.unsafe(
      `DELETE FROM "${table.name}" one USING unnest(${split('$2')}) AS gone(id) WHERE one.clinic_id = $1 AND one.id = gone.id`,
      [clinicId, joined(gone)],
    );
  if (kept.length > 0) await tx.unsafe(upsertSql(table), [clinicId, ...upsertParameters(table, kept)], { prepare: true });
}

function upsertSql({ name, columns, type }: RecordTable): string {
  const fields = columns.map(({ field }) => `"${field}"`);
  const words = type.searchText ? ['_words'] : [];
  const targets = ['id', 'body', '_branch', ...fields, ...words];
  const values = [
    ...['u.id', 'u.body::json', 'u._branch'],
    ...columns.map(({ field, kind }) => `u."${field}"::${kind}`),
    ...words.map(() => `array_to_tsvector(array_remove(string_to_array(u._words, ' '), ''))`),
  ];
  const updates = targets.filter((target) => target !== 'id' && target !== '_branch');
  return `
    INSERT INTO "${name}" (clinic_id, ${targets.join(', ')})
    SELECT $1, ${values.join(', ')}
    FROM unnest(${targets.map((_target, at) => split(`$${at + 2}`)).join(', ')}) AS u(${targets.join(', ')})
    ON CONFLICT (clinic_id, id) DO UPDATE SET ${updates.map((target) => `${target} = excluded.${target}`).join(', ')}`;
}

function upsertParameters({ columns, type }: RecordTable, kept: readonly (WrittenRecord & { value: Identified })[]): string[] {
  const perColumn = columns.map(({ field }) =>
    joined(
      kept.map(({ value }) => {
        const held = (value as unknown as Record<string, string | number | boolean | null | undefined>)[field];
        return held === null || held === undefined ? null : columnValue(held);
      }),
    ),
  );
  return [
    joined(kept.map(({ id }) => columnText(id))),
    joined(kept.map(({ value }) => JSON.stringify(value))),
    joined(kept.map(({ branchId }) => branchId)),
    ...perColumn,
    ...(type.searchText ? [joined(kept.map(({ value }) => columnWords(type.searchText?.(value) ?? '')))] : []),
  ];
}

const PAGE = 2000;

/**
 * Every record of a type, by id; between two of them the transaction may be used for other things.
 * @param onlyOf a branch: records made there or for the whole clinic
 */
export async function* eachRecord(
  tx: TransactionSql,
  clinicId: string,
  type: RecordType,
  onlyOf?: string,
): AsyncIterable<{ id: string; body: Identified; text: string }> {
  const inBranch = onlyOf === undefined ? '' : 'AND (_branch IS NULL OR _branch = $3)';
  const select = `SELECT id, body::text AS text FROM "${tableOf(type).name}"
    WHERE clinic_id = $1 AND id > $2 ${inBranch} ORDER BY id LIMIT ${PAGE}`;
  const branch = onlyOf === undefined ? [] : [onlyOf];
  for (let after = ''; ; ) {
    const page = await tx.unsafe<{ id: string; text: string }[]>(select, [clinicId, after, ...branch], { prepare: true });
    for (const { id, text } of page) yield { id, body: JSON.parse(text) as Identified, text };
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    after = last.id;
  }
}
