import { defineSlice } from '../kernel/slice.ts';
import { acknowledgeSupplement } from './acknowledge-supplement.ts';
import { branchDay } from './branch-day.ts';
import { branchLock } from './branch-lock.ts';
import { businessDay, lockedFigures } from './business-day.ts';
import { businessDayChanges } from './changes.ts';
import { dayBook } from './day-book.ts';
import { dayChecklist } from './day-checklist.ts';
import { dayDocument } from './day-document.ts';
import { daysList } from './days-list.ts';
import { exception } from './exception.ts';
import { exceptions } from './exceptions.ts';
import { dayFigures } from './figures-of-day.ts';
import { lateArrivals } from './late-arrivals.ts';
import { lockBusinessDay } from './lock-business-day.ts';
import { lockFinancialYear, lockMonth } from './lock-period.ts';
import { periodLock } from './period-lock.ts';
import { periodsList } from './periods-list.ts';
import { supplement } from './supplement.ts';

export const businessDays = defineSlice({
  operations: { lockBusinessDay, acknowledgeSupplement, lockMonth, lockFinancialYear },
  queries: { daysList, dayChecklist, dayFigures, dayDocument, lateArrivals, exceptions, periodsList, dayBook },
  changes: businessDayChanges,
  records: [branchLock, businessDay, lockedFigures, branchDay, supplement, exception, periodLock],
});
