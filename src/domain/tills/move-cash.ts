import { z } from 'zod';
import type { Change } from '../kernel/change.ts';
import { typed } from '../kernel/fields.ts';
import { amountMinor } from '../kernel/money.ts';
import type { Decision, DecisionContext } from '../kernel/operation.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';
import { openTillHere } from './open-till-here.ts';
import type { Till } from './till.ts';
import { tillMovement } from './till-movement.ts';

export interface MovedCash {
  readonly movementId: string;
  /** The same attempt had been recorded before: nothing moved again. */
  readonly recordedBefore: boolean;
}

/** What every movement of cash without a sale is asked for with. */
export const movementInput = {
  amountMinor: amountMinor.refine((amount) => amount > 0, { message: 'is nothing' }),
  reason: typed(300),
  /** Made by the window once per attempt, so that a second press or a lost answer never moves cash twice. */
  attemptId: z.string().min(8).max(64),
};
/** Number of a paper that proves it; null where there is none. */
export const paperNumber = typed(40).nullable().default(null);

/** Moves cash in the till open here, once per attempt. */
export function moveCash(
  { attemptId, amountMinor }: { readonly attemptId: string; readonly amountMinor: number },
  { reader, place, idFor }: Pick<DecisionContext, 'reader' | 'place' | 'idFor'>,
  changeOf: (open: Till, movementId: string) => Change,
): Decision<MovedCash> | Refusal {
  const movementId = idFor('till-movement', place.terminalId, attemptId);
  const before = reader.get(tillMovement, movementId);
  if (before)
    return before.amountMinor === amountMinor
      ? { changes: [], result: { movementId, recordedBefore: true } }
      : refuse('movement-exists');
  const open = openTillHere(reader, place);
  if (!open) return refuse('no-open-till');
  return { changes: [changeOf(open, movementId)], result: { movementId, recordedBefore: false } };
}
