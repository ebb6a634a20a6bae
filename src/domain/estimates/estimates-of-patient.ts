import { z } from 'zod';
import { id } from '../kernel/fields.ts';
import { defineQuery } from '../kernel/operation.ts';
import { visit } from '../visits/visit.ts';
import { type Estimate, estimate, promiseDate } from './estimate.ts';

export interface EstimateListed extends Estimate {
  /** Its prices are still promised. */
  readonly holds: boolean;
}

/** What a patient was told it would cost, newest first. */
export const estimatesOfPatient = defineQuery({
  name: 'estimatesOfPatient',
  roles: ['cashier', 'manager', 'auditor'],
  terminals: ['cashier', 'back-office'],
  /** `visitId`: the visit that is billed. */
  input: z.strictObject({ patientId: id, visitId: id.optional() }),
  read({ patientId, visitId }, { reader, businessDate }): readonly EstimateListed[] {
    const billed = visitId === undefined ? undefined : reader.get(visit, visitId);
    const date = billed ? promiseDate(billed, businessDate) : businessDate;
    return reader
      .find(estimate, { patientId }, { orderBy: 'issuedAtMs', descending: true, limit: 50 })
      .map((one) => ({ ...one, holds: one.validUntil >= date }));
  },
});
