import { z } from 'zod';
import { defineChange, key } from '../kernel/change.ts';
import { id, instantMs, text } from '../kernel/fields.ts';
import { amountMinor } from '../kernel/money.ts';

/** Payment gateways that the server listens to. */
export const GATEWAYS = ['razorpay'] as const;
export type Gateway = (typeof GATEWAYS)[number];

/** A UPI payment as its gateway tells of it, without who paid: no name, address, telephone or VPA. */
export const gatewayPayment = z.strictObject({
  gateway: z.enum(GATEWAYS),
  /** The gateway's own id of the payment, e.g. `pay_HO2fEpc9JeOQU5`. */
  paymentId: z.string().regex(/^[a-z]{2,8}_[A-Za-z0-9]{6,31}$/),
  /** Of the event that told of it first; null where it came without. */
  eventId: text(64).nullable(),
  /** Transaction numbers as they are compared, the one that banks show first. A payer's phone may show either. */
  references: z.array(z.string().regex(/^[A-Z0-9]{6,35}$/)).max(2),
  amountMinor: amountMinor.min(1),
  /** When the payment was made, by the gateway's clock. */
  paidAtMs: instantMs,
});
export type GatewayPayment = z.infer<typeof gatewayPayment>;

/**
 * A gateway has the money of a UPI payment, whoever claims it. Not for counters: a cashier who saw money that nobody has
 * claimed yet could claim it for cash they keep.
 */
export const gatewayPaymentCaptured = defineChange({
  name: 'gateway-payment.captured.v1',
  stream: 'management',
  nature: 'fact',
  central: true,
  shape: z.strictObject({
    ...gatewayPayment.shape,
    /** The number it is kept under. */
    transactionId: text(40),
  }),
  touches: (body) => numbersOf(body).map((number) => key('transaction', number)),
});

/** Every number that the payment may be asked for by. */
function numbersOf({ transactionId, paymentId, references }: { transactionId: string } & GatewayPayment): readonly string[] {
  return [...new Set([transactionId, paymentId, ...references])];
}

/** A refund as its gateway tells of it. */
export const gatewayRefund = z.strictObject({
  /** The gateway's own id of it, e.g. `rfnd_FS8TWyPrCsa0OB`. */
  refundId: z.string().regex(/^[a-z]{2,8}_[A-Za-z0-9]{6,31}$/),
  eventId: text(64).nullable(),
  amountMinor: amountMinor.min(1),
  refundedAtMs: instantMs,
});

/** Money that a gateway had went back to whoever paid it, by whoever may do so at the gateway. */
export const gatewayPaymentRefunded = defineChange({
  name: 'gateway-payment.refunded.v1',
  stream: 'management',
  nature: 'fact',
  central: true,
  shape: z.strictObject({ ...gatewayRefund.shape, transactionId: text(40) }),
  touches: ({ transactionId }) => [key('transaction', transactionId)],
});

/** A manager knows what a gateway's payment is that no receipt claims, or why one went back. */
export const gatewayPaymentExplained = defineChange({
  name: 'gateway-payment.explained.v1',
  stream: 'management',
  nature: 'authority',
  central: true,
  shape: z.strictObject({ transactionId: text(40), amountMinor, reason: text(300), byName: text(120) }),
  touches: ({ transactionId }) => [key('transaction', transactionId)],
});

/** The server listens to a gateway for this clinic from now on, with a new secret, or no more. The secret is not in the log. */
export const gatewaySet = defineChange({
  name: 'gateway.set.v1',
  stream: 'management',
  nature: 'fact',
  central: true,
  shape: z.strictObject({ gateway: z.enum(GATEWAYS), state: z.enum(['ON', 'OFF']), byName: text(120), userId: id }),
  touches: ({ gateway }) => [key('gateway', gateway)],
});

export const gatewayChanges = [gatewayPaymentCaptured, gatewayPaymentRefunded, gatewayPaymentExplained, gatewaySet] as const;
