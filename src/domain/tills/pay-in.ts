import { z } from 'zod';
import { defineOperation } from '../kernel/operation.ts';
import { cashPaidIn, PAID_IN_CATEGORIES } from './changes.ts';
import { moveCash, movementInput, paperNumber } from './move-cash.ts';

/** Puts cash into the drawer that no patient paid: change money, more float. */
export const payIn = defineOperation({
  name: 'payIn',
  roles: ['cashier'],
  terminals: ['cashier'],
  decidedAt: 'terminal',
  makes: [cashPaidIn],
  input: z.strictObject({ ...movementInput, category: z.enum(PAID_IN_CATEGORIES), slip: paperNumber }),
  decide: (asked, context) =>
    moveCash(asked, context, ({ id: tillId }, movementId) => {
      const { attemptId: _, ...said } = asked;
      return cashPaidIn.of({ movementId, tillId, cashierName: context.actor.name, ...said });
    }),
});
