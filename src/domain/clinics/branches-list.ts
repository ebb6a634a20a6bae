import { z } from 'zod';
import { defineQuery } from '../kernel/operation.ts';
import { ROLES } from '../kernel/roles.ts';
import { type Branch, branch } from './branch.ts';

export const branchesList = defineQuery({
  name: 'branchesList',
  roles: ROLES,
  terminals: ['reception', 'cashier', 'consulting', 'back-office'],
  input: z.strictObject({}),
  read: (_input, { reader }): readonly Branch[] => reader.find(branch, {}, { orderBy: 'name', limit: 1000 }),
});
