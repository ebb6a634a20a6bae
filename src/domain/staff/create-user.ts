import { z } from 'zod';
import { approvalKey, id, typed, verifier } from '../kernel/fields.ts';
import { defineOperation } from '../kernel/operation.ts';
import { ROLES } from '../kernel/roles.ts';
import { userCreated } from './changes.ts';
import { typedLogin } from './login.ts';
import { grantRefusal } from './standing.ts';

/** What a person is to the clinic, as staff is entered and changed. */
export const typedWork = {
  name: typed(120),
  roles: z
    .array(z.enum(ROLES))
    .min(1)
    .max(ROLES.length)
    .transform((roles) => ROLES.filter((role) => roles.includes(role))),
  counterIds: z.array(id).max(100).default([]),
  doctorId: id.nullable().default(null),
  /** The same for every account of one person; absent: as it was. */
  personCode: typed(40).nullable().optional(),
};

/** Somebody may log in from now on, with a first password that they must change. */
export const createUser = defineOperation({
  name: 'createUser',
  roles: ['manager', 'administrator'],
  terminals: ['back-office', 'server'],
  decidedAt: 'central',
  makes: [userCreated],
  hostMakes: 'password',
  input: z.strictObject({
    login: typedLogin,
    ...typedWork,
    password: verifier,
    approvalKey: approvalKey.optional(),
    /** False where the person has chosen the password. */
    mustChangePassword: z.boolean().default(true),
  }),
  decide({ password, ...input }, { actor, newId }) {
    const userId = newId();
    return (
      grantRefusal(actor, input.roles) ?? {
        changes: [userCreated.of({ ...input, userId, verifier: password })],
        result: { userId },
      }
    );
  },
});
