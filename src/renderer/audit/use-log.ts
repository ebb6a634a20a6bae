import { type InfiniteData, useInfiniteQuery } from '@tanstack/react-query';
import type { Refusal } from '#domain/kernel/refusal.ts';
import { refusalOf } from '../app/asking.ts';
import { taken } from '../app/counter.ts';
import { type CounterClient, line } from '../app/line.ts';

type Explore = CounterClient['log']['explore'];
type Filter = Parameters<Explore>[0];
/** What the log is looked through for. */
export type LogFilter = Omit<Filter, 'before' | 'limit'>;
export type LoggedEntry = Extract<Awaited<ReturnType<Explore>>, { readonly ok: true }>['result'][number];
type Cursor = NonNullable<Filter['before']>;

const PAGE = 50;

export interface Log {
  readonly entries: readonly LoggedEntry[];
  readonly waiting: boolean;
  readonly refusal: Refusal | null;
  /** Null at the end. */
  readonly older: (() => void) | null;
  again(): void;
}

/** Entries of the log, latest first. Each look is logged itself, so it is asked for on purpose only, never by live updates. */
export function useLog(filter: LogFilter | null): Log {
  const { data, error, isPending, hasNextPage, fetchNextPage, refetch } = useInfiniteQuery<
    readonly LoggedEntry[],
    Error,
    InfiniteData<readonly LoggedEntry[]>,
    unknown[],
    Cursor | undefined
  >({
    queryKey: ['look', filter],
    enabled: filter !== null,
    queryFn: async ({ pageParam }) =>
      taken(await line.client().log.explore({ ...filter, limit: PAGE, ...(pageParam ? { before: pageParam } : {}) })),
    initialPageParam: undefined,
    getNextPageParam: (page) => {
      const last = page.at(-1);
      return last && page.length === PAGE ? { recordedAtMs: last.header.recordedAtMs, hash: last.hash } : undefined;
    },
  });
  return {
    entries: data?.pages.flat() ?? [],
    waiting: filter !== null && isPending,
    refusal: error ? refusalOf(error) : null,
    older: hasNextPage ? () => void fetchNextPage() : null,
    again: () => void refetch(),
  };
}
