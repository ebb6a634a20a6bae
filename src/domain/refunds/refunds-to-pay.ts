import { z } from 'zod';
import { accountId } from '../advances/account-id.ts';
import { advanceRefusal, patientAccount } from '../advances/patient-account.ts';
import { APPROVAL_LASTS_MS, type Approval, approval } from '../approvals/approval.ts';
import { defineQuery, type QueryContext } from '../kernel/operation.ts';
import type { Reader } from '../kernel/record.ts';
import { type RefundFacts, refundAsked } from './refund-facts.ts';
import { sourceOf } from './refund-source.ts';
import { sourceRefusal } from './refunded-tenders.ts';

/** A refund that was asked for and has not been paid. */
export interface AskedRefund extends RefundFacts {
  readonly approvalId: string;
  readonly patientName: string;
  readonly state: 'REQUESTED' | 'APPROVED';
  readonly approverName: string | null;
  readonly requestedAtMs: number;
}

/** Refunds of this branch that wait for a yes, or to be paid, as far as there is money left for them; oldest first. */
export const refundsToPay = defineQuery({
  name: 'refundsToPay',
  roles: ['cashier', 'manager'],
  terminals: ['cashier', 'back-office'],
  input: z.strictObject({}),
  read: (_input, context): readonly AskedRefund[] => askedRefunds(context),
});

/** At most the 500 latest requests of each state are looked through. */
const LOOKED_THROUGH = 500;

export function askedRefunds({ reader, place, nowMs }: Pick<QueryContext, 'reader' | 'place' | 'nowMs'>): readonly AskedRefund[] {
  const latest = { orderBy: 'requestedAtMs', descending: true, limit: LOOKED_THROUGH } as const;
  const requestedAtMs = { from: nowMs - APPROVAL_LASTS_MS };
  return (['APPROVED', 'REQUESTED'] as const)
    .flatMap((state) => reader.find(approval, { branchId: place.branchId, state, requestedAtMs }, latest))
    .filter(({ kind }) => kind === 'refund')
    .flatMap(asked)
    .filter((one) => isPayable(reader, place.branchId, one))
    .sort((a, b) => a.requestedAtMs - b.requestedAtMs);
}

function asked(one: Approval): AskedRefund[] {
  const facts = refundAsked(one.request);
  if (!facts || (one.state !== 'REQUESTED' && one.state !== 'APPROVED')) return [];
  const { id: approvalId, patientName, state, approverName, requestedAtMs } = one;
  return [{ ...facts, approvalId, patientName: patientName ?? '', state, approverName, requestedAtMs }];
}

/** What has gone back or was used meanwhile is not there to be paid: a yes to it is no work for anybody. */
function isPayable(reader: Reader, branchId: string | null, facts: RefundFacts): boolean {
  const taken = sourceOf(reader, facts.source);
  const account = reader.get(patientAccount, accountId(branchId, facts.patientId));
  return !(sourceRefusal(taken, facts, taken?.number ?? '') ?? advanceRefusal(account, facts.amountMinor));
}
