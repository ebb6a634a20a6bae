import { z } from 'zod';
import { id } from '../kernel/fields.ts';
import { defineQuery } from '../kernel/operation.ts';
import { user } from '../staff/user.ts';
import { listed, type VisitListed } from './todays-visits.ts';
import { visit } from './visit.ts';

/** Who waits for a doctor today and who is in the chair, in the order they came. Without a doctor: the reader's own queue. */
export const doctorQueue = defineQuery({
  name: 'doctorQueue',
  roles: ['doctor', 'nurse', 'manager'],
  terminals: ['consulting'],
  input: z.strictObject({ doctorId: id.optional() }),
  read(input, { reader, actor, place, businessDate }): readonly VisitListed[] {
    const doctorId = input.doctorId ?? reader.get(user, actor.userId)?.doctorId;
    const here = { branchId: place.branchId ?? '', businessDate, ...(doctorId ? { doctorId } : {}) };
    return reader
      .find(visit, { ...here, state: { in: ['REGISTERED', 'IN_CONSULTATION'] } }, { orderBy: 'checkedInAtMs', limit: 200 })
      .map((one) => listed(reader, one));
  },
});
