import { z } from 'zod';
import { defineQuery } from '../kernel/operation.ts';
import { user } from './user.ts';

/** Somebody of the clinic, as one is picked from a list. */
export interface StaffName {
  readonly id: string;
  readonly name: string;
}

/** Everybody who works for the clinic now, wherever, by name: who cash or a refund can go to. At most 1,000. */
export const staffNames = defineQuery({
  name: 'staffNames',
  roles: ['cashier', 'manager', 'administrator', 'auditor'],
  terminals: ['cashier', 'back-office'],
  input: z.strictObject({}),
  read: (_input, { reader }): readonly StaffName[] =>
    reader.find(user, { state: 'ACTIVE' }, { orderBy: 'name', limit: 1000 }).map(({ id, name }) => ({ id, name })),
});
