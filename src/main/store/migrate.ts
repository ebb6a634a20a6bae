import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Db } from './database.ts';

export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
}

/** The log tables' migrations in order. Once released, a file is never changed: the next change is the next number. */
export function migrations(folder = join(import.meta.dirname, 'migrations')): readonly Migration[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.sql'));
  return files.sort().map((file, index) => {
    const number = Number(file.slice(0, 4));
    if (number !== index + 1) throw new Error(`migration ${file} is not number ${index + 1}`);
    return { number, name: file.slice(0, -4), sql: readFileSync(join(folder, file), 'utf8') };
  });
}

/** Brings the log tables up to date, each migration whole or not at all. */
export function migrate(db: Db, upTo = Number.POSITIVE_INFINITY): void {
  const known = migrations();
  const version = schemaVersion(db);
  if (version > known.length) throw new StoreTooNew(version, known.length);
  for (const { number, sql } of known) {
    if (number <= version || number > upTo) continue;
    db.transaction(() => {
      db.exec(sql);
      db.pragma(`user_version = ${number}`);
    }).immediate();
  }
}

export function schemaVersion(db: Db): number {
  return Number(db.pragma('user_version', { simple: true }));
}

/** The store was written by a later version of the program. */
export class StoreTooNew extends Error {
  constructor(version: number, known: number) {
    super(`the store has schema ${version}, this program knows up to ${known}: install the newer program`);
  }
}
