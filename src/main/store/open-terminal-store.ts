import type { KeyObject } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { House } from '#domain/kernel/house.ts';
import type { Place } from '#domain/kernel/operation.ts';
import { openDatabase } from './database.ts';
import { migrate } from './migrate.ts';
import { SqliteTerminalStore } from './sqlite-terminal-store.ts';
import { faultsNamed } from './store-fault.ts';
import { identityOf } from './store-identity.ts';
import type { TerminalStore } from './terminal-store.ts';

export interface StoreOptions {
  /** The terminal's folder; made where it is missing. */
  readonly dataDir: string;
  readonly house: House;
  readonly place: Place;
  /** Signs documents and the head of the chain. */
  readonly privateKey: KeyObject;
  /** SPKI, DER in base64: whose checkpoints the store believes. */
  readonly serverPublicKey: string;
  /** The log explorer is used at this terminal, which needs an index of every entry. */
  readonly explores: boolean;
}

export function storeFileOf(dataDir: string): string {
  return join(dataDir, 'counterfoil.sqlite');
}

/**
 * Opens the store of an enrolled terminal, made where there is none. Throws `StoreFault` for what disk or file do,
 * `StoreTooNew` and `OtherTerminalsStore` for a file that is not this program's or not this terminal's.
 */
export function openTerminalStore({ dataDir, house, place, privateKey, serverPublicKey, explores }: StoreOptions): TerminalStore {
  mkdirSync(dataDir, { recursive: true });
  const db = openDatabase(storeFileOf(dataDir));
  try {
    faultsNamed(() => migrate(db));
    const identity = identityOf(place, privateKey, serverPublicKey);
    return new SqliteTerminalStore(db, house, { place, privateKey, identity, explores });
  } catch (error) {
    db.close();
    throw error;
  }
}
