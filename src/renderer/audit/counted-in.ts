import { drawerCounted, tillClosed } from '#domain/tills/changes.ts';
import type { LoggedEntry } from './use-log.ts';

/** A drawer counted for the first time, which did not agree, or the Z that closed its till; null: neither. */
export type CountedIn = { readonly is: 'first-count' } | { readonly is: 'z'; readonly number: number } | null;

/** Tells apart what one operation does in two entries: closing a till whose first count does not agree. */
export function countedIn({ changes }: Pick<LoggedEntry, 'changes'>): CountedIn {
  if (changes.some((change) => change?.type === drawerCounted.name)) return { is: 'first-count' };
  const closed = changes.find((change) => change?.type === tillClosed.name);
  const said = tillClosed.shape.safeParse(closed?.body);
  return said.success ? { is: 'z', number: said.data.z.number } : null;
}
