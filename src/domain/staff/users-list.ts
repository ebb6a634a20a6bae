import { z } from 'zod';
import { defineQuery } from '../kernel/operation.ts';
import { type User, user } from './user.ts';

/** A user as management sees one: never with what their password opens. */
export type UserListed = Omit<User, 'verifier' | 'approvalKey' | 'earlierKeys'> & { readonly hasApprovalKey: boolean };

/** Everybody who may log in, and those who once could, by name. */
export const usersList = defineQuery({
  name: 'usersList',
  roles: ['manager', 'administrator', 'auditor'],
  terminals: ['back-office'],
  input: z.strictObject({}),
  read: (_input, { reader }): readonly UserListed[] => reader.find(user, {}, { orderBy: 'name', limit: 1000 }).map(listed),
});

function listed({ verifier: _verifier, approvalKey, earlierKeys: _keys, ...one }: User): UserListed {
  return { ...one, hasApprovalKey: approvalKey !== null };
}
