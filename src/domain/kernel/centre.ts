import type { Access } from './access.ts';
import type { Change, RecordKey } from './change.ts';
import type { EntryFacts } from './entry-facts.ts';
import type { Operation, Place } from './operation.ts';
import type { Reader } from './record.ts';
import type { Refusal } from './refusal.ts';
import type { Role, TerminalKind } from './roles.ts';

/** A terminal as the server must know it before it listens to it. */
export interface EnrolledTerminal {
  readonly id: string;
  readonly code: string;
  readonly kind: Exclude<TerminalKind, 'server'>;
  readonly branchId: string;
  readonly state: 'ACTIVE' | 'REVOKED' | 'FROZEN';
  readonly epoch: number;
  /** SPKI, DER in base64. */
  readonly publicKey: string;
  readonly machineHash: string;
}

/** A clinic's settings that the server obeys. */
export interface ClinicSettings {
  /** IANA name. */
  readonly timeZone: string;
  readonly dayCutOffMinutes: number;
  readonly leaseHours: number;
}

/** What a person is or was to the clinic, and whether that lets them work at a certain terminal. */
export interface WorkThere {
  readonly roles: readonly Role[];
  /** Until when that was so, by the server's clock, UTC ms; null: it still is. */
  readonly untilMs: number | null;
  /** Why they may not work there with it, e.g. `not-your-counter`. */
  readonly refusal: Refusal | undefined;
}

export interface EnrolTerminal {
  readonly secretHash: string;
  readonly publicKey: string;
  readonly machineHash: string;
  readonly installationId: string;
}

/** A UPI payment as a gateway's event tells of it. */
export interface GatewayPaymentTold {
  readonly gateway: 'razorpay';
  /** The gateway's own id of it. */
  readonly paymentId: string;
  readonly eventId: string | null;
  /** Transaction numbers of it as the gateway has them, the one that banks show first; at most two. */
  readonly references: string[];
  readonly amountMinor: number;
  /** ISO 4217. */
  readonly currency: string;
  /** By the gateway's clock, UTC ms. */
  readonly paidAtMs: number;
}

/** A refund of one, as a gateway's event tells of it. */
export interface GatewayRefundTold {
  readonly paymentId: string;
  /** The gateway's own id of it. */
  readonly refundId: string;
  readonly eventId: string | null;
  readonly amountMinor: number;
  /** By the gateway's clock, UTC ms. */
  readonly refundedAtMs: number;
}

/** What became of it: `known`, nothing new was written. `number`: of the receipt it confirmed. */
export interface GatewayTaken {
  readonly known: boolean;
  readonly number: string | null;
}

/** An entry that has its place, as follow-ups see it. */
export interface PlacedFacts extends Pick<EntryFacts, 'terminalId' | 'epoch' | 'seq' | 'branchId'> {
  readonly changes: readonly Change[];
}

/** What the terminal is told it is now. */
export type Enrolled = Pick<EnrolledTerminal, 'code' | 'kind' | 'branchId' | 'epoch'> & { readonly terminalId: string };

/**
 * What the sync server needs of the domain beyond the house: who may speak, which days are locked, and the changes it
 * writes in its own name. `registry.ts` supplies it as `centre`, so that the server knows no slice by name.
 */
export interface Centre extends Pick<Access, 'person' | 'signer' | 'mayLogIn' | 'terminalRefused'> {
  /** Undefined until the clinic is set up. */
  settings(reader: Reader): ClinicSettings | undefined;
  terminal(reader: Reader, terminalId: string): EnrolledTerminal | undefined;
  /** What a person may do at a terminal, newest first: now, unless they were revoked, and before each change of it. None: unknown. */
  workThere(reader: Reader, userId: string, terminal: Pick<Place, 'terminalId' | 'kind'>): readonly WorkThere[];
  /** Records that the rights of an entry's author are read from, to be loaded ahead. */
  rightsAreIn(entry: { readonly actorId: string }): readonly RecordKey[];
  /** The day after the last locked one of this branch; null while none is locked. */
  firstOpenDate(reader: Reader, branchId: string): string | null;
  /**
   * Redeems an enrolment code: spends it, and makes or renews the counter's terminal with its next epoch. Refuses with
   * `enrolment-code-unknown`, `enrolment-code-used` or `enrolment-code-expired`.
   */
  readonly enrolTerminal: Operation<EnrolTerminal, Enrolled>;
  /** Writes down that a machine was turned away with a code that had been good once. */
  readonly refuseEnrolment: Operation<{ reason: string; secretHash: string; machineHash: string | null }, unknown>;
  /** Writes down a payment that a gateway has told of, once, and confirms the receipt that claims it. */
  readonly recordGatewayPayment: Operation<GatewayPaymentTold, GatewayTaken>;
  /** Writes down that money of such a payment went back at the gateway, once. */
  readonly recordGatewayRefund: Operation<GatewayRefundTold, GatewayTaken>;
  /** Two branches of one chain were found: the terminal writes no more until a person has looked. */
  terminalFrozen(frozen: { terminalId: string; epoch: number; seq: number; atMs: number }): Change;
  /**
   * What the server adds of itself once an entry is placed, because only it saw everything before it: what was paid too much
   * becomes the patient's advance. In the same transaction, as an entry of the server's own chain; nothing most of the time.
   */
  followUps(reader: Reader, placed: PlacedFacts, idFor: (...words: string[]) => string): readonly Change[];
  /** Types of the changes that only a follow-up makes. */
  readonly followUpChanges: readonly string[];
  /** Types of the changes a terminal writes of its own accord, with no operation of the house: logins, locks, reads. */
  readonly unaskedChanges: readonly string[];
  /** Those of them that only somebody can cause who may work there: a session begun, a record looked at. */
  readonly workersChanges: readonly string[];
}
