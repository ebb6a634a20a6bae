import type { Sql, TransactionSql } from 'postgres';
import type { z } from 'zod';
import type { House } from '#domain/kernel/house.ts';
import type { RecordType } from '#domain/kernel/record.ts';
import { sha256 } from '#protocol/entry.ts';

/** How a record type lies in PostgreSQL. Derived, never written down: `id`, the record as JSON, its columns, its words. */
export interface RecordTable {
  readonly type: RecordType;
  /** `r_business_day` */
  readonly name: string;
  readonly columns: readonly { readonly field: string; readonly kind: 'text' | 'double precision' }[];
}

/** Raised by hand when these tables are laid out anew, so that existing ones are made again. */
const LAYOUT = 1;

const tables = new WeakMap<RecordType, RecordTable>();

export function tableOf(type: RecordType): RecordTable {
  let table = tables.get(type);
  if (!table) {
    const columns = type.columns
      .filter((field) => field !== 'id')
      .map((field) => ({ field: field as string, kind: columnKind(type, field as string) }));
    table = { type, name: `r_${type.name.replaceAll('-', '_')}`, columns };
    tables.set(type, table);
  }
  return table;
}

/** Whole numbers and booleans are numbers here, everything else is text. */
function columnKind(type: RecordType, field: string): 'text' | 'double precision' {
  const fields = (type.shape as { shape?: Record<string, z.ZodType> }).shape;
  const kind = fields?.[field] ? plainKind(fields[field]) : undefined;
  if (!kind) throw new Error(`${type.name}.${field} is a column, but not text, a whole number or a boolean`);
  return kind;
}

function plainKind(shape: z.ZodType): 'text' | 'double precision' | undefined {
  const { def } = shape as unknown as { def: { type: string; innerType?: z.ZodType; in?: z.ZodType; values?: unknown[] } };
  switch (def.type) {
    case 'number':
    case 'int':
    case 'boolean':
      return 'double precision';
    case 'string':
    case 'enum':
      return 'text';
    case 'literal':
      return typeof def.values?.[0] === 'string' ? 'text' : 'double precision';
    case 'pipe':
      return def.in && plainKind(def.in);
    default:
      return def.innerType && plainKind(def.innerType);
  }
}

export function schemaFingerprint(house: House): string {
  return sha256(JSON.stringify([LAYOUT, [...house.records.values()].map((type) => createTable(tableOf(type), 'app'))]));
}

/** Drops every record table there is and makes those of this house, empty. @param owner connected as the owner role */
export async function makeRecordTables(owner: TransactionSql, house: House, appRole: string): Promise<void> {
  const old = await owner<{ name: string }[]>`
    SELECT relname AS name FROM pg_class WHERE relnamespace = 'counterfoil'::regnamespace AND relkind = 'r' AND relname LIKE 'r\\_%'`;
  for (const { name } of old) await owner`DROP TABLE ${owner(name)}`;
  for (const type of house.records.values()) await owner.unsafe(createTable(tableOf(type), appRole));
}

function createTable({ type, name, columns }: RecordTable, appRole: string): string {
  const fields = columns.map(({ field, kind }) => `"${field}" ${kind}${kind === 'text' ? ' COLLATE "C"' : ''},`);
  const words = type.searchText ? '_words tsvector NOT NULL,' : '';
  const indexes = type.indexes.map(
    (index, at) => `CREATE INDEX "${name}_${at}" ON "${name}" (clinic_id, ${index.map((field) => `"${field}"`).join(', ')}, id);`,
  );
  return `
    CREATE TABLE "${name}" (
      clinic_id text NOT NULL, id text COLLATE "C" NOT NULL, body json NOT NULL, _branch text,
      ${fields.join(' ')} ${words} PRIMARY KEY (clinic_id, id));
    ${indexes.join('\n')}
    ${type.searchText ? `CREATE INDEX "${name}_words" ON "${name}" USING gin (_words);` : ''}
    ALTER TABLE "${name}" ENABLE ROW LEVEL SECURITY;
    ALTER TABLE "${name}" FORCE ROW LEVEL SECURITY;
    CREATE POLICY tenant ON "${name}" USING (clinic_id = tenant()) WITH CHECK (clinic_id = tenant());
    GRANT SELECT, INSERT, UPDATE, DELETE ON "${name}" TO "${appRole}";`;
}

/** The fingerprint of the tables that are there; null before the first. */
export async function knownFingerprint(sql: Sql | TransactionSql): Promise<string | null> {
  const [row] = await sql<{ fingerprint: string }[]>`SELECT fingerprint FROM record_schema`;
  return row?.fingerprint ?? null;
}
