import { branchLock } from '#domain/business-days/branch-lock.ts';
import { businessDay, lockedFigures } from '#domain/business-days/business-day.ts';
import type { Identified, RecordType } from '#domain/kernel/record.ts';
import { type EntryHeader, readHeader } from '#protocol/entry.ts';
import { inClinic } from '#server/store/in-clinic.ts';
import type { Clinic } from './clinic.ts';

/** An entry as the server's table has it: read past the code that is under test. */
export interface ServerEntry {
  readonly position: number;
  readonly terminalId: string;
  readonly epoch: number;
  readonly seq: number;
  readonly hash: string;
  readonly header: EntryHeader;
  readonly headerText: string;
  readonly changes: string;
  readonly branchId: string | null;
  readonly status: string;
  readonly flags: string;
  readonly postedDate: string;
  readonly late: boolean;
  readonly leaf: string;
}

export async function serverEntries(clinic: Clinic): Promise<readonly ServerEntry[]> {
  const rows = await inClinic(
    clinic.centre.database.app,
    clinic.id,
    (tx) => tx<Omit<ServerEntry, 'header'>[]>`
    SELECT position, terminal_id AS "terminalId", epoch, seq, hash, header AS "headerText", changes, branch_id AS "branchId",
           status, flags, posted_date AS "postedDate", late, leaf
    FROM entry WHERE clinic_id = ${clinic.id} ORDER BY position`,
  );
  return rows.map((row) => ({ ...row, header: readHeader(row.headerText) }));
}

/** A server's record and the branch of the entry that first wrote it. */
export interface ServerRecord {
  readonly id: string;
  readonly body: string;
  readonly branchId: string | null;
}

export async function serverRecords(clinic: Clinic, recordName: string): Promise<readonly ServerRecord[]> {
  const table = tableOf(recordName);
  return inClinic(clinic.centre.database.app, clinic.id, (tx) =>
    tx.unsafe<ServerRecord[]>(
      `SELECT id, body::text AS body, _branch AS "branchId" FROM ${table} WHERE clinic_id = $1 ORDER BY id`,
      [clinic.id],
    ),
  );
}

/** Everything that says what a locked day was, byte for byte. */
export async function lockedDay(clinic: Clinic, branchId: string, date: string): Promise<string> {
  const parts: string[] = [];
  for (const type of [businessDay, lockedFigures] as unknown as RecordType<Identified>[]) {
    const records = await serverRecords(clinic, type.name);
    parts.push(...records.filter(({ id }) => id === `${branchId}:${date}`).map(({ id, body }) => `${type.name} ${id} ${body}`));
  }
  return parts.join('\n');
}

export async function lockedUntil(clinic: Clinic, branchId: string): Promise<string | null> {
  const locks = await serverRecords(clinic, branchLock.name);
  const own = locks.find(({ id }) => id === branchId);
  return own ? (JSON.parse(own.body) as { lockedUntil: string }).lockedUntil : null;
}

/** The name of a record type's table, on both engines. */
export function tableOf(recordName: string): string {
  return `r_${recordName.replaceAll('-', '_')}`;
}

/** The changes of an entry, as its text has them. */
export function changesOf(text: string): { type: string; body: unknown }[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [, type, body] = JSON.parse(line) as [string, string, unknown];
      return { type, body };
    });
}
