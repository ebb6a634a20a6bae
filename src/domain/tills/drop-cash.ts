import { z } from 'zod';
import { defineOperation } from '../kernel/operation.ts';
import { isRefusal } from '../kernel/refusal.ts';
import { cashDropped } from './changes.ts';
import { counts, readCounts } from './counts.ts';
import { moveCash, movementInput, paperNumber } from './move-cash.ts';

/** Takes cash from the drawer to the safe, so that less of it stands at the counter. */
export const dropCash = defineOperation({
  name: 'dropCash',
  roles: ['cashier'],
  terminals: ['cashier'],
  decidedAt: 'terminal',
  makes: [cashDropped],
  input: z.strictObject({ ...movementInput, envelope: paperNumber, counts: counts.optional() }),
  decide({ counts: typed, attemptId, ...said }, context) {
    const denominations = typed && readCounts(typed, context);
    if (isRefusal(denominations)) return denominations;
    const pieces = denominations ? { denominations: [...denominations] } : {};
    return moveCash({ attemptId, amountMinor: said.amountMinor }, context, ({ id: tillId }, movementId) =>
      cashDropped.of({ movementId, tillId, cashierName: context.actor.name, ...said, ...pieces }),
    );
  },
});
