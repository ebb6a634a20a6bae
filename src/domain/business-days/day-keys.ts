import { key, type RecordKey } from '../kernel/change.ts';
import { type EntryFacts, entryName } from '../kernel/entry-facts.ts';

/** A branch's day: `<branch id>:<date>`. */
export function dayId(branchId: string | null, date: string): string {
  return `${branchId ?? ''}:${date}`;
}

/** What every change of money folds into besides its own records. */
export function dayKeys(entry: EntryFacts): readonly RecordKey[] {
  return [key('branch-day', dayId(entry.branchId, entry.postedDate)), ...exceptionKeys(entry)];
}

/** A manager hears of whatever the server found odd. Of what came late the supplement counts as many as are listed. */
export function exceptionKeys(entry: EntryFacts): readonly RecordKey[] {
  const supplement = key('supplement', dayId(entry.branchId, entry.businessDate));
  if (entry.late) return [supplement, exceptionKey(entry)];
  return entry.flags.length > 0 ? [exceptionKey(entry)] : [];
}

/** Loaded ahead by the server, which finds out only while placing the entry whether there is one. */
export function exceptionKey(entry: EntryFacts): RecordKey {
  return key('exception', entryName(entry));
}
