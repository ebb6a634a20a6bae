import type { Reader } from '../kernel/record.ts';
import { type Visit, visit } from '../visits/visit.ts';
import { billsOfDay, visitStanding } from '../visits/visit-standing.ts';

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

/** A day's visits by where they stand, in the words of their bills too: one that was taken back is not counted as paid. */
export function countByStanding(
  reader: Reader,
  branchId: string,
  date: string,
  visits: readonly Visit[],
): Record<string, number> {
  const counts: Record<string, number> = {};
  const billOf = billsOfDay(reader, branchId, date);
  for (const one of visits) {
    const standing = visitStanding({ ...one, bill: billOf(one) });
    counts[standing] = (counts[standing] ?? 0) + 1;
  }
  return counts;
}
