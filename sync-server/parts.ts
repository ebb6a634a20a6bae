import type { Sql } from 'postgres';
import type { Centre } from '#domain/kernel/centre.ts';
import type { House } from '#domain/kernel/house.ts';
import type { ServerKeys } from './keys.ts';

/** Where the server tells what it does, for whoever runs it. Never patient data, never secrets. */
export type Log = (line: { readonly what: string; readonly [detail: string]: unknown }) => void;

/** What the server is made of. Any number of processes may stand on one database. */
export interface ServerParts {
  /** Connected as the app role: owns nothing, bypasses nothing. */
  readonly sql: Sql;
  readonly keys: ServerKeys;
  readonly clock: { nowMs(): number };
  readonly house: House;
  readonly centre: Centre;
  /** Names one life of this database; a restored one begins the next. */
  readonly epochId: string;
  /** Epoch of the server's own chains. */
  readonly chainEpoch: number;
  /** What enrolment codes say of this server. `fingerprint` null: its certificate comes from a public authority. */
  readonly address: () => { readonly address: string; readonly fingerprint: string | null };
  readonly log: Log;
}

/** Who asks: a terminal whose signature has been checked, or one the simulation stands in for. */
export type { Claimant as Caller } from '#protocol/request-signature.ts';
