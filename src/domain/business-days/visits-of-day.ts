import type { Reader } from '../kernel/record.ts';
import { type Visit, visit } from '../visits/visit.ts';

const PAGE = 1000;

/** Every visit of a day, in the order people came. Asked for page by page, since one answer holds a thousand at most. */
export function visitsOfDay(reader: Reader, branchId: string, businessDate: string): readonly Visit[] {
  const all = new Map<string, Visit>();
  let from = 0;
  for (;;) {
    const where = { branchId, businessDate, checkedInAtMs: { from } };
    const page = reader.find(visit, where, { orderBy: 'checkedInAtMs', limit: PAGE });
    const before = all.size;
    for (const one of page) all.set(one.id, one);
    const last = page.at(-1);
    if (!last || page.length < PAGE || all.size === before) return [...all.values()];
    from = last.checkedInAtMs;
  }
}

export function countByState(visits: readonly Visit[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { state } of visits) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}
