import type { z } from 'zod';
import type { Change, ChangeType } from './change.ts';
import type { EntryFacts } from './entry-facts.ts';
import { plainDigits } from './plain-digits.ts';
import type { Refusal } from './refusal.ts';
import type { Stream } from './roles.ts';

/** What one record does with one type of change. */
export interface Handler<Rec> {
  readonly change: string;
  /** What must hold before the change; run at the terminal and again at the server. Never writes. */
  readonly check?: (record: Rec | undefined, change: never, entry: EntryFacts, reader: Reader, id: string) => Refusal | undefined;
  /**
   * The record after the change. Total: never refuses, never throws on a record that is missing. `id` tells which record
   * is folded, where one change touches several of a type.
   */
  readonly fold: (record: Rec | undefined, change: never, entry: EntryFacts, id: string) => Rec | undefined;
  /**
   * Ids of the records of this type that the change folds into although it does not name them: for records that only add up
   * what others do, of which those others need not know.
   */
  readonly tallies?: (change: never, entry: EntryFacts) => readonly string[];
}

export type Identified = { readonly id: string };

/**
 * A record type: the shape of the present, how changes make it, and which of its fields can be looked up. Both stores
 * derive their tables from it, so there is one definition and nothing to diverge.
 */
export interface RecordType<Rec extends Identified = Identified> {
  readonly name: string;
  readonly shape: z.ZodType<Rec>;
  readonly stream: Stream;
  /** Fields kept as columns, for `find`. Text, whole numbers and booleans (stored 0/1); null allowed. */
  readonly columns: readonly (keyof Rec & string)[];
  /** Combinations worth an index, each a prefix of what `find` filters and orders by. */
  readonly indexes: readonly (readonly (keyof Rec & string)[])[];
  /** Words to find the record by, already folded with `searchWords`. Absent: not searchable. */
  readonly searchText?: (record: Rec) => string;
  readonly handlers: readonly Handler<Rec>[];
}

/**
 * Defines a record type. Annotate the constant, from which the handlers take the record's type:
 * `export const patient: RecordType<Patient> = defineRecord({ … })`.
 */
export function defineRecord<Rec extends Identified>(definition: {
  name: string;
  shape: z.ZodType<Rec>;
  stream: Stream;
  columns?: readonly (keyof Rec & string)[];
  indexes?: readonly (readonly (keyof Rec & string)[])[];
  searchText?: (record: Rec) => string;
  handlers: readonly Handler<Rec>[];
}): RecordType<Rec> {
  const indexes = definition.indexes ?? [];
  const columns = definition.columns ?? [...new Set(indexes.flat())];
  return { ...definition, columns, indexes };
}

/** Ties a change type to what a record does with it, keeping the body's type. */
export function on<Rec, Body>(
  change: ChangeType<Body>,
  handler: {
    check?: (record: Rec | undefined, body: Body, entry: EntryFacts, reader: Reader, id: string) => Refusal | undefined;
    fold: (record: Rec | undefined, body: Body, entry: EntryFacts, id: string) => Rec | undefined;
    tallies?: (body: Body, entry: EntryFacts) => readonly string[];
  },
): Handler<Rec> {
  const { check, fold, tallies } = handler as Omit<Handler<Rec>, 'change'>;
  return { change: change.name, check, fold, tallies };
}

type Scalar = string | number | boolean | null;
/** Equality, one of several, or a closed range. Fields must be among the record's `columns`. */
export type Condition =
  | Scalar
  | { readonly in: readonly Scalar[] }
  | { readonly from?: string | number; readonly to?: string | number };
export type Where<Rec> = { readonly [Field in keyof Rec]?: Condition };

export interface FindOptions<Rec> {
  /** Field to order by; ties break by id, so the order is the same on every engine. Default: id. */
  readonly orderBy?: keyof Rec & string;
  readonly descending?: boolean;
  /** At most 1,000; default 200. */
  readonly limit?: number;
}

/**
 * Reads records as they stand. Synchronous everywhere: a terminal reads SQLite; the server, whose database answers
 * later, loads what was asked for and runs the pure decision again.
 */
export interface Reader {
  get<Rec extends Identified>(type: RecordType<Rec>, id: string): Rec | undefined;
  find<Rec extends Identified>(type: RecordType<Rec>, where: Where<Rec>, options?: FindOptions<Rec>): readonly Rec[];
  /** Records whose words start with every word of `text`. Best first is not promised; bounded by `limit` (default 20). */
  search<Rec extends Identified>(type: RecordType<Rec>, text: string, limit?: number): readonly Rec[];
}

/** Lower-case words without accents; digits kept, those of every script as plain ones. The same on both engines because it happens before them. */
export function searchWords(text: string): string[] {
  return (PLAIN.test(text) ? text.toLowerCase().split(/[^a-z0-9]+/) : foldedWords(text))
    .filter((word) => word !== '')
    .slice(0, 24);
}

/** ASCII has no accents to take off: most names, every number, at a tenth of the cost. */
const PLAIN = /^[ -~]*$/;

function foldedWords(text: string): string[] {
  return plainDigits(text)
    .normalize('NFD')
    .replace(/\p{Mn}/gu, (mark) => (/[\u0300-\u036f]/.test(mark) ? '' : mark))
    .toLowerCase()
    .split(/[^\p{L}\p{N}\p{M}]+/u);
}

export type { Change };
