import { z } from 'zod';
import { defineQuery } from '../kernel/operation.ts';
import { ROLES } from '../kernel/roles.ts';
import { category } from './changes.ts';
import { type Service, service } from './service.ts';

/** The price list, by name. */
export const servicesList = defineQuery({
  name: 'servicesList',
  roles: ROLES,
  terminals: ['reception', 'cashier', 'consulting', 'back-office'],
  input: z.strictObject({ category: category.optional(), withInactive: z.boolean().default(false) }),
  read: ({ category, withInactive }, { reader }): readonly Service[] =>
    reader.find(
      service,
      { ...(category ? { category } : {}), ...(withInactive ? {} : { active: true }) },
      { orderBy: 'name', limit: 1000 },
    ),
});
