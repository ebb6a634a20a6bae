import { z } from 'zod';
import { type Letterhead, letterhead } from '../documents/letterhead.ts';
import { id } from '../kernel/fields.ts';
import { defineQuery } from '../kernel/operation.ts';
import { type Estimate, estimate } from './estimate.ts';

/** Everything an estimate says. */
export interface EstimateDocument {
  readonly letterhead: Letterhead;
  readonly estimate: Estimate;
}

export const estimateDocument = defineQuery({
  name: 'estimateDocument',
  roles: ['cashier', 'manager', 'auditor'],
  terminals: ['cashier', 'back-office'],
  input: z.strictObject({ estimateId: id }),
  read({ estimateId }, { reader, place }): EstimateDocument | null {
    const one = reader.get(estimate, estimateId);
    return one ? { letterhead: letterhead(reader, place.clinicId, one.branchId), estimate: one } : null;
  },
});
