import { z } from 'zod';
import { approvalRequest } from '../approvals/approval-request.ts';
import { approvalUse } from '../approvals/approval-use.ts';
import { approvalRequested } from '../approvals/changes.ts';
import { id, typed } from '../kernel/fields.ts';
import { defineOperation } from '../kernel/operation.ts';
import { isRefusal, refuse } from '../kernel/refusal.ts';
import { namedPayee } from '../staff/payee.ts';
import { cashPaidOut, PAID_OUT_CATEGORIES } from './changes.ts';
import { moveCash, movementInput, paperNumber } from './move-cash.ts';
import { openTillHere } from './open-till-here.ts';
import { paidOutText } from './paid-out-refusal.ts';

const { attemptId, ...what } = movementInput;
const paidOut = {
  ...what,
  category: z.enum(PAID_OUT_CATEGORIES),
  /** Who gets it: somebody outside by name. */
  payee: typed(120),
  /** Who gets it, where it is somebody of the clinic (`staffNames`); their name is then written down, whatever `payee` says. */
  payeeId: id.nullable().default(null),
  slip: paperNumber,
};

/** Pays cash out of the drawer to somebody who is no patient. Above the cap of one's role with an approval of exactly this. */
export const payOut = defineOperation({
  name: 'payOut',
  roles: ['cashier'],
  terminals: ['cashier'],
  decidedAt: 'terminal',
  makes: [cashPaidOut],
  needsLease: true,
  input: z.strictObject({ ...paidOut, attemptId, approval: approvalUse.optional() }),
  decide(asked, context) {
    const named = namedPayee(context.reader, asked);
    if (isRefusal(named)) return named;
    return moveCash(asked, context, ({ id: tillId }, movementId) => {
      const { attemptId: _, ...said } = asked;
      return cashPaidOut.of({ movementId, tillId, cashierName: context.actor.name, ...said, ...named });
    });
  },
});

/** Asks a manager for a paid-out that is more than one may pay out alone. */
export const requestPayOut = defineOperation({
  name: 'requestPayOut',
  roles: ['cashier'],
  terminals: ['cashier'],
  decidedAt: 'terminal',
  makes: [approvalRequested],
  input: z.strictObject(paidOut),
  decide(asked, context) {
    const open = openTillHere(context.reader, context.place);
    if (!open) return refuse('no-open-till');
    const named = namedPayee(context.reader, asked);
    if (isRefusal(named)) return named;
    const { amountMinor, payeeId, reason } = asked;
    const request = paidOutText({ tillId: open.id, ...asked, ...named });
    return approvalRequest({ kind: 'paid-out', request, amountMinor, subjectId: open.id, payeeId, reason }, context);
  },
});
