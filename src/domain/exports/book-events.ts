import { addDays } from '../kernel/calendar.ts';
import type { Reader } from '../kernel/record.ts';
import { type DrawerEvent, floatsOf, movementsOf } from './drawer-events.ts';
import type { ExportAsked } from './export-kind.ts';
import { type MoneyEvent, moneyEvents } from './money-events.ts';

/** What a book of the clinic has a line for: patients' money, and cash that went in or out of a drawer besides. */
export type BookEvent = MoneyEvent | DrawerEvent;

/** Both, in the order of time: a day at a time. What was done in one moment begins with floats and ends with counts. */
export function* bookEvents(reader: Reader, { branchId, from, to }: ExportAsked): Iterable<BookEvent> {
  for (let date = from; date <= to; date = addDays(date, 1)) {
    const ofPatients = moneyEvents(reader, { branchId, from: date, to: date });
    const all = [...floatsOf(reader, branchId, date), ...ofPatients, ...movementsOf(reader, branchId, date)];
    yield* all.sort((a, b) => a.atMs - b.atMs);
  }
}

export function isOfDrawer(event: BookEvent): event is DrawerEvent {
  return 'moreMinor' in event;
}
