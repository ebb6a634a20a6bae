import type { Sql } from 'postgres';

/** Nothing in these is ever edited or removed. */
const KEPT = ['entry', 'checkpoint', 'incident', 'quarantine', 'migration'] as const;
const PARTS_OF_ENTRY = Array.from({ length: 8 }, (_, part) => `entry_${part}`);
/** Of no clinic: everybody reads them, their owner writes. */
const OF_ALL_CLINICS = ['migration', 'server_identity', 'record_schema'];

/** Bits of `pg_trigger.tgtype`. */
const BEFORE_EACH_UPDATE_OR_DELETE = 1 | 2 | 8 | 16;
const BEFORE_TRUNCATE = 2 | 32;

const ITS_OWN_CLINIC = '(clinic_id = tenant())';

const MOST_NAMED = 10;

/**
 * Whether the triggers that keep the log from being edited stand, and the row-level security that keeps clinics apart, on
 * every table of the schema. To take one off is how an edit begins. Undefined when all stand.
 * @param owner connected as the owner role, with the schema in its search path
 */
export async function guardFault(owner: Sql): Promise<string | undefined> {
  const wrong = [...(await triggersOff(owner)), ...(await functionsAltered(owner)), ...(await rowSecurityOff(owner))];
  if (wrong.length === 0) return undefined;
  const more = wrong.length > MOST_NAMED ? ` and ${wrong.length - MOST_NAMED} more` : '';
  return `what guards the log was taken off or altered: ${wrong.slice(0, MOST_NAMED).join(', ')}${more}`;
}

async function triggersOff(owner: Sql): Promise<string[]> {
  const standing = await owner<{ id: string }[]>`
    SELECT t.tgname || ' on ' || c.relname || ' ' || t.tgtype AS id
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    WHERE c.relnamespace = 'counterfoil'::regnamespace AND t.tgenabled IN ('O', 'A') AND t.tgqual IS NULL
      AND t.tgfoid = to_regproc('counterfoil.refuse_change')`;
  const known = new Set(standing.map(({ id }) => id));
  const expected = [...KEPT, ...PARTS_OF_ENTRY].flatMap((table) => [
    { name: `keep_all on ${table}`, type: BEFORE_TRUNCATE },
    { name: `keep_rows on ${table}`, type: BEFORE_EACH_UPDATE_OR_DELETE },
  ]);
  return expected.filter(({ name, type }) => !known.has(`${name} ${type}`)).map(({ name }) => `trigger ${name}`);
}

/** What triggers and policies call. */
async function functionsAltered(owner: Sql): Promise<string[]> {
  const found = await owner<{ name: string; text: string }[]>`
    SELECT proname AS name, pg_get_functiondef(oid) AS text FROM pg_proc
    WHERE pronamespace = 'counterfoil'::regnamespace AND prokind = 'f'`;
  const text = new Map(found.map((one) => [one.name, one.text.toLowerCase()]));
  const refuses = /begin\s+raise exception '% is append-only: % is refused'/.test(text.get('refuse_change') ?? '');
  const names = /return nullif\(current_setting\('app\.clinic_id'::text, true\), ''::text\)/.test(text.get('tenant') ?? '');
  return [...(refuses ? [] : ['function refuse_change']), ...(names ? [] : ['function tenant'])];
}

async function rowSecurityOff(owner: Sql): Promise<string[]> {
  const tables = await owner<{ name: string; forced: boolean }[]>`
    SELECT relname AS name, relrowsecurity AND relforcerowsecurity AS forced FROM pg_class
    WHERE relnamespace = 'counterfoil'::regnamespace AND relkind IN ('r', 'p') ORDER BY relname`;
  const policies = await owner<{ id: string; qual: string | null; made: string | null }[]>`
    SELECT policyname || ' on ' || tablename AS id, qual, with_check AS made FROM pg_policies WHERE schemaname = 'counterfoil'`;
  const standing = new Map(policies.map((one) => [one.id, one]));
  const expected = new Set(tables.flatMap(({ name }) => policiesOf(name)));
  const altered = [...expected].filter((id) => {
    const policy = standing.get(id);
    return id.startsWith('tenant ') ? policy?.qual !== ITS_OWN_CLINIC || policy.made !== ITS_OWN_CLINIC : !policy;
  });
  const strange = policies.filter(({ id }) => !expected.has(id));
  return [
    ...tables.filter(({ forced }) => !forced).map(({ name }) => `row-level security of ${name}`),
    ...altered.map((id) => `policy ${id}`),
    ...strange.map(({ id }) => `policy ${id}, which is not the program's`),
  ];
}

function policiesOf(table: string): string[] {
  if (OF_ALL_CLINICS.includes(table)) return [`everybody_reads on ${table}`, `owner_writes on ${table}`];
  return [`tenant on ${table}`, ...(table === 'clinic_head' ? [`owner_lists on ${table}`] : [])];
}
