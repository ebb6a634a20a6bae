import type { z } from 'zod';
import type { Change, ChangeType } from './change.ts';
import type { Reader } from './record.ts';
import { isRefusal, type Refusal } from './refusal.ts';
import type { Role, TerminalKind } from './roles.ts';

export interface Actor {
  readonly userId: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly sessionId: string | null;
}

/** The terminal on which a decision is made. */
export interface Place {
  readonly clinicId: string;
  /** Null at the server, whose decisions name their branch in the input. */
  readonly branchId: string | null;
  readonly terminalId: string;
  /** Short code printed in numbers, e.g. `T07`. */
  readonly terminalCode: string;
  readonly kind: TerminalKind;
  readonly epoch: number;
}

/** What the server last heard of a terminal. Known only there, so only central decisions and queries have it. */
export interface Contact {
  readonly terminalId: string;
  readonly epoch: number;
  /** Last entry held durably at the server. */
  readonly seq: number;
  readonly hash: string;
  readonly lastContactMs: number | null;
  /** Entries the terminal said were still waiting, at its last contact. */
  readonly backlog: number;
  /** Its clock minus the server's at its last contact, ms. Absent or null: it did not say. */
  readonly clockAheadMs?: number | null;
  readonly frozen: boolean;
}

/** Everything a decision may know. No clock, random or id reaches `domain` any other way. */
export interface DecisionContext {
  readonly reader: Reader;
  readonly actor: Actor;
  readonly place: Place;
  readonly nowMs: number;
  /** The business date this terminal works in (see `business-days/business-date.ts`). */
  readonly businessDate: string;
  /** A new UUIDv7. */
  newId(): string;
  /** A UUID that is always the same for the same words: how an import finds what it added before. */
  idFor(...words: string[]): string;
  /** Every terminal of the clinic as the server last heard of it; empty at a terminal. */
  readonly contacts: readonly Contact[];
  /** The terminal's chain before this entry. */
  readonly chain: { readonly seq: number; readonly hash: string; readonly grossInMinor: number; readonly grossOutMinor: number };
}

/** What a decision answers when it says yes. */
export interface Decision<Result> {
  readonly changes: readonly Change[];
  readonly result: Result;
  /** The number of the document this entry prints, which makes the entry individually signed. */
  readonly documentNumber?: string;
  /** The branch the entry belongs to, where a central decision concerns one. Default: the place's. */
  readonly branchId?: string;
}

export interface Operation<Input = unknown, Result = unknown> {
  readonly name: string;
  readonly input: z.ZodType<Input>;
  readonly roles: readonly Role[];
  readonly terminals: readonly TerminalKind[];
  /** `central`: needs the server, because only there is the whole truth (locks, enrolment, staff). */
  readonly decidedAt: 'terminal' | 'central';
  /** Every type of change its decision can make. An entry in its name that carries another does not hold. */
  readonly makes: readonly Pick<ChangeType, 'name'>[];
  /** Takes back what was done, or may have been billed: whoever is refused it has tried to void something, which is logged. */
  readonly voids?: true;
  /** Stops when the offline lease has ended: a new sale, never care. */
  readonly needsLease?: boolean;
  /**
   * A field of the input that the host makes before the input is read, since a decision has neither chance nor argon2id.
   * `password`: what the window typed, replaced by its argon2id verifier, so that it never leaves the machine; beside it
   * comes `approvalKey`, made for the password.
   * `secretHash`: of a new enrolment secret; the answer's result then carries the whole code as `code`, once.
   * `signature`: `login` and `password`, which somebody typed over whoever's session this is, replaced by `signerId` and
   * that person's `signature` over what `signs` answers. Wrong ones are counted and logged as at the login.
   * `gatewaySecret`: the server takes the `secret` of the input's `gateway` out and keeps it sealed, beside the log; without
   * one it forgets what it kept.
   */
  readonly hostMakes?: 'password' | 'secretHash' | 'signature' | 'gatewaySecret';
  /** With `hostMakes: 'signature'`: the text that is signed, of the input with its `signerId`. */
  signs?(input: Input): string;
  decide(input: Input, context: DecisionContext): Decision<Result> | Refusal;
}

/** The first of these changes that the operation does not make; undefined when it makes them all. */
export function foreignChange({ makes }: Pick<Operation, 'makes'>, changes: readonly Change[]): Change | undefined {
  return changes.find(({ type }) => !makes.some(({ name }) => name === type));
}

/** What the operation decides. A decision that makes more than its operation says is a bug, and decides nothing. */
export function decisionOf<Input, Result>(
  operation: Operation<Input, Result>,
  input: Input,
  context: DecisionContext,
): Decision<Result> | Refusal {
  const decision = operation.decide(input, context);
  const foreign = isRefusal(decision) ? undefined : foreignChange(operation, decision.changes);
  if (foreign) throw new Error(`${operation.name} made ${foreign.type}, which it does not say it makes`);
  return decision;
}

export function defineOperation<Shape extends z.ZodType, Result>(
  operation: Omit<Operation<z.output<Shape>, Result>, 'input' | 'decide' | 'signs'> & {
    input: Shape;
    signs?(input: z.output<Shape>): string;
    decide(input: z.output<Shape>, context: DecisionContext): Decision<Result> | Refusal;
  },
): TypedOperation<Shape, Result> {
  return operation as unknown as TypedOperation<Shape, Result>;
}

/** An operation that remembers its input's shape, from which the counter API's types come. */
export interface TypedOperation<Shape extends z.ZodType, Result> extends Operation<z.output<Shape>, Result> {
  readonly input: Shape & z.ZodType<z.output<Shape>>;
}

export type QueryContext = Pick<DecisionContext, 'reader' | 'actor' | 'place' | 'nowMs' | 'businessDate' | 'contacts'>;

/** A noun: something a screen shows. Read-only by type. */
export interface Query<Input = unknown, Result = unknown> {
  readonly name: string;
  readonly input: z.ZodType<Input>;
  readonly roles: readonly Role[];
  readonly terminals: readonly TerminalKind[];
  /** `central`: asks the server, which alone knows contacts. Default: the terminal's own records. */
  readonly readAt?: 'terminal' | 'central';
  /** Whose record this reads: the read is then logged, once per session, patient and query in ten minutes. */
  readonly patientId?: (input: Input) => string;
  read(input: Input, context: QueryContext): Result;
}

export interface TypedQuery<Shape extends z.ZodType, Result> extends Query<z.output<Shape>, Result> {
  readonly input: Shape & z.ZodType<z.output<Shape>>;
}

export function defineQuery<Shape extends z.ZodType, Result>(
  query: Omit<Query<z.output<Shape>, Result>, 'input' | 'read' | 'patientId'> & {
    input: Shape;
    patientId?: (input: z.output<Shape>) => string;
    read(input: z.output<Shape>, context: QueryContext): Result;
  },
): TypedQuery<Shape, Result> {
  return query as unknown as TypedQuery<Shape, Result>;
}
