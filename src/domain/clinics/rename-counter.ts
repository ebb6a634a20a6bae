import { z } from 'zod';
import { id, typed } from '../kernel/fields.ts';
import { defineOperation } from '../kernel/operation.ts';
import { refuse } from '../kernel/refusal.ts';
import { counterRenamed } from './changes.ts';
import { counter } from './counter.ts';

/** What people call the counter from now on; what was written there keeps the name it had. */
export const renameCounter = defineOperation({
  name: 'renameCounter',
  roles: ['administrator'],
  terminals: ['back-office', 'server'],
  decidedAt: 'central',
  makes: [counterRenamed],
  input: z.strictObject({ counterId: id, name: typed(80) }),
  decide({ counterId, name }, { reader }) {
    const one = reader.get(counter, counterId);
    if (!one) return refuse('counter-unknown');
    return { changes: [counterRenamed.of({ counterId, name })], result: { counterId }, branchId: one.branchId };
  },
});
