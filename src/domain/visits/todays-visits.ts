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

/** Visits of this branch on a date, in the order they came. Without a date: the one this terminal works in. */
export const todaysVisits = defineQuery({
  name: 'todaysVisits',
  roles: ['front-desk', 'doctor', 'nurse', 'manager', 'auditor'],
  terminals: ['reception', 'consulting', 'back-office'],
  input: z.strictObject({ date: calendarDate.optional(), branchId: id.optional(), doctorId: id.optional() }),
  read(input, { reader, place, businessDate }): readonly VisitListed[] {
    const branchId = input.branchId ?? place.branchId ?? '';
    const all = reader.find(
      visit,
      { branchId, businessDate: input.date ?? businessDate, ...(input.doctorId ? { doctorId: input.doctorId } : {}) },
      { orderBy: 'checkedInAtMs', limit: 1000 },
    );
    return all.map((one) => listed(reader, one));
  },
});

export function listed(reader: Reader, { lines: _, ...one }: Visit): VisitListed {
  return { ...one, doctorName: reader.get(doctor, one.doctorId)?.name ?? '' };
}
