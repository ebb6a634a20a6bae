import type { Sql } from 'postgres';
import type { RecordType } from '#domain/kernel/record.ts';
import { receives, SUBSCRIPTIONS } from '#domain/kernel/roles.ts';
import { house } from '#domain/registry.ts';
import { openToRead } from '#main/store/database.ts';
import { storeFileOf } from '#main/store/open-terminal-store.ts';
import { tableOf } from '#main/store/record-sql.ts';
import { readStoreIdentity, type StoreIdentity } from '#main/store/store-identity.ts';
import { canonical } from '#protocol/entry.ts';
import { inClinicAtOneMoment } from '#server/store/in-clinic.ts';
import { eachRecord } from '#server/store/records.ts';

/** Where a terminal's records are not the server's: the first record of each type. */
export interface Difference {
  readonly record: string;
  readonly id: string;
  readonly what: 'missing at the terminal' | 'unknown at the server' | 'different';
}

/** Compares every record a terminal holds with the server's. The terminal's file is only read. */
export async function differences(dataDir: string, app: Sql): Promise<readonly Difference[]> {
  const db = openToRead(storeFileOf(dataDir));
  try {
    const identity = readStoreIdentity(db);
    if (!identity) throw new Error(`${dataDir} holds no enrolled terminal`);
    const found: Difference[] = [];
    for (const type of house.records.values()) {
      if (!SUBSCRIPTIONS[identity.kind].includes(type.stream)) continue;
      const rows = db.prepare(`SELECT id, body FROM ${tableOf(type)}`).all() as { id: string; body: string }[];
      const here = new Map(rows.map(({ id, body }) => [id, body]));
      const there = await serverRecords(app, identity, type);
      const one = firstDifference(type.name, here, there);
      if (one) found.push(one);
    }
    return found;
  } finally {
    db.close();
  }
}

async function serverRecords(
  app: Sql,
  { clinicId, kind, branchId }: StoreIdentity,
  type: RecordType,
): Promise<Map<string, string>> {
  // Where a counter would not receive another branch's changes, it holds only its own branch's records.
  const ownBranchOnly = !receives(kind, branchId, type.stream, 'another branch');
  return inClinicAtOneMoment(app, clinicId, async (tx) => {
    const records = new Map<string, string>();
    for await (const { body, text } of eachRecord(tx, clinicId, type, ownBranchOnly ? (branchId ?? undefined) : undefined))
      records.set(body.id, text);
    return records;
  });
}

function firstDifference(
  record: string,
  here: ReadonlyMap<string, string>,
  there: ReadonlyMap<string, string>,
): Difference | undefined {
  for (const [id, body] of here) {
    const other = there.get(id);
    if (other === undefined) return { record, id, what: 'unknown at the server' };
    if (canonical(JSON.parse(body)) !== canonical(JSON.parse(other))) return { record, id, what: 'different' };
  }
  for (const id of there.keys()) if (!here.has(id)) return { record, id, what: 'missing at the terminal' };
  return undefined;
}
