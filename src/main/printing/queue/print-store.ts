import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { type Db, openDatabase } from '../../store/database.ts';
import { faultsNamed, StoreFault } from '../../store/store-fault.ts';
import type { NewPrint, PrintJob, PrintState, Target } from './print-job.ts';

interface JobRow extends PrintJob {
  readonly target: string;
}

/** What is to be sent, and where. */
export interface ToSend {
  readonly target: Target;
  readonly content: Uint8Array;
}

const FILE = 'printing.sqlite';
const TABLE = `CREATE TABLE IF NOT EXISTS print_job (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, printer TEXT NOT NULL, target TEXT NOT NULL, content BLOB NOT NULL,
  state TEXT NOT NULL, attempts INTEGER NOT NULL, problem TEXT, askedAtMs INTEGER NOT NULL, nextAtMs INTEGER NOT NULL
) STRICT`;
const SHOWN = 'id, name, printer, state, attempts, problem, askedAtMs, nextAtMs';

/**
 * The prints that are not on paper yet, in a file of their own: whatever becomes of it, the log is untouched, and every
 * document in it can be printed again.
 */
export class PrintStore {
  readonly #db: Db;

  constructor(dataDir: string) {
    mkdirSync(dataDir, { recursive: true });
    this.#db = opened(join(dataDir, FILE));
    // Whether it came out, only somebody who looks can say.
    this.#db.prepare("UPDATE print_job SET state = 'unsure' WHERE state = 'sending'").run();
  }

  add(id: string, { name, printer, target, content }: NewPrint, nowMs: number): void {
    this.#db
      .prepare("INSERT INTO print_job VALUES (?, ?, ?, ?, ?, 'waiting', 0, NULL, ?, ?)")
      .run(id, name, printer, JSON.stringify(target), Buffer.from(content), nowMs, nowMs);
  }

  /** All that is not on paper yet, the oldest first. */
  jobs(): readonly PrintJob[] {
    return this.#db.prepare<[], PrintJob>(`SELECT ${SHOWN} FROM print_job ORDER BY askedAtMs, rowid`).all();
  }

  job(id: string): PrintJob | undefined {
    return this.#db.prepare<[string], PrintJob>(`SELECT ${SHOWN} FROM print_job WHERE id = ?`).get(id);
  }

  toSend(id: string): ToSend | undefined {
    const row = this.#db
      .prepare<[string], Pick<JobRow, 'target'> & { content: Buffer }>('SELECT target, content FROM print_job WHERE id = ?')
      .get(id);
    return row && { target: JSON.parse(row.target) as Target, content: new Uint8Array(row.content) };
  }

  set(id: string, state: PrintState, to: Pick<PrintJob, 'attempts' | 'problem' | 'nextAtMs'>): void {
    this.#db
      .prepare('UPDATE print_job SET state = ?, attempts = ?, problem = ?, nextAtMs = ? WHERE id = ?')
      .run(state, to.attempts, to.problem, to.nextAtMs, id);
  }

  /** On paper, or given up. */
  remove(id: string): void {
    this.#db.prepare('DELETE FROM print_job WHERE id = ?').run(id);
  }

  close(): void {
    this.#db.close();
  }
}

/** Whether anything was ever printed from this folder, and so may wait. */
export function printsWait(dataDir: string): boolean {
  return existsSync(join(dataDir, FILE));
}

/** A file that is damaged is put aside: what waited in it is printed again from the records. */
function opened(file: string): Db {
  try {
    return prepared(file);
  } catch (error) {
    if (!(error instanceof StoreFault) || error.reason !== 'damaged') throw error;
    renameSync(file, `${file}.broken`);
    return prepared(file);
  }
}

function prepared(file: string): Db {
  const db = openDatabase(file);
  try {
    faultsNamed(() => db.exec(TABLE));
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}
