import { z } from 'zod';
import { id } from '../kernel/fields.ts';
import { defineOperation } from '../kernel/operation.ts';
import { isRefusal } from '../kernel/refusal.ts';
import { userChanged } from './changes.ts';
import { typedWork } from './create-user.ts';
import { grantRefusal, lastAdministratorRefusal, otherUser } from './standing.ts';

/** Name, roles, counters and doctor of somebody else. Nobody changes their own. */
export const changeUser = defineOperation({
  name: 'changeUser',
  roles: ['manager', 'administrator'],
  terminals: ['back-office', 'server'],
  decidedAt: 'central',
  makes: [userChanged],
  input: z.strictObject({ userId: id, ...typedWork }),
  decide(input, { reader, actor }) {
    const one = otherUser(reader, actor, input.userId);
    if (isRefusal(one)) return one;
    const steppingDown = input.roles.includes('administrator') ? undefined : lastAdministratorRefusal(reader, one);
    return grantRefusal(actor, input.roles) ?? steppingDown ?? { changes: [userChanged.of(input)], result: null };
  },
});
