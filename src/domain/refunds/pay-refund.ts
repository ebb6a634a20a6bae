import { z } from 'zod';
import { partsFor } from '../advances/advance.ts';
import { approval } from '../approvals/approval.ts';
import { nextNumber } from '../documents/document-series.ts';
import { id, maybeTyped } from '../kernel/fields.ts';
import { type Decision, type DecisionContext, defineOperation } from '../kernel/operation.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/refusal.ts';
import { openTillHere } from '../tills/open-till-here.ts';
import { refundPaid } from './changes.ts';
import { type Refund, refund } from './refund.ts';
import { refundAsked } from './refund-facts.ts';
import { sourceOf } from './refund-source.ts';

export interface PaidRefund {
  readonly refundId: string;
  readonly number: string;
  readonly amountMinor: number;
  /** The approval had been spent on this refund before, at this terminal: nothing was paid again. */
  readonly recordedBefore: boolean;
}

const input = z.strictObject({
  approvalId: id,
  /** Of the refund at the card machine, in the UPI app or at the bank. Needed for all but cash. */
  reference: maybeTyped(40),
});

/**
 * Pays exactly what was approved, by the tender the money came by. An approval pays once, however often this is asked; the
 * refund's id is this terminal's own, so that where two counters out of touch both paid, both are records.
 */
export const payRefund = defineOperation({
  name: 'payRefund',
  roles: ['cashier'],
  terminals: ['cashier'],
  decidedAt: 'terminal',
  makes: [refundPaid],
  needsLease: true,
  input,
  decide: (asked, context) => {
    const before = paidBefore(asked.approvalId, context);
    if (before) return { changes: [], result: resultOf(before, true) };
    return pay(refundIdHere(asked.approvalId, context), asked, context);
  },
});

function refundIdHere(approvalId: string, { place, idFor }: DecisionContext): string {
  return idFor('refund', approvalId, place.terminalId, String(place.epoch));
}

/** Paid at this terminal. Its id was of the approval alone once: such a one may be another counter's. */
function paidBefore(approvalId: string, context: DecisionContext): Refund | undefined {
  const { reader, place, idFor } = context;
  const once = reader.get(refund, idFor('refund', approvalId));
  return reader.get(refund, refundIdHere(approvalId, context)) ?? (once?.terminalId === place.terminalId ? once : undefined);
}

function resultOf({ id: refundId, number, amountMinor }: Pick<Refund, 'id' | 'number' | 'amountMinor'>, recordedBefore: boolean) {
  return { refundId, number, amountMinor, recordedBefore };
}

function pay(
  refundId: string,
  { approvalId, reference }: z.infer<typeof input>,
  { reader, place, actor, businessDate }: DecisionContext,
): Decision<PaidRefund> | Refusal {
  const till = openTillHere(reader, place);
  if (!till) return refuse('no-open-till');
  const agreed = reader.get(approval, approvalId);
  // Said first: at another counter, where the money may have been given out already.
  if (agreed?.state === 'SPENT') return refuse('approval-spent');
  const request = agreed?.request;
  const facts = request === undefined ? undefined : refundAsked(request);
  const taken = facts && sourceOf(reader, facts.source);
  if (request === undefined || !facts || !taken) return refuse('approval-unknown');
  const { tender, amountMinor, patientId, source } = facts;
  if (tender !== 'cash' && reference === '') return refuse('refund-reference-missing');
  const from = partsFor(reader, place.branchId, patientId, amountMinor, ({ id }) => (id === source.id ? 0 : 1));
  if (isRefusal(from)) return from;
  const next = nextNumber(reader, place, 'refund', businessDate);
  if (isRefusal(next)) return next;
  const said = { ...facts, patientName: taken.patientName, cashierName: actor.name, reference, from };
  return {
    changes: [refundPaid.of({ refundId, ...next, tillId: till.id, ...said, approval: { approvalId, request } })],
    documentNumber: next.number,
    result: resultOf({ id: refundId, number: next.number, amountMinor }, false),
  };
}
