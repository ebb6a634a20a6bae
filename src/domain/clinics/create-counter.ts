import { z } from 'zod';
import { id, typed } from '../kernel/fields.ts';
import { defineOperation } from '../kernel/operation.ts';
import { counterCreated } from './changes.ts';
import { counterKind } from './counter-kind.ts';

export const createCounter = defineOperation({
  name: 'createCounter',
  roles: ['administrator'],
  terminals: ['back-office', 'server'],
  decidedAt: 'central',
  makes: [counterCreated],
  input: z.strictObject({ branchId: id, name: typed(80), kind: counterKind }),
  decide(input, { newId }) {
    const counterId = newId();
    return { changes: [counterCreated.of({ ...input, counterId })], result: { counterId }, branchId: input.branchId };
  },
});
