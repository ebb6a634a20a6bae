import { z } from 'zod';
import { approvalRequest } from '../approvals/approval-request.ts';
import { approvalUse } from '../approvals/approval-use.ts';
import { approvalRequested } from '../approvals/changes.ts';
import { id, typed } from '../kernel/fields.ts';
import { type DecisionContext, defineOperation } from '../kernel/operation.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/refusal.ts';
import { tillClosed } from './changes.ts';
import { forceCloseText } from './closing-refusal.ts';
import { counts, readCounts } from './counts.ts';
import { makeZ } from './make-z.ts';
import { proofsOf } from './non-cash-items.ts';
import { openTillHere } from './open-till-here.ts';
import { countedTotal, type Till } from './till.ts';

/** Named, so that no other till is closed than the one that was looked at. */
const forcing = { tillId: id, counts, reason: typed(300) };

/** Asks a manager to have the till closed that another cashier left open here. */
export const requestForceClose = defineOperation({
  name: 'requestForceClose',
  roles: ['cashier', 'manager'],
  terminals: ['cashier'],
  decidedAt: 'terminal',
  makes: [approvalRequested],
  input: z.strictObject(forcing),
  decide({ tillId, counts: typed, reason }, context) {
    const open = othersTill(tillId, context);
    if (isRefusal(open)) return open;
    const denominations = readCounts(typed, context);
    if (isRefusal(denominations)) return denominations;
    const request = forceCloseText(tillId, denominations, reason);
    const amountMinor = countedTotal(denominations);
    return approvalRequest({ kind: 'force-close', request, amountMinor, subjectId: tillId, reason }, context);
  },
});

/**
 * Closes the till that another cashier left open here: a manager in their own name, anybody else by the count and for the
 * reason that a manager agreed to.
 */
export const forceCloseTill = defineOperation({
  name: 'forceCloseTill',
  roles: ['cashier', 'manager'],
  terminals: ['cashier'],
  decidedAt: 'terminal',
  makes: [tillClosed],
  input: z.strictObject({ ...forcing, approval: approvalUse.optional() }),
  decide({ tillId, counts: typed, reason, approval }, context) {
    const open = othersTill(tillId, context);
    if (isRefusal(open)) return open;
    const denominations = readCounts(typed, context);
    if (isRefusal(denominations)) return denominations;
    const proofs = proofsOf(context.reader, open, []);
    if (isRefusal(proofs)) return proofs;
    const made = makeZ(open, { denominations, proofs }, context);
    const { terminalCode, cashierName } = open;
    const forced = { byName: context.actor.name, reason };
    // That who gives none needs none is checked with the till itself, here and at the server (`closingRefusal`).
    const agreed = approval ? { approval } : {};
    return {
      changes: [tillClosed.of({ tillId, terminalCode, cashierName, z: made, forced, ...agreed })],
      result: { tillId, zNumber: made.number, countedMinor: made.countedMinor },
    };
  },
});

function othersTill(tillId: string, { reader, place, actor }: DecisionContext): Till | Refusal {
  const open = openTillHere(reader, place);
  if (open?.id !== tillId) return refuse('no-open-till');
  return open.userId === actor.userId ? refuse('till-is-yours') : open;
}
