import { z } from 'zod';
import { type Approval, approval, approvalStanding } from '../approvals/approval.ts';
import { defineQuery } from '../kernel/operation.ts';
import { type RefundFacts, refundAsked } from './refund-facts.ts';

/** A refund that was asked for and has not been paid. */
export interface AskedRefund extends RefundFacts {
  readonly approvalId: string;
  readonly patientName: string;
  readonly state: 'REQUESTED' | 'APPROVED';
  readonly approverName: string | null;
  readonly requestedAtMs: number;
}

/** Refunds of this branch that wait for a yes, or to be paid; oldest first. */
export const refundsToPay = defineQuery({
  name: 'refundsToPay',
  roles: ['cashier', 'manager'],
  terminals: ['cashier', 'back-office'],
  input: z.strictObject({}),
  read: (_input, { reader, place, nowMs }): readonly AskedRefund[] =>
    (['APPROVED', 'REQUESTED'] as const)
      .flatMap((state) =>
        reader.find(approval, { branchId: place.branchId, state }, { orderBy: 'requestedAtMs', descending: true, limit: 200 }),
      )
      .filter((one) => one.kind === 'refund' && approvalStanding(one, nowMs) !== 'EXPIRED')
      .flatMap(asked)
      .sort((a, b) => a.requestedAtMs - b.requestedAtMs),
});

function asked(one: Approval): AskedRefund[] {
  const facts = refundAsked(one.request);
  if (!facts || (one.state !== 'REQUESTED' && one.state !== 'APPROVED')) return [];
  const { id: approvalId, patientName, state, approverName, requestedAtMs } = one;
  return [{ ...facts, approvalId, patientName: patientName ?? '', state, approverName, requestedAtMs }];
}
