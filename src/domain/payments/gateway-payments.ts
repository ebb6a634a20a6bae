import { z } from 'zod';
import { branchAsked, branchOf } from '../business-days/branch-asked.ts';
import { sum } from '../kernel/money.ts';
import { defineQuery } from '../kernel/operation.ts';
import type { Reader } from '../kernel/record.ts';
import type { Gateway } from './gateway-changes.ts';
import { type ClaimFit, claimsOn, type GatewayClaim } from './match-gateway.ts';
import { OPEN_STATES, type Transaction, transaction } from './transaction.ts';

/** Why a payment waits. */
const BECAUSE = {
  /** No receipt names it. */
  'no-claim': 'gateway-unclaimed',
  /** One does, with another amount. */
  'amount-differs': 'gateway-amount-differs',
  /** One does, and was confirmed as another transaction. */
  'confirmed-otherwise': 'gateway-confirmed-otherwise',
  /** One does, and a person took its confirmation back, or the number confirms another receipt: a person decides. */
  fits: 'gateway-not-confirmed',
} as const satisfies Record<ClaimFit | 'no-claim', string>;

/** A gateway's payment that has found no receipt, or went back at the gateway without a refund of the clinic. */
export interface WaitingPayment {
  readonly transactionId: string;
  readonly gateway: Gateway;
  /** The gateway's own id of it, and of the event that told of it. */
  readonly paymentId: string;
  readonly eventId: string | null;
  readonly amountMinor: number;
  readonly paidAtMs: number;
  readonly heardAtMs: number;
  /** What went back of it at the gateway. */
  readonly refundedMinor: number;
  readonly because: (typeof BECAUSE)[ClaimFit | 'no-claim'] | 'gateway-refunded';
  /** The receipt that names it. */
  readonly claim: GatewayClaim | null;
}

const SHOWN = 200;

/**
 * Money that a gateway has and no receipt takes, or that went back there and no refund says so; latest first. Which branch it
 * was for is known only once a receipt names it.
 */
export const gatewayPayments = defineQuery({
  name: 'gatewayPayments',
  roles: ['manager', 'administrator', 'auditor'],
  terminals: ['back-office', 'server'],
  input: z.strictObject({ branchId: branchAsked }),
  read: ({ branchId }, { reader, place }): readonly WaitingPayment[] => waitingPayments(reader, branchOf(branchId, place)),
});

/** At most the latest 200: of this branch, or of none yet. */
export function waitingPayments(reader: Reader, branchId: string): readonly WaitingPayment[] {
  const waiting = reader.find(
    transaction,
    { state: { in: OPEN_STATES } },
    { orderBy: 'heardAtMs', descending: true, limit: SHOWN },
  );
  return waiting
    .flatMap((one) => waitingOf(reader, one))
    .filter(({ claim }) => claim === null || branchId === '' || claim.branchId === branchId);
}

function waitingOf(reader: Reader, one: Transaction): WaitingPayment[] {
  const { id: transactionId, gateway: payment, heardAtMs, refunds } = one;
  if (!payment || heardAtMs === null) return [];
  const { gateway, paymentId, eventId, amountMinor, paidAtMs } = payment;
  const claims = claimsOn(reader, payment);
  // The likeliest first: one of its amount.
  const claim = claims.find(({ fit }) => fit !== 'amount-differs') ?? claims[0] ?? null;
  const refundedMinor = sum(refunds.map((refund) => refund.amountMinor));
  const said = { transactionId, gateway, paymentId, eventId, amountMinor, paidAtMs, heardAtMs, refundedMinor, claim };
  if (one.state === 'WAITING') return [{ ...said, because: BECAUSE[claim?.fit ?? 'no-claim'] }];
  // What a refund of the clinic covers went back the way it should.
  return refundedMinor > (claim?.refundedMinor ?? 0) ? [{ ...said, because: 'gateway-refunded' }] : [];
}
