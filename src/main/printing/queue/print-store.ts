import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { type Db, openDatabase } from '../../store/database.ts';
import { faultsNamed, StoreFault } from '../../store/store-fault.ts';
import type { NewPrint, NumberedPrint, PrintJob, PrintState, Target } from './print-job.ts';

interface JobRow extends Omit<PrintJob, 'nothingPrinted' | 'print'> {
  readonly nothingPrinted: 0 | 1;
  /** JSON. */
  readonly print: string | null;
}

/** What is to be sent, and where. */
export interface ToSend {
  readonly target: Target;
  readonly content: Uint8Array;
}

const FILE = 'printing.sqlite';
const TABLE = `CREATE TABLE IF NOT EXISTS print_job (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, printer TEXT NOT NULL, target TEXT NOT NULL, content BLOB NOT NULL,
  state TEXT NOT NULL, attempts INTEGER NOT NULL, problem TEXT, askedAtMs INTEGER NOT NULL, nextAtMs INTEGER NOT NULL,
  nothingPrinted INTEGER NOT NULL, print TEXT
) STRICT`;
/** What a file of an earlier program lacks: of what waits in it nobody noted which print it is. */
const ADDED = { nothingPrinted: 'INTEGER NOT NULL DEFAULT 0', print: 'TEXT' } as const;
const SHOWN = 'id, name, printer, state, attempts, problem, askedAtMs, nextAtMs, nothingPrinted, print';

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
    this.#db.prepare("UPDATE print_job SET state = 'unsure', nothingPrinted = 0 WHERE state = 'sending'").run();
  }

  add(id: string, { name, printer, target, content, print = null }: NewPrint, nowMs: number): void {
    const said = print && JSON.stringify(print);
    this.#db
      .prepare(`INSERT INTO print_job (${SHOWN}, target, content) VALUES (?, ?, ?, 'waiting', 0, NULL, ?, ?, 1, ?, ?, ?)`)
      .run(id, name, printer, nowMs, nowMs, said, JSON.stringify(target), Buffer.from(content));
  }

  /** All that is not on paper yet, the oldest first. */
  jobs(): readonly PrintJob[] {
    return this.#db.prepare<[], JobRow>(`SELECT ${SHOWN} FROM print_job ORDER BY askedAtMs, rowid`).all().map(jobOf);
  }

  job(id: string): PrintJob | undefined {
    const row = this.#db.prepare<[string], JobRow>(`SELECT ${SHOWN} FROM print_job WHERE id = ?`).get(id);
    return row && jobOf(row);
  }

  toSend(id: string): ToSend | undefined {
    const row = this.#db
      .prepare<[string], { target: string; content: Buffer }>('SELECT target, content FROM print_job WHERE id = ?')
      .get(id);
    return row && { target: JSON.parse(row.target) as Target, content: new Uint8Array(row.content) };
  }

  set(id: string, state: PrintState, to: Pick<PrintJob, 'attempts' | 'problem' | 'nextAtMs' | 'nothingPrinted'>): void {
    this.#db
      .prepare('UPDATE print_job SET state = ?, attempts = ?, problem = ?, nextAtMs = ?, nothingPrinted = ? WHERE id = ?')
      .run(state, to.attempts, to.problem, to.nextAtMs, to.nothingPrinted ? 1 : 0, id);
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

function jobOf({ nothingPrinted, print, ...row }: JobRow): PrintJob {
  return { ...row, nothingPrinted: nothingPrinted === 1, print: print === null ? null : (JSON.parse(print) as NumberedPrint) };
}

function addColumns(db: Db): void {
  const has = new Set(
    db
      .prepare<[], { name: string }>('PRAGMA table_info(print_job)')
      .all()
      .map(({ name }) => name),
  );
  for (const [name, type] of Object.entries(ADDED))
    if (!has.has(name)) db.exec(`ALTER TABLE print_job ADD COLUMN ${name} ${type}`);
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
    faultsNamed(() => {
      db.exec(TABLE);
      addColumns(db);
    });
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}
