import { z } from 'zod';
import { text } from '../kernel/fields.ts';
import { amountMinor } from '../kernel/money.ts';
import { type Decision, type DecisionContext, defineOperation } from '../kernel/operation.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/refusal.ts';
import { drawerCounted, tillClosed } from './changes.ts';
import { counts, firstTry, readCounts } from './counts.ts';
import { makeZ } from './make-z.ts';
import { proofsOf } from './non-cash-items.ts';
import { openTillHere } from './open-till-here.ts';
import { countedTotal, expectedCash, type Till } from './till.ts';
import type { CountedPieces } from './z.ts';

/** What the cashier hears. What should have been in the drawer is not theirs to know, before or after. */
export type ClosedTill =
  | { readonly outcome: 'closed'; readonly tillId: string; readonly zNumber: number; readonly countedMinor: number }
  /** The count did not agree: it is made once more, and the second stands whatever it is. */
  | { readonly outcome: 'count-again'; readonly tillId: string; readonly countedMinor: number };

const input = z.strictObject({
  counts,
  /** Ids of what was taken otherwise than in cash and whose proof is there (`tillNonCashItems`). */
  ticked: z.array(text(80)).max(5000).default([]),
  /** What stays in the drawer for the next till, where the rest goes to the safe; null: not said. */
  leftMinor: amountMinor.nullable().default(null),
});

/** Closes the till of the cashier who asks, by a blind count of the drawer, and makes its Z. */
export const closeTill = defineOperation({
  name: 'closeTill',
  roles: ['cashier'],
  terminals: ['cashier'],
  decidedAt: 'terminal',
  makes: [tillClosed, drawerCounted],
  input,
  decide(asked, context): Decision<ClosedTill> | Refusal {
    const open = openTillHere(context.reader, context.place);
    if (!open) return refuse('no-open-till');
    if (open.handover) return refuse('handover-open', { cashier: open.handover.toName });
    const denominations = readCounts(asked.counts, context);
    return isRefusal(denominations) ? denominations : close(open, denominations, asked, context);
  },
});

function close(
  open: Till,
  denominations: readonly CountedPieces[],
  { ticked, leftMinor }: Pick<z.infer<typeof input>, 'ticked' | 'leftMinor'>,
  context: DecisionContext,
): Decision<ClosedTill> | Refusal {
  const { id: tillId, terminalCode, cashierName } = open;
  const proofs = proofsOf(context.reader, open, ticked);
  if (isRefusal(proofs)) return proofs;
  const countedMinor = countedTotal(denominations);
  if ((leftMinor ?? 0) > countedMinor) return refuse('left-exceeds-count', { leftMinor, countedMinor });
  const again = firstTry(open, 'close', denominations, expectedCash(open));
  if (again) return { changes: [again], result: { outcome: 'count-again', tillId, countedMinor } };
  const made = makeZ(open, { denominations, proofs, ...(leftMinor === null ? {} : { leftMinor }) }, context);
  return {
    changes: [tillClosed.of({ tillId, terminalCode, cashierName, z: made })],
    result: { outcome: 'closed', tillId, zNumber: made.number, countedMinor },
  };
}
