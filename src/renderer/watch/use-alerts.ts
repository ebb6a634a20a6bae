import type { RuleAlerts } from '#domain/watch/watch-alerts.ts';
import { useRead } from '../app/asking.ts';

/** A day turns without anything being recorded. */
const AGAIN_MS = 60_000;

/**
 * What stands above its threshold in a branch, and what of it nobody has seen. Follows what happens.
 * @param may false: whoever is signed in has no right to it, and nothing is asked for
 */
export function useAlerts(branchId: string, may = true): { readonly rules: readonly RuleAlerts[]; readonly news: number } {
  const { data = [] } = useRead('watchAlerts', { branchId }, { when: may, everyMs: AGAIN_MS });
  return { rules: data, news: data.reduce((sum, { news }) => sum + news, 0) };
}
