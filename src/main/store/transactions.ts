import type { Statement, Transaction } from 'better-sqlite3';
import type { Db } from './database.ts';
import { faultsNamed } from './store-fault.ts';

/**
 * The store's transactions. All work is durable at once, but for what the server can tell again: several stretches of its
 * order become durable together, because pages and search index written once cost a fraction of what they cost each time.
 */
export class Transactions {
  readonly #db: Db;
  readonly #whole: Transaction<(run: () => unknown) => unknown>;
  readonly #beginReading: Statement;
  readonly #endReading: Statement;
  readonly #undone: () => void;
  #failed = false;

  /** @param undone hears that work was not kept: what is remembered of the tables may no longer be there */
  constructor(db: Db, undone: () => void) {
    this.#db = db;
    this.#whole = db.transaction((run: () => unknown) => run());
    this.#beginReading = db.prepare('BEGIN');
    this.#endReading = db.prepare('COMMIT');
    this.#undone = undone;
  }

  /**
   * Everything read in it is of one moment, and the file is locked for reading once: alone, each read of a decision would
   * lock and unlock it, which costs more than the read. What it writes is durable as everywhere.
   */
  reading<Result>(run: () => Result): Result {
    if (this.#db.inTransaction) return run();
    this.#beginReading.run();
    try {
      return run();
    } finally {
      if (this.#db.inTransaction) this.#endReading.run();
    }
  }

  /** Does all of it, durably, or nothing. What was begun before is durable then too. */
  now<Result>(run: () => Result): Result {
    this.settle();
    return this.#kept(() => this.#whole.immediate(run) as Result);
  }

  /**
   * Does all of it; durable with whatever comes next. If it fails, what was begun before is undone with it: from then on
   * each piece is durable by itself, so that the good ones before a bad one stand.
   */
  later<Result>(run: () => Result): Result {
    if (this.#failed) return this.now(run);
    return this.#kept(() => {
      if (!this.#db.inTransaction) this.#db.exec('BEGIN IMMEDIATE');
      return run();
    });
  }

  /** Makes durable what was begun. */
  settle(): void {
    if (this.#db.inTransaction) this.#kept(() => void this.#db.exec('COMMIT'));
  }

  #kept<Result>(run: () => Result): Result {
    try {
      return faultsNamed(run);
    } catch (error) {
      this.#failed = true;
      // A full or broken disk may have ended it already.
      if (this.#db.inTransaction) this.#db.exec('ROLLBACK');
      this.#undone();
      throw error;
    }
  }
}
