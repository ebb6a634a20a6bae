import { z } from 'zod';
import { calendarDate } from '../kernel/calendar.ts';
import { id } from '../kernel/fields.ts';
import { defineQuery } from '../kernel/operation.ts';
import { inOrder, listing, UNFINISHED_STATES, unfinishedVisits, type VisitListed } from './unfinished-visits.ts';
import { visit } from './visit.ts';

const SHOWN = 1000;

/**
 * Visits of this branch on a date, in the order they came. Without a date: all of the one this terminal works in, and of
 * other dates those that are not finished while their people are here.
 */
export const todaysVisits = defineQuery({
  name: 'todaysVisits',
  roles: ['front-desk', 'doctor', 'nurse', 'manager', 'auditor'],
  terminals: ['reception', 'consulting', 'back-office'],
  input: z.strictObject({ date: calendarDate.optional(), branchId: id.optional(), doctorId: id.optional() }),
  read({ date, branchId: asked, doctorId }, context): readonly VisitListed[] {
    const { reader, place, businessDate } = context;
    const branchId = asked ?? place.branchId ?? '';
    const where = { branchId, ...(doctorId ? { doctorId } : {}), businessDate: date ?? businessDate };
    const ofDate = reader.find(visit, where, { orderBy: 'checkedInAtMs', limit: SHOWN });
    const listed = listing(context);
    if (date !== undefined) return ofDate.map((one) => listed(one));
    const { working } = unfinishedVisits(context, { branchId, doctorId, states: UNFINISHED_STATES });
    const others = working.filter((one) => one.businessDate !== businessDate);
    return inOrder([...others, ...ofDate]).map((one) => listed(one));
  },
});
