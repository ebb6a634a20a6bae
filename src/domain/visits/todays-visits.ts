import { z } from 'zod';
import { doctor } from '../doctors/doctor.ts';
import { calendarDate } from '../kernel/calendar.ts';
import { id } from '../kernel/fields.ts';
import { defineQuery } from '../kernel/operation.ts';
import type { Reader } from '../kernel/record.ts';
import { type Visit, visit } from './visit.ts';

/** A visit as a queue shows one: without what will be billed. */
export interface VisitListed extends Omit<Visit, 'lines'> {
  readonly doctorName: string;
}

/**
 * Visits of this branch on a date, in the order they came. Without a date: the one this terminal works in, and before it
 * those of earlier days that are paid and not completed, since a payment may arrive after its day was locked.
 */
export const todaysVisits = defineQuery({
  name: 'todaysVisits',
  roles: ['front-desk', 'doctor', 'nurse', 'manager', 'auditor'],
  terminals: ['reception', 'consulting', 'back-office'],
  input: z.strictObject({ date: calendarDate.optional(), branchId: id.optional(), doctorId: id.optional() }),
  read({ date, branchId = '', doctorId }, { reader, place, businessDate }): readonly VisitListed[] {
    const here = { branchId: branchId || (place.branchId ?? ''), ...(doctorId ? { doctorId } : {}) };
    const earlier = date === undefined ? paidBefore(reader, here, businessDate) : [];
    const all = reader.find(visit, { ...here, businessDate: date ?? businessDate }, { orderBy: 'checkedInAtMs', limit: 1000 });
    return [...earlier, ...all].map((one) => listed(reader, one));
  },
});

function paidBefore(reader: Reader, here: { branchId: string; doctorId?: string }, businessDate: string): readonly Visit[] {
  return reader
    .find(visit, { ...here, state: 'PAID' }, { orderBy: 'readyAtMs', limit: 200 })
    .filter((one) => one.businessDate < businessDate);
}

export function listed(reader: Reader, { lines: _, ...one }: Visit): VisitListed {
  return { ...one, doctorName: reader.get(doctor, one.doctorId)?.name ?? '' };
}
