import { z } from 'zod';
import { approvalKey, verifier } from '../kernel/fields.ts';
import { defineOperation } from '../kernel/operation.ts';
import { ROLES } from '../kernel/roles.ts';
import { passwordChanged } from './changes.ts';

/**
 * Sets the verifier and the approval key of whoever runs it. No window may call it: the session does, once it has checked the current password
 * (see `Access.passwordOperation`).
 */
export const changePassword = defineOperation({
  name: 'changePassword',
  roles: ROLES,
  terminals: ['reception', 'cashier', 'consulting', 'back-office'],
  decidedAt: 'terminal',
  makes: [passwordChanged],
  input: z.strictObject({ verifier, approvalKey: approvalKey.optional() }),
  decide: (input, { actor }) => ({ changes: [passwordChanged.of({ ...input, userId: actor.userId })], result: null }),
});
