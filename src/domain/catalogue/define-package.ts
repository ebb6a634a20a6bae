import { z } from 'zod';
import { id } from '../kernel/fields.ts';
import { defineOperation } from '../kernel/operation.ts';
import { packageDefined, packageItem } from './changes.ts';

/** Makes a service stand for others, at its own price. Without items it is an ordinary service again. */
export const definePackage = defineOperation({
  name: 'definePackage',
  roles: ['manager', 'administrator'],
  terminals: ['back-office', 'server'],
  decidedAt: 'terminal',
  makes: [packageDefined],
  input: z.strictObject({ serviceId: id, items: z.array(packageItem).max(30) }),
  decide: (input) => ({ changes: [packageDefined.of(input)], result: { serviceId: input.serviceId } }),
});
