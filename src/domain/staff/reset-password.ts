import { z } from 'zod';
import { approvalKey, id, verifier } from '../kernel/fields.ts';
import { defineOperation } from '../kernel/operation.ts';
import { isRefusal } from '../kernel/refusal.ts';
import { passwordReset } from './changes.ts';
import { otherUser } from './standing.ts';

/** A new first password for somebody else, who must change it at the next login. */
export const resetPassword = defineOperation({
  name: 'resetPassword',
  roles: ['manager', 'administrator'],
  terminals: ['back-office', 'server'],
  decidedAt: 'central',
  makes: [passwordReset],
  hostMakes: 'password',
  input: z.strictObject({ userId: id, password: verifier, approvalKey: approvalKey.optional() }),
  decide({ userId, password, approvalKey: key }, { reader, actor }) {
    const one = otherUser(reader, actor, userId);
    if (isRefusal(one)) return one;
    return { changes: [passwordReset.of({ userId, verifier: password, approvalKey: key })], result: null };
  },
});
