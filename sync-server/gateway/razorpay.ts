import { createHmac, timingSafeEqual } from 'node:crypto';
import razorpayUtils from 'razorpay/dist/utils/razorpay-utils.js';
import { z } from 'zod';
import type { GatewayPaymentTold, GatewayRefundTold } from '#domain/kernel/centre.ts';

/** Hex HMAC-SHA256 of the body as it was sent, with the webhook's secret. */
export const SIGNATURE_HEADER = 'x-razorpay-signature';
/** The same for every time an event is sent; not signed. */
export const EVENT_HEADER = 'x-razorpay-event-id';

/**
 * Whether a body was signed with a webhook's secret, as Razorpay's own library has it. That one compares with `===`, which
 * stops at the first wrong digit and so tells in time how many were right; it is asked only about what has passed a
 * comparison that takes as long for every signature.
 */
export function isSignedWith(secret: string, body: Buffer, signature: string): boolean {
  const expected = createHmac('sha256', secret).update(body).digest();
  const given = Buffer.from(/^[0-9a-f]{64}$/.test(signature) ? signature : '', 'hex');
  const isSame = timingSafeEqual(expected, given.length === expected.length ? given : Buffer.alloc(expected.length));
  return isSame && razorpayUtils.validateWebhookSignature(body.toString('utf8'), signature, secret);
}

/**
 * Events that carry a payment whose money has been captured: the payment itself, or the order, link or QR code it was for.
 * Which of them come, and in which order, is the clinic's choice and nobody's promise; the payment's id is the same in all.
 */
const CAPTURED: ReadonlySet<string> = new Set(['payment.captured', 'order.paid', 'payment_link.paid', 'qr_code.credited']);

/**
 * Money that went back. Of what was never captured Razorpay sends it too: such a payment is not known here, and nothing
 * follows. https://razorpay.com/docs/webhooks/refunds/
 */
const REFUNDED = 'refund.processed';

const seconds = z.number().int().min(0).max(8_640_000_000_000);

/** What every event has. https://razorpay.com/docs/webhooks/payloads/ */
const envelope = z.object({ entity: z.literal('event'), event: z.string().min(1).max(100), created_at: seconds });

/** What is read of a payment: not who paid, from which VPA, with which e-mail or telephone. */
const payment = z.object({
  id: z.string().regex(/^pay_[A-Za-z0-9]{6,31}$/),
  amount: z.number().int().min(1).max(100_000_000_000),
  currency: z.string().regex(/^[A-Z]{3}$/),
  status: z.string().max(40),
  method: z.string().max(40),
  created_at: seconds,
  acquirer_data: z.object({ rrn: z.string().max(100).nullish(), upi_transaction_id: z.string().max(100).nullish() }).nullish(),
});
const withPayment = z.object({ payload: z.object({ payment: z.object({ entity: payment }) }) });

const refund = z.object({
  id: z.string().regex(/^rfnd_[A-Za-z0-9]{6,31}$/),
  payment_id: payment.shape.id,
  amount: payment.shape.amount,
  created_at: seconds,
});
const withRefund = z.object({ payload: z.object({ refund: z.object({ entity: refund }) }) });

export interface RazorpayEvent {
  readonly name: string;
  readonly createdAtMs: number;
  /** A captured UPI payment. */
  readonly payment?: Omit<GatewayPaymentTold, 'eventId'>;
  /** Money that went back, of whatever payment. */
  readonly refund?: Omit<GatewayRefundTold, 'eventId'>;
}

/** What an event says, as far as it matters here. A text: what is wrong with it. */
export function readEvent(body: Buffer): RazorpayEvent | string {
  const parsed = json(body);
  const read = envelope.safeParse(parsed);
  if (!read.success) return whereWrong(read.error);
  const { event: name, created_at: createdAt } = read.data;
  const said = { name, createdAtMs: createdAt * 1000 };
  if (name === REFUNDED) return withRefundOf(said, parsed);
  if (!CAPTURED.has(name)) return said;
  const paid = withPayment.safeParse(parsed);
  if (!paid.success) return whereWrong(paid.error);
  const { entity } = paid.data.payload.payment;
  const isTaken = entity.status === 'captured' && entity.method === 'upi';
  return isTaken ? { ...said, payment: paymentOf(entity) } : said;
}

function withRefundOf(said: RazorpayEvent, parsed: unknown): RazorpayEvent | string {
  const read = withRefund.safeParse(parsed);
  if (!read.success) return whereWrong(read.error);
  const { id: refundId, payment_id: paymentId, amount: amountMinor, created_at: createdAt } = read.data.payload.refund.entity;
  return { ...said, refund: { refundId, paymentId, amountMinor, refundedAtMs: createdAt * 1000 } };
}

function paymentOf({ id, amount, currency, created_at: createdAt, acquirer_data: acquirer }: z.infer<typeof payment>) {
  return {
    gateway: 'razorpay' as const,
    paymentId: id,
    references: [acquirer?.rrn, acquirer?.upi_transaction_id].flatMap((one) => one ?? []),
    amountMinor: amount,
    currency,
    paidAtMs: createdAt * 1000,
  };
}

function json(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

function whereWrong({ issues: [issue] }: z.ZodError): string {
  return `${issue?.path.join('.') || 'the body'}: ${issue?.message ?? ''}`.slice(0, 200);
}
