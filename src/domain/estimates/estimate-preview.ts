import { z } from 'zod';
import { discountCap } from '../invoices/bill-approval.ts';
import { isWithinCap } from '../invoices/discount.ts';
import { chargeable } from '../invoices/registered.ts';
import { defineQuery } from '../kernel/operation.ts';
import { isRefusal, type Refusal } from '../kernel/refusal.ts';
import { estimateAsked, type PricedEstimate, priceEstimate } from './price-estimate.ts';

/** What an estimate would say, before it is issued. */
export interface EstimatePreview {
  /** Null where it cannot be made so. */
  readonly estimate: PricedEstimate | null;
  readonly problem: string | null;
  readonly problemDetails: Refusal['details'];
  /** Its discount is more than a cashier may take off alone: a manager must agree when it is billed. */
  readonly needsApproval: boolean;
}

export const estimatePreview = defineQuery({
  name: 'estimatePreview',
  roles: ['cashier', 'manager'],
  terminals: ['cashier', 'back-office'],
  input: z.strictObject(estimateAsked),
  read({ doctorId, ...asked }, { reader, place, businessDate }): EstimatePreview {
    const at = { branchId: place.branchId, doctorId, date: businessDate };
    const priced = chargeable(reader, place.clinicId, priceEstimate(reader, place.clinicId, asked, at));
    if (isRefusal(priced)) return { estimate: null, problem: priced.code, problemDetails: priced.details, needsApproval: false };
    const isWithin = isWithinCap(priced.lines, discountCap(reader, place.clinicId, ['cashier']));
    return { estimate: priced, problem: null, problemDetails: {}, needsApproval: !isWithin };
  },
});
