import Database from 'better-sqlite3';

export type FaultReason = 'disk-full' | 'busy' | 'disk-broken' | 'damaged' | 'read-only' | 'written-elsewhere';

/** The disk or the file failed. Nothing of the transaction it happened in was kept. */
export class StoreFault extends Error {
  readonly reason: FaultReason;
  /** SQLite's own code, e.g. `SQLITE_FULL`. */
  readonly code: string;

  constructor(reason: FaultReason, cause: { code: string; message: string }) {
    super(`${SENTENCES[reason]} (${cause.code}: ${cause.message})`, { cause });
    this.reason = reason;
    this.code = cause.code;
  }
}

const SENTENCES: Readonly<Record<FaultReason, string>> = {
  'disk-full': 'the disk is full',
  busy: 'another program holds the store',
  'disk-broken': 'the disk could not be read or written',
  damaged: 'the store file is damaged',
  'read-only': 'the store may not be written',
  'written-elsewhere': 'another program wrote to the store',
};

const REASONS: readonly (readonly [code: RegExp, reason: FaultReason])[] = [
  [/^SQLITE_FULL/, 'disk-full'],
  [/^SQLITE_(BUSY|LOCKED)/, 'busy'],
  [/^SQLITE_(IOERR|CANTOPEN)/, 'disk-broken'],
  [/^SQLITE_(CORRUPT|NOTADB)/, 'damaged'],
  [/^SQLITE_READONLY/, 'read-only'],
  // The next seq of the chain is taken: two programs append to one log.
  [/^SQLITE_CONSTRAINT_PRIMARYKEY/, 'written-elsewhere'],
];

/** Runs something on the database; what the disk or the file does wrong comes out as a `StoreFault`. */
export function faultsNamed<Result>(run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error;
    const reason = REASONS.find(([code]) => code.test(error.code))?.[1];
    throw reason ? new StoreFault(reason, error) : error;
  }
}
