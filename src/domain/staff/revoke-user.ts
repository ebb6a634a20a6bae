import { z } from 'zod';
import { id, typed } from '../kernel/fields.ts';
import { defineOperation } from '../kernel/operation.ts';
import { isRefusal } from '../kernel/refusal.ts';
import { userRevoked } from './changes.ts';
import { lastAdministratorRefusal, otherUser } from './standing.ts';

/** Somebody may not log in any more; they are out of every terminal at its next contact. */
export const revokeUser = defineOperation({
  name: 'revokeUser',
  roles: ['manager', 'administrator'],
  terminals: ['back-office', 'server'],
  decidedAt: 'central',
  makes: [userRevoked],
  input: z.strictObject({ userId: id, reason: typed(300) }),
  decide(input, { reader, actor }) {
    const one = otherUser(reader, actor, input.userId);
    if (isRefusal(one)) return one;
    return lastAdministratorRefusal(reader, one) ?? { changes: [userRevoked.of(input)], result: null };
  },
});
