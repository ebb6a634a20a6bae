import type { KeyObject } from 'node:crypto';
import type { Access } from '#domain/kernel/access.ts';
import type { House } from '#domain/kernel/house.ts';
import type { Passwords } from '#protocol/passwords.ts';
import type { Claimant } from '#protocol/request-signature.ts';
import type { EnrolRequest, EnrolResponse, RefusalHeard, RefusalReport, Transport } from '#protocol/sync-messages.ts';
import type { Clock } from './clock.ts';
import type { KeyStore } from './identity/key-store.ts';
import type { SystemPrinters } from './printing/queue/system-printers.ts';

/** Where the server is and how it is known. */
export interface ServerAddress {
  /** `https://host:port` */
  readonly address: string;
  /** SHA-256 of the server's certificate, lower-case hex; null: the certificate must come from a public authority. */
  readonly fingerprint: string | null;
}

/** What signs this terminal's requests. Null before enrolment. */
export interface RequestSigner extends Claimant {
  readonly privateKey: KeyObject;
}

/** The server as a terminal reaches it: the sync messages, and what is asked before there is a key, or without it. */
export interface ServerLink extends Transport {
  enrol(request: EnrolRequest): Promise<EnrolResponse>;
  /** Nobody signs this one either. */
  tellRefusal(report: RefusalReport): Promise<RefusalHeard>;
  close(): Promise<void>;
}

/** Where a terminal tells what it does, for whoever runs it. Never patient data, never secrets. */
export type Report = (line: { readonly what: string; readonly [detail: string]: unknown }) => void;

/** The parts a terminal is made of. A shell, the day without a screen and the simulation each bring their own. */
export interface TerminalParts {
  /** One folder per terminal: identity, store, refusals. Nothing outside it is written. */
  readonly dataDir: string;
  readonly house: House;
  readonly access: Access;
  readonly clock: Clock;
  readonly transportFor: (server: ServerAddress, signer: RequestSigner | null) => ServerLink;
  /** The machine's hardware id (see `identity/machine-id.ts`). */
  readonly machineId: () => Promise<string>;
  readonly keyStore: KeyStore;
  readonly report?: Report;
  /** Default: argon2id. */
  readonly passwords?: Passwords;
  /** The operating system's printers, where the shell reaches them. */
  readonly systemPrinters?: SystemPrinters;
  /** No timers: whoever drives the terminal calls `syncOnce`, `lockIfIdle` and `prints.run`. */
  readonly manual?: boolean;
}
