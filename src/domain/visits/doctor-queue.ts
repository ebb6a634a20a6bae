import { z } from 'zod';
import { id } from '../kernel/fields.ts';
import { defineQuery } from '../kernel/operation.ts';
import { user } from '../staff/user.ts';
import { listing, unfinishedVisits, type VisitListed } from './unfinished-visits.ts';

const SHOWN = 200;

/**
 * Who waits for a doctor and who is in the chair, in the order they came, also those of a date that was locked or has turned
 * meanwhile. Without a doctor: the reader's own queue.
 */
export const doctorQueue = defineQuery({
  name: 'doctorQueue',
  roles: ['doctor', 'nurse', 'manager'],
  terminals: ['consulting'],
  input: z.strictObject({ doctorId: id.optional() }),
  read(input, context): readonly VisitListed[] {
    const { reader, actor, place } = context;
    const doctorId = input.doctorId ?? reader.get(user, actor.userId)?.doctorId ?? undefined;
    const asked = { branchId: place.branchId ?? '', doctorId, states: ['REGISTERED', 'IN_CONSULTATION'] as const };
    const listed = listing(context);
    return unfinishedVisits(context, asked)
      .working.slice(0, SHOWN)
      .map((one) => listed(one));
  },
});
