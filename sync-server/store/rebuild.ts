import type { Sql, TransactionSql } from 'postgres';
import type { Centre } from '#domain/kernel/centre.ts';
import type { RecordKey } from '#domain/kernel/change.ts';
import type { House } from '#domain/kernel/house.ts';
import type { Identified, Reader } from '#domain/kernel/record.ts';
import { canonical, openChange, readHeader } from '#protocol/entry.ts';
import { EMPTY_FRONTIER } from '#protocol/merkle.ts';
import type { OpenedEntry } from '../merge/open-batch.ts';
import { Placement } from '../merge/placement.ts';
import { type PlacedEntry, readEntries } from './entries.ts';
import { inClinic, inClinicAtOneMoment } from './in-clinic.ts';
import { LoadedRecords } from './loaded-records.ts';
import { MIGRATION_LOCK } from './migrate.ts';
import { knownFingerprint, makeRecordTables, schemaFingerprint } from './record-tables.ts';
import { eachRecord, saveRecords } from './records.ts';

const BATCH = 2000;
const NOBODY: Reader = { get: () => undefined, find: () => [], search: () => [] };

/** What folding needs; placing anew does not happen here. */
interface Rules {
  readonly house: House;
  readonly centre: Centre;
}

/**
 * Makes the record tables of this version, and fills them from the log, when those that are there are another version's.
 * @param owner connected as the owner role
 * @returns how many entries were folded; null: nothing to do
 */
export async function ensureRecordTables(owner: Sql, rules: Rules, appRole: string): Promise<number | null> {
  const fingerprint = schemaFingerprint(rules.house);
  if ((await knownFingerprint(owner)) === fingerprint) return null;
  const result = await owner.begin(async (tx) => {
    await tx`SELECT pg_advisory_xact_lock(${MIGRATION_LOCK})`;
    if ((await knownFingerprint(tx)) === fingerprint) return { folded: null };
    await makeRecordTables(tx, rules.house, appRole);
    let folded = 0;
    for (const clinicId of await clinicIds(tx)) {
      await tx`SELECT set_config('app.clinic_id', ${clinicId}, true)`;
      // Held, so that no other process adds an entry between the log and its records.
      await tx`SELECT 1 FROM clinic_head WHERE clinic_id = ${clinicId} FOR UPDATE`;
      folded += await refill(tx, rules, clinicId);
    }
    await tx`INSERT INTO record_schema (fingerprint) VALUES (${fingerprint})
             ON CONFLICT (one_row) DO UPDATE SET fingerprint = excluded.fingerprint`;
    return { folded };
  });
  return (result as { folded: number | null }).folded;
}

/** @param owner connected as the owner role, which may list clinics */
export async function clinicIds(owner: Sql | TransactionSql): Promise<string[]> {
  return (await owner<{ clinic_id: string }[]>`SELECT clinic_id FROM clinic_head ORDER BY clinic_id`).map((row) => row.clinic_id);
}

async function refill(tx: TransactionSql, rules: Rules, clinicId: string): Promise<number> {
  let folded = 0;
  for (let after = 0; ; ) {
    const entries = await readEntries(tx, clinicId, after, BATCH);
    if (entries.length === 0) return folded;
    const records = new LoadedRecords(tx, clinicId, rules.house);
    const placement = placementOver(rules, records);
    const opened = entries.map(openPlaced);
    await records.load(opened.flatMap((one, at) => (entries[at]?.verdict.status === 'refused' ? [] : placement.reads(one))));
    for (const [at, one] of opened.entries()) {
      const entry = entries[at] as PlacedEntry;
      await records.settled(() => placement.settle(one, entry.verdict));
    }
    await saveRecords(tx, clinicId, rules.house, placement.written());
    after = entries.at(-1)?.position ?? after;
    folded += entries.length;
  }
}

function placementOver({ house, centre }: Rules, reader: Reader): Placement {
  const settings = { timeZone: 'UTC', dayCutOffMinutes: 0, leaseHours: 0 };
  return new Placement({ house, centre, settings, nowMs: 0 }, reader, { position: 0, frontier: EMPTY_FRONTIER });
}

export function openPlaced({ wire }: PlacedEntry): OpenedEntry {
  const changes = wire.changes.filter((sealed) => sealed !== null).map(openChange);
  return { wire, header: readHeader(wire.header), changes };
}

/** Folds a clinic's whole log in memory, reading nothing but the log. */
export class Refolded {
  readonly #placement: Placement;
  constructor(rules: Rules) {
    this.#placement = placementOver(rules, NOBODY);
  }

  fold(entry: PlacedEntry): void {
    this.#placement.settle(openPlaced(entry), entry.verdict);
  }

  /** Records as the log makes them. */
  get reader(): Reader {
    return this.#placement.reader;
  }

  /** The first record in the tables that is not what the log makes of it, missing ones and extra ones too. */
  async compare(tx: TransactionSql, house: House, clinicId: string): Promise<{ differs: RecordKey | null; equal: number }> {
    const expected = new Map<string, Map<string, Identified>>();
    for (const { record, id, value } of this.#placement.written()) {
      if (value === undefined) continue;
      const ofType = expected.get(record) ?? new Map<string, Identified>();
      expected.set(record, ofType.set(id, value));
    }
    let equal = 0;
    for (const type of house.records.values()) {
      const record = type.name;
      const ofType = expected.get(record) ?? new Map<string, Identified>();
      for await (const { id, body } of eachRecord(tx, clinicId, type)) {
        const made = ofType.get(id);
        if (!made || !isSame(made, body)) return { differs: { record, id }, equal };
        ofType.delete(id);
        equal += 1;
      }
      const [missing] = ofType.keys();
      if (missing !== undefined) return { differs: { record, id: missing }, equal };
    }
    return { differs: null, equal };
  }
}

function isSame(made: Identified, kept: Identified): boolean {
  return canonical(JSON.parse(JSON.stringify(made))) === canonical(kept);
}

/** Folds a clinic's log anew beside its records. @returns the first record that differs, or null */
export async function firstDifference(sql: Sql, rules: Rules, clinicId: string): Promise<RecordKey | null> {
  return inClinicAtOneMoment(sql, clinicId, async (tx) => {
    const refolded = new Refolded(rules);
    for (let after = 0; ; ) {
      const entries = await readEntries(tx, clinicId, after, BATCH);
      if (entries.length === 0) break;
      for (const entry of entries) refolded.fold(entry);
      after = entries.at(-1)?.position ?? after;
    }
    return (await refolded.compare(tx, rules.house, clinicId)).differs;
  });
}

/** Throws one clinic's records away and fills them from the log again. */
export async function rebuildClinic(sql: Sql, rules: Rules, clinicId: string): Promise<number> {
  return inClinic(sql, clinicId, async (tx) => {
    await tx`SELECT 1 FROM clinic_head WHERE clinic_id = ${clinicId} FOR UPDATE`;
    for (const type of rules.house.records.values())
      await tx`DELETE FROM ${tx(`r_${type.name.replaceAll('-', '_')}`)} WHERE clinic_id = ${clinicId}`;
    return refill(tx, rules, clinicId);
  });
}
