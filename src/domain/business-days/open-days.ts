import { addDays } from '../kernel/calendar.ts';
import type { Reader } from '../kernel/record.ts';
import { till } from '../tills/till.ts';
import { visit } from '../visits/visit.ts';
import { branchDay } from './branch-day.ts';
import { firstOpenDate } from './branch-lock.ts';

/** The earliest day before `date` that is not locked and on which something happened; null where there is none. */
export function earliestOpenDay(reader: Reader, branchId: string, date: string): string | null {
  const range = { from: firstOpenDate(reader, branchId) ?? undefined, to: addDays(date, -1) };
  const dates = [
    reader.find(branchDay, { branchId, date: range }, { orderBy: 'date', limit: 1 })[0]?.date,
    reader.find(till, { branchId, businessDate: range }, { orderBy: 'businessDate', limit: 1 })[0]?.businessDate,
    reader.find(visit, { branchId, businessDate: range }, { orderBy: 'businessDate', limit: 1 })[0]?.businessDate,
  ];
  return dates.filter((one) => one !== undefined).sort()[0] ?? null;
}
