import { z } from 'zod';
import { id } from '../kernel/fields.ts';
import { defineQuery } from '../kernel/operation.ts';
import { listing, UNFINISHED_STATES, unfinishedVisits, type VisitListed } from './unfinished-visits.ts';

/**
 * Everybody whose visit is not completed or cancelled, of whatever date: first who is here, in the order they came, then what
 * days that are over have left behind, which is marked as from before.
 */
export const openVisits = defineQuery({
  name: 'openVisits',
  roles: ['front-desk', 'doctor', 'nurse', 'manager', 'auditor'],
  terminals: ['reception', 'consulting', 'back-office'],
  input: z.strictObject({ branchId: id.optional(), doctorId: id.optional() }),
  read({ branchId, doctorId }, context): readonly VisitListed[] {
    const asked = { branchId: branchId ?? context.place.branchId ?? '', doctorId, states: UNFINISHED_STATES };
    const { working, fromBefore } = unfinishedVisits(context, asked);
    const listed = listing(context);
    return [...working.map((one) => listed(one)), ...fromBefore.map((one) => listed(one, true))];
  },
});
