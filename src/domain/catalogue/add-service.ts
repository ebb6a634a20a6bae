import { z } from 'zod';
import { typed } from '../kernel/fields.ts';
import { amountMinor } from '../kernel/money.ts';
import { defineOperation } from '../kernel/operation.ts';
import { category, hsnSac, serviceAdded, taxRateBasisPoints } from './changes.ts';

export const typedOffer = {
  code: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z0-9.-]{1,16}$/, { message: 'is not a code of letters, digits, . and -' }),
  name: typed(120),
  category,
  priceMinor: amountMinor,
  taxRateBasisPoints: taxRateBasisPoints.default(0),
  hsnSac: hsnSac.default(''),
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
