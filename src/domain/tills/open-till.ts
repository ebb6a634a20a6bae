import { z } from 'zod';
import { paperNow } from '../documents/letterhead.ts';
import { amountMinor } from '../kernel/money.ts';
import { defineOperation } from '../kernel/operation.ts';
import { isRefusal, refuse } from '../kernel/refusal.ts';
import { tillOpened } from './changes.ts';
import { counts, readCounts } from './counts.ts';
import { openTillHere } from './open-till-here.ts';
import { countedTotal } from './till.ts';

/** Opens a till for the cashier who asks. From then on this terminal works in the till's business date. */
export const openTill = defineOperation({
  name: 'openTill',
  roles: ['cashier'],
  terminals: ['cashier'],
  decidedAt: 'terminal',
  makes: [tillOpened],
  input: z.strictObject({
    openingFloatMinor: amountMinor,
    /** The float note by note, where it was counted so; it must then come to the same. */
    counts: counts.optional(),
  }),
  decide({ openingFloatMinor, counts: typed }, { reader, place, actor, businessDate, newId }) {
    const open = openTillHere(reader, place);
    if (open) return refuse('till-already-open', { cashier: open.cashierName, businessDate: open.businessDate });
    const denominations = typed && readCounts(typed, { reader, place });
    if (isRefusal(denominations)) return denominations;
    const countedMinor = denominations ? countedTotal(denominations) : openingFloatMinor;
    if (countedMinor !== openingFloatMinor) return refuse('count-differs', { amountMinor: openingFloatMinor, countedMinor });
    const tillId = newId();
    const printedWith = paperNow(reader, place);
    const said = { tillId, terminalCode: place.terminalCode, cashierName: actor.name, openingFloatMinor, paper: printedWith };
    return {
      changes: [tillOpened.of({ ...said, ...(denominations ? { denominations: [...denominations] } : {}) })],
      result: { tillId, businessDate },
    };
  },
});
