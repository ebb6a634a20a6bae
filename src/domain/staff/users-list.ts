import { z } from 'zod';
import { defineQuery } from '../kernel/operation.ts';
import { type User, user } from './user.ts';

/** A user as management sees one: never with the verifier. */
export type UserListed = Omit<User, 'verifier'>;

/** Everybody who may log in, and those who once could, by name. */
export const usersList = defineQuery({
  name: 'usersList',
  roles: ['manager', 'administrator', 'auditor'],
  terminals: ['back-office'],
  input: z.strictObject({}),
  read: (_input, { reader }): readonly UserListed[] =>
    reader.find(user, {}, { orderBy: 'name', limit: 1000 }).map(({ verifier: _, ...one }) => one),
});
