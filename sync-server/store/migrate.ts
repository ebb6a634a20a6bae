import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sql, TransactionSql } from 'postgres';
import { sha256 } from '#protocol/entry.ts';

export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly text: string;
}

/** An applied migration is not the one in this program: the database belongs to another version. */
export class MigrationChanged extends Error {}

/** Two processes that start at once wait for each other here. */
export const MIGRATION_LOCK = 7_214_001;

export async function readMigrations(folder = join(import.meta.dirname, 'migrations')): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name, index) => {
      const number = Number(name.slice(0, 4));
      if (number !== index + 1) throw new Error(`migration ${name} is not number ${index + 1}`);
      return { number, name, text: (await readFile(join(folder, name), 'utf8')).replaceAll('\r\n', '\n') };
    }),
  );
}

/** Applies what is new, in order, each with its record in one transaction. @param owner connected as the owner role */
export async function migrate(owner: Sql, appRole: string, migrations: readonly Migration[]): Promise<void> {
  await owner.begin(async (tx) => {
    await tx`SELECT pg_advisory_xact_lock(${MIGRATION_LOCK})`;
    await tx`CREATE TABLE IF NOT EXISTS migration (number integer PRIMARY KEY, name text NOT NULL, sha256 text NOT NULL)`;
    const applied = await tx<{ number: number; sha256: string }[]>`SELECT number, sha256 FROM migration ORDER BY number`;
    for (const { number, sha256: known } of applied) {
      const ours = migrations[number - 1];
      if (!ours) throw new MigrationChanged(`the database has migration ${number}, which this version does not know`);
      if (sha256(ours.text) !== known) throw new MigrationChanged(`migration ${ours.name} was changed after it was applied`);
    }
    for (const migration of migrations.slice(applied.length)) await apply(tx, appRole, migration);
  });
}

async function apply(tx: TransactionSql, appRole: string, { number, name, text }: Migration): Promise<void> {
  await tx.unsafe(text.replaceAll(':app', `"${appRole}"`));
  await tx`INSERT INTO migration (number, name, sha256) VALUES (${number}, ${name}, ${sha256(text)})`;
}
