import { addDays } from '#domain/kernel/calendar.ts';
import type { QueryContext } from '#domain/kernel/operation.ts';
import { queries } from '#domain/registry.ts';

/**
 * Everything that the day close shows, in all its parts: the days and the last one's checklist, a locked day with its zero Zs
 * and supplement, months and years, the day book, a year of counts, and what the server found odd. The checklist is the
 * server's own function, here over the same records in the store.
 */
export function dayCloseReads(branchId: string, today: string): Readonly<Record<string, (context: QueryContext) => unknown>> {
  const locked = addDays(today, -2);
  return {
    daysList: (context) => queries.daysList.read(queries.daysList.input.parse({ branchId }), context),
    dayChecklist: (context) => queries.dayChecklist.read({ branchId, date: today }, context),
    dayFigures: (context) => queries.dayFigures.read({ branchId, date: locked }, context),
    lateArrivals: (context) => queries.lateArrivals.read(queries.lateArrivals.input.parse({ branchId, all: true }), context),
    periodsList: (context) => queries.periodsList.read({ branchId, from: null }, context),
    dayBook: (context) => queries.dayBook.read({ branchId, date: locked, view: 'as-posted' }, context),
    varianceTrend: (context) => queries.varianceTrend.read({ branchId, from: addDays(today, -364), to: today }, context),
    exceptions: (context) => queries.exceptions.read(queries.exceptions.input.parse({ branchId }), context),
  };
}
