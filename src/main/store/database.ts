import Database from 'better-sqlite3';
import { faultsNamed } from './store-fault.ts';

export type Db = Database.Database;

/** How long to wait for another program (a verifier, a backup) before saying that the store is busy. */
const BUSY_TIMEOUT_MS = 3_000;
/** Pages in the write-ahead log before it is moved into the file: 16 MB, so that few appends pay for a move. */
const CHECKPOINT_PAGES = 4_000;

/**
 * Opens the store file for writing. FULL is set and read back on every open, because a reopened WAL database silently
 * reports NORMAL, which loses acknowledged entries on power loss.
 */
export function openDatabase(file: string): Db {
  return faultsNamed(() => {
    const db = new Database(file, { timeout: BUSY_TIMEOUT_MS });
    try {
      setPragma(db, 'journal_mode', 'WAL', 'wal');
      setPragma(db, 'synchronous', 'FULL', 2);
      setPragma(db, 'foreign_keys', 'ON', 1);
      setPragma(db, 'trusted_schema', 'OFF', 0);
      setPragma(db, 'cell_size_check', 'ON', 1);
      db.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
      db.pragma('cache_size = -32000');
      return db;
    } catch (error) {
      db.close();
      throw error;
    }
  });
}

/** Opens a store file that is only looked at. Throws when there is none. */
export function openToRead(file: string): Db {
  return faultsNamed(() => new Database(file, { readonly: true, fileMustExist: true, timeout: BUSY_TIMEOUT_MS }));
}

/** A database of its own that is gone when it is closed; spills to disk when it grows. */
export function openScratch(): Db {
  const db = new Database('');
  db.pragma('synchronous = OFF');
  return db;
}

function setPragma(db: Db, name: string, value: string, expected: string | number): void {
  db.pragma(`${name} = ${value}`);
  const actual = db.pragma(name, { simple: true });
  if (actual !== expected) throw new Error(`the store could not be opened safely: ${name} is ${actual}, not ${expected}`);
}
