import type { RecordKey } from '#domain/kernel/change.ts';
import type { House } from '#domain/kernel/house.ts';
import { SUBSCRIPTIONS } from '#domain/kernel/roles.ts';
import { type Db, openToRead } from './database.ts';
import { migrations, schemaVersion } from './migrate.ts';
import { proveRecords } from './rebuild.ts';
import { faultsNamed } from './store-fault.ts';
import { readStoreIdentity, type StoreIdentity } from './store-identity.ts';
import { verifyFeed } from './verify-feed.ts';
import { guardFault } from './verify-guards.ts';
import { verifyOwnLog } from './verify-own-log.ts';

/** The first thing found wrong, in words a person can act on. */
export interface LogFault {
  readonly terminalId: string;
  readonly epoch: number;
  /** The own entry at fault; null when it is not one. */
  readonly seq: number | null;
  /** The position of the server's order at fault; null when it is not one. */
  readonly position: number | null;
  readonly what: string;
}

export interface StoreVerification {
  readonly identity: StoreIdentity;
  /** Own entries that hold, signed ones among them, and positions of the server's order that hold. */
  readonly entries: number;
  readonly signed: number;
  readonly positions: number;
  /** Records folded anew and compared with the live ones; not done when the log itself is at fault. */
  readonly records: number;
  readonly fault: LogFault | null;
  /** The first record that is not what the log makes of it. */
  readonly differs: RecordKey | null;
}

/**
 * Checks a terminal's store from the outside, without its key: every entry of its own chain, everything the server told
 * it, and that its records are what both make of them. The file is only read; the terminal may be running.
 */
export function verifyTerminalStore(file: string, house: House): StoreVerification {
  return faultsNamed(() => {
    const db = openToRead(file);
    try {
      // One read transaction, so that a running terminal does not move under the verification.
      return db.transaction(() => verify(db, house)).deferred();
    } finally {
      db.close();
    }
  });
}

/** The file is no terminal's store, or one of another version of the program. */
export class NotAStore extends Error {}

function verify(db: Db, house: House): StoreVerification {
  const version = schemaVersion(db);
  if (version !== migrations().length)
    throw new NotAStore(`the file has schema ${version}, this program verifies ${migrations().length}`);
  const identity = readStoreIdentity(db);
  if (!identity) throw new NotAStore('no terminal has written to this file yet');
  const own = verifyOwnLog(db, house, identity);
  const feed = own.fault ? { positions: 0, fault: null } : verifyFeed(db, identity);
  const found = own.fault ?? feed.fault;
  const proof = found ? { compared: 0, differs: null } : proveRecords(db, house, SUBSCRIPTIONS[identity.kind]);
  // Last: where something was edited already, that is worth more than how.
  const guards = found || proof.differs ? undefined : guardFault(db);
  const wrong = found ?? (guards === undefined ? null : { what: guards });
  const fault = wrong && { terminalId: identity.terminalId, epoch: identity.epoch, seq: null, position: null, ...wrong };
  const { entries, signed } = own;
  return { identity, entries, signed, positions: feed.positions, records: proof.compared, fault, differs: proof.differs };
}
