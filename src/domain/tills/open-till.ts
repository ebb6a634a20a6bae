import { z } from 'zod';
import { amountMinor } from '../kernel/money.ts';
import { defineOperation } from '../kernel/operation.ts';
import { refuse } from '../kernel/refusal.ts';
import { tillOpened } from './changes.ts';
import { openTillHere } from './open-till-here.ts';

/** Opens a till for the cashier who asks. From then on this terminal works in the till's business date. */
export const openTill = defineOperation({
  name: 'openTill',
  roles: ['cashier'],
  terminals: ['cashier'],
  decidedAt: 'terminal',
  makes: [tillOpened],
  input: z.strictObject({ openingFloatMinor: amountMinor }),
  decide({ openingFloatMinor }, { reader, place, actor, businessDate, newId }) {
    const open = openTillHere(reader, place);
    if (open) return refuse('till-already-open', { cashier: open.cashierName, businessDate: open.businessDate });
    const tillId = newId();
    return {
      changes: [tillOpened.of({ tillId, terminalCode: place.terminalCode, cashierName: actor.name, openingFloatMinor })],
      result: { tillId, businessDate },
    };
  },
});
