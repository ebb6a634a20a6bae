import type { Refusal } from '#domain/kernel/refusal.ts';
import type { Answer } from '#protocol/counter-api.ts';
import { type CounterClient, line } from './line.ts';

type Operations = CounterClient['operations'];
type Queries = CounterClient['queries'];
/** What the terminal can be asked to do. */
export type OperationName = keyof Operations;
/** What the terminal can be asked to show. */
export type QueryName = keyof Queries;

type Called = (input: never) => Promise<unknown>;
type InputOf<Call> = Call extends (input: infer Input, ...rest: never[]) => unknown ? Input : never;
type ResultOf<Call> = Call extends (...given: never[]) => Promise<infer Given>
  ? Extract<Given, { readonly ok: true }> extends { readonly result: infer Result }
    ? Result
    : never
  : never;

export type OperationInput<Name extends OperationName> = InputOf<Operations[Name]>;
export type OperationResult<Name extends OperationName> = ResultOf<Operations[Name]>;
export type QueryInput<Name extends QueryName> = InputOf<Queries[Name]>;
export type QueryResult<Name extends QueryName> = ResultOf<Queries[Name]>;

/** A refusal on its way to whoever shows it. Thrown, because that is how TanStack Query carries a "no". */
export class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

export function taken<Result>(answer: Answer<Result>): Result {
  if (answer.ok) return answer.result;
  throw new Refused(answer.refusal);
}

export async function run<Name extends OperationName>(name: Name, input: OperationInput<Name>): Promise<OperationResult<Name>> {
  const call = line.client().operations[name] as Called;
  return taken((await call(input as never)) as Answer<OperationResult<Name>>);
}

export async function read<Name extends QueryName>(name: Name, input: QueryInput<Name>): Promise<QueryResult<Name>> {
  const call = line.client().queries[name] as Called;
  return taken((await call(input as never)) as Answer<QueryResult<Name>>);
}
