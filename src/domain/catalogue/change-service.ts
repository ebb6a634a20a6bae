import { z } from 'zod';
import { id, maybeTyped } from '../kernel/fields.ts';
import { defineOperation } from '../kernel/operation.ts';
import { typedOffer } from './add-service.ts';
import { serviceChanged } from './changes.ts';

/** The offer as it stands from now on. Invoices already issued keep their price and tax. */
export const changeService = defineOperation({
  name: 'changeService',
  roles: ['manager', 'administrator'],
  terminals: ['back-office', 'server'],
  decidedAt: 'terminal',
  makes: [serviceChanged],
  input: z.strictObject({ serviceId: id, ...typedOffer, active: z.boolean(), reason: maybeTyped(300) }),
  decide: (input) => ({ changes: [serviceChanged.of(input)], result: { serviceId: input.serviceId } }),
});
