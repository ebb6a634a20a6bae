import type { z } from 'zod';
import { type EntryFacts, entryName } from './entry-facts.ts';
import type { Role, Stream } from './roles.ts';

/** The name and id of a record: `{ record: 'till', id: '0197…' }`. */
export interface RecordKey {
  readonly record: string;
  readonly id: string;
}

/** A change as it travels: its type's name and its body. */
export interface Change<Body = unknown> {
  readonly type: string;
  readonly body: Body;
}

/** Money that a change moved through the counter, for the perpetual totals. Both only grow. Minor units. */
export interface Moved {
  readonly inMinor: number;
  readonly outMinor: number;
}

/** A person's own signature on what a change says: whoever is at the keyboard, this person agreed to it. */
export interface PersonSigned {
  readonly userId: string;
  /** One of these the person must hold. */
  readonly roles: readonly Role[];
  /** What was signed: Ed25519 over its SHA-256, with the person's approval key. */
  readonly text: string;
  /** Base64. */
  readonly signature: string;
}

/**
 * Something that happened, past tense and versioned (`payment.recorded.v1`). Shapes are append-only: a new meaning is
 * a new version. The records it touches fold it; their checks say what must hold.
 */
export interface ChangeType<Body = unknown> {
  readonly name: string;
  readonly shape: z.ZodType<Body>;
  readonly stream: Stream;
  /**
   * `fact`: it happened at the counter and is never refused centrally, at worst flagged.
   * `authority`: a permission or claim on shared things; the server may refuse it and it then has no effect.
   */
  readonly nature: 'fact' | 'authority';
  /** Only the server may write it: an entry of a terminal that carries one has no effect, whatever else is in it. */
  readonly central?: true;
  /** The records this change folds into. Whoever holds one of them must receive this change's stream. */
  touches(body: Body, entry: EntryFacts): readonly RecordKey[];
  /** Further records that checks of this change look at: loaded ahead in bulk by the server. */
  readonly looksAt?: (body: Body, entry: EntryFacts) => readonly RecordKey[];
  readonly moves?: (body: Body) => Moved;
  /** Verified at the terminal before it is written, and again by the server: a wrong one is `signature-not-theirs`. */
  readonly signedBy?: (body: Body) => PersonSigned;
  /** Ids that the audit explorer finds the entry by, beyond the records touched: a patient, a user. */
  readonly about?: (body: Body) => readonly string[];
  /** Makes a change of this type, for an operation to return. */
  of(body: Body): Change<Body>;
}

export function defineChange<Shape extends z.ZodType>(
  definition: Omit<ChangeType<z.output<Shape>>, 'of' | 'shape'> & { shape: Shape },
): ChangeType<z.output<Shape>> {
  return {
    ...definition,
    shape: definition.shape as z.ZodType<z.output<Shape>>,
    of: (body) => ({ type: definition.name, body }),
  };
}

export function key(record: string, id: string): RecordKey {
  return { record, id };
}

/**
 * The record of something that happened, under the id its author gave it. The server may find that another has that id, and
 * flags it `taken`: it then has the entry's name, so that no fact is left without a record by repeating an id.
 */
export function keyOfFact(record: string, id: string, entry: EntryFacts, taken: string): RecordKey {
  return key(record, entry.flags.includes(taken) ? entryName(entry) : id);
}
