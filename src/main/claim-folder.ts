import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';

const PID = 'in-use.pid';

/** Another program works with this terminal's folder. */
export class FolderInUse extends Error {
  /** The process that has it, as it wrote down itself; null where that cannot be read. */
  readonly pid: number | null;
  constructor(pid: number | null) {
    super(`this terminal is already running${pid === null ? '' : ` (process ${pid})`}; close it first`);
    this.pid = pid;
  }
}

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
    // For people alone, who want to end it: whether the folder is taken is decided by the lock.
    writeFileSync(join(dataDir, PID), `${process.pid}\n`);
    return () => lock.close();
  } catch (problem) {
    lock.close();
    if (String((problem as { code?: unknown }).code).startsWith('SQLITE_BUSY')) throw new FolderInUse(pidOf(dataDir));
    throw problem;
  }
}

function pidOf(dataDir: string): number | null {
  try {
    return Number(readFileSync(join(dataDir, PID), 'utf8')) || null;
  } catch {
    return null;
  }
}
