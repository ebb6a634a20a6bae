import { keepPreviousData, type UseMutationResult, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import type { Refusal } from '#domain/kernel/refusal.ts';
import {
  type OperationInput,
  type OperationName,
  type OperationResult,
  type QueryInput,
  type QueryName,
  type QueryResult,
  Refused,
  read,
  run,
} from './counter.ts';
import { sessionStore } from './session.ts';

export interface Shown<Result> {
  readonly data: Result | undefined;
  /** When the data was read, ms since the epoch; 0 before the first answer. */
  readonly readAtMs: number;
  /** Nothing to show yet. */
  readonly waiting: boolean;
  /** Why it could not be read; older data may still be there. */
  readonly refusal: Refusal | null;
  again(): void;
}

/**
 * What a screen shows, read from the terminal and read again when one of its records changes; meanwhile what was there
 * stays up, so that nothing jumps.
 * @param options.keep shows the answer to the last input until the next is there: for search as one types. Never where an
 *   input names a patient, who must not be seen in another's place.
 * @param options.fresh is read again whenever it comes up: for what does not follow each record it is made of.
 */
export function useRead<Name extends QueryName>(
  name: Name,
  input: QueryInput<Name>,
  {
    when = true,
    keep = false,
    fresh = false,
    everyMs,
  }: { when?: boolean; keep?: boolean; fresh?: boolean; everyMs?: number } = {},
): Shown<QueryResult<Name>> {
  const { session } = useSyncExternalStore(sessionStore.subscribe, sessionStore.get);
  const mayAsk = session !== null && !session.locked && !session.mustChangePassword;
  const { data, dataUpdatedAt, error, isPending, refetch } = useQuery({
    queryKey: ['query', name, input],
    queryFn: () => read(name, input),
    enabled: when && mayAsk,
    ...(keep ? { placeholderData: keepPreviousData } : {}),
    ...(fresh ? { refetchOnMount: 'always' as const } : {}),
    refetchInterval: everyMs ?? false,
  });
  return {
    data: when ? data : undefined,
    readAtMs: dataUpdatedAt,
    waiting: when && isPending,
    refusal: error ? refusalOf(error) : null,
    again: () => void refetch(),
  };
}

/** Something a person does. `mutate` refuses with a `Refusal` in `refusal`. */
export function useRun<Name extends OperationName>(name: Name): Running<OperationInput<Name>, OperationResult<Name>> {
  return useDoing((input: OperationInput<Name>) => run(name, input));
}

export type Running<Input, Result> = UseMutationResult<Result, Error, Input> & { readonly refusal: Refusal | null };

/** Anything asked of the terminal on somebody's wish, where the answer may be a refusal. */
export function useDoing<Input, Result>(ask: (input: Input) => Promise<Result>): Running<Input, Result> {
  const queries = useQueryClient();
  const doing = useMutation({
    mutationFn: ask,
    // What a central decision changed reaches this terminal with the next pull; what it answers from is read anew now.
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['query'] }),
  });
  return { ...doing, refusal: doing.error ? refusalOf(doing.error) : null };
}

export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refused) return error.refusal;
  return { refused: true, code: 'no-answer', details: {} };
}
