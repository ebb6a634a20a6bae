import { z } from 'zod';
import { maybeTyped, typed } from '../kernel/fields.ts';
import { defineOperation } from '../kernel/operation.ts';
import { branchCreated } from './changes.ts';

export const typedBranch = {
  name: typed(80),
  /** Short and spoken, e.g. `MAIN`. */
  code: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z0-9-]{1,8}$/),
  address: maybeTyped(300),
  phone: maybeTyped(40),
};

export const createBranch = defineOperation({
  name: 'createBranch',
  roles: ['administrator'],
  terminals: ['back-office', 'server'],
  decidedAt: 'central',
  makes: [branchCreated],
  input: z.strictObject(typedBranch),
  decide(input, { newId }) {
    const branchId = newId();
    return { changes: [branchCreated.of({ ...input, branchId })], result: { branchId } };
  },
});
