import { z } from 'zod';
import { id } from '../kernel/fields.ts';
import { defineQuery } from '../kernel/operation.ts';
import { type Estimate, estimate } from './estimate.ts';

export interface EstimateListed extends Estimate {
  /** Its prices are still promised. */
  readonly holds: boolean;
}

/** What a patient was told it would cost, newest first. */
export const estimatesOfPatient = defineQuery({
  name: 'estimatesOfPatient',
  roles: ['cashier', 'manager', 'auditor'],
  terminals: ['cashier', 'back-office'],
  input: z.strictObject({ patientId: id }),
  read: ({ patientId }, { reader, businessDate }): readonly EstimateListed[] =>
    reader
      .find(estimate, { patientId }, { orderBy: 'issuedAtMs', descending: true, limit: 50 })
      .map((one) => ({ ...one, holds: one.validUntil >= businessDate })),
});
