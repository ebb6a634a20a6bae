import type { Verdict } from '#protocol/sync-messages.ts';

/** Why the server flagged or refused an entry, in words; what several flags call the same is said once. */
export function saidOfVerdict({ late, flags }: Pick<Verdict, 'late' | 'flags'>, nameOf: (flag: string) => string): string {
  const reasons = late ? ['late', ...flags] : flags;
  return [...new Set(reasons.map((flag) => nameOf(flag)))].join('; ');
}
