import { z } from 'zod';
import { id } from '../kernel/fields.ts';
import { defineQuery } from '../kernel/operation.ts';
import { listed, type VisitListed } from './todays-visits.ts';
import { visit } from './visit.ts';

const SHOWN = 1000;

/**
 * Everybody who is still here or still owes, of whatever date, in the order they came: a day can turn, or be locked, while
 * people sit there. Without the people whose visits are completed or cancelled.
 */
export const openVisits = defineQuery({
  name: 'openVisits',
  roles: ['front-desk', 'doctor', 'nurse', 'manager', 'auditor'],
  terminals: ['reception', 'consulting', 'back-office'],
  input: z.strictObject({ branchId: id.optional(), doctorId: id.optional() }),
  read({ branchId = '', doctorId }, { reader, place }): readonly VisitListed[] {
    const here = { branchId: branchId || (place.branchId ?? ''), ...(doctorId ? { doctorId } : {}) };
    const states = { in: ['REGISTERED', 'IN_CONSULTATION', 'READY_FOR_BILLING', 'PAID'] };
    const open = reader.find(visit, { ...here, state: states }, { orderBy: 'checkedInAtMs', limit: SHOWN });
    return open.map((one) => listed(reader, one));
  },
});
