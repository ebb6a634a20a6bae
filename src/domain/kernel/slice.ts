import type { ChangeType } from './change.ts';
import type { Operation, Query } from './operation.ts';
import type { RecordType } from './record.ts';

/**
 * One capability of the product: what people do with it, what screens show of it, what can have happened and what stands.
 * It says nothing of bodies, inputs and results: the parts of a slice have each their own.
 */
export interface Slice {
  readonly operations?: Readonly<Record<string, Pick<Operation, 'name' | 'roles' | 'terminals' | 'decidedAt' | 'makes'>>>;
  readonly queries?: Readonly<Record<string, Pick<Query, 'name' | 'roles' | 'terminals' | 'readAt'>>>;
  readonly changes?: readonly Pick<ChangeType, 'name' | 'stream' | 'nature'>[];
  readonly records?: readonly Pick<RecordType, 'name' | 'stream'>[];
}

/** Keeps the exact types of the parts, from which the calls of windows and programs are typed. */
export function defineSlice<const Of extends Slice>(slice: Of): Of {
  return slice;
}

type PartOf<Of, Part extends keyof Slice> = Of extends { readonly [Name in Part]: infer Found } ? Found : never;
type AllAtOnce<Either> = (Either extends unknown ? (one: Either) => void : never) extends (all: infer All) => void ? All : never;
type Merged<Either> = { readonly [Name in keyof AllAtOnce<Either>]: AllAtOnce<Either>[Name] };
type OneOf<List> = List extends readonly (infer One)[] ? One : never;

/** What slices are together: operations and queries by name, changes and records in the slices' order. */
export interface Together<Of extends Slice> {
  readonly operations: Merged<PartOf<Of, 'operations'>>;
  readonly queries: Merged<PartOf<Of, 'queries'>>;
  readonly changes: readonly OneOf<PartOf<Of, 'changes'>>[];
  readonly records: readonly OneOf<PartOf<Of, 'records'>>[];
}

/** Puts slices together. Throws where two have an operation or a query of one name; `buildHouse` says the same of the rest. */
export function together<const Of extends Slice>(slices: readonly Of[]): Together<Of> {
  return {
    operations: merged(slices.map(({ operations }) => operations ?? {})),
    queries: merged(slices.map(({ queries }) => queries ?? {})),
    changes: slices.flatMap(({ changes }) => changes ?? []),
    records: slices.flatMap(({ records }) => records ?? []),
  } as unknown as Together<Of>;
}

function merged(parts: readonly Readonly<Record<string, unknown>>[]): Readonly<Record<string, unknown>> {
  const all: Record<string, unknown> = {};
  for (const [name, one] of parts.flatMap((part) => Object.entries(part))) {
    if (name in all) throw new Error(`${name} is in the registry twice`);
    all[name] = one;
  }
  return all;
}
