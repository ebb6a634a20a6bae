import type { LoggedEntry } from '../audit/use-log.ts';

/** Entries without the looks that whoever looks has taken: those are in the log, and are no evidence of what they look at. */
export function withoutOwnLooks<Entry extends Pick<LoggedEntry, 'header'>>(entries: readonly Entry[], viewerId: string): Entry[] {
  return entries.filter(({ header }) => header.operation !== 'exploreLog' || header.actorId !== viewerId);
}
