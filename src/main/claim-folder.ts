import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';

/** Another program works with this terminal's folder. */
export class FolderInUse extends Error {}

/**
 * Holds a terminal's folder for this process: two that write one chain would fork it. The lock is the operating system's,
 * on a file of its own, so it goes with the process, however that ends, and never has to be cleared away.
 * @returns what lets go of it
 */
export function claimFolder(dataDir: string): () => void {
  mkdirSync(dataDir, { recursive: true });
  const lock = new Database(join(dataDir, 'in-use.sqlite'), { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return () => lock.close();
  } catch (problem) {
    lock.close();
    if (String((problem as { code?: unknown }).code).startsWith('SQLITE_BUSY'))
      throw new FolderInUse('this terminal is already running; close it first');
    throw problem;
  }
}
