import { z } from 'zod';
import { id, typed } from '../kernel/fields.ts';
import { amountMinor } from '../kernel/money.ts';
import { defineOperation } from '../kernel/operation.ts';
import { category, hsnSac, serviceAdded, taxRateBasisPoints } from './changes.ts';

/** A code as people type it. */
export const typedCode = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9.-]{1,16}$/, { message: 'is not a code of letters, digits, . and -' });

export const typedOffer = {
  code: typedCode,
  name: typed(120),
  category,
  priceMinor: amountMinor,
  taxRateBasisPoints: taxRateBasisPoints.default(0),
  hsnSac: hsnSac.default(''),
  /** Not said: of a new service no, of another as before. */
  priceIncludesTax: z.boolean().optional(),
  taxCodeId: id.nullable().optional(),
};

export const addService = defineOperation({
  name: 'addService',
  roles: ['manager', 'administrator'],
  terminals: ['back-office', 'server'],
  decidedAt: 'terminal',
  makes: [serviceAdded],
  input: z.strictObject(typedOffer),
  decide(input, { newId }) {
    const serviceId = newId();
    return { changes: [serviceAdded.of({ ...input, serviceId })], result: { serviceId } };
  },
});
