/**
 * How long after it happened an event is still taken, and how long after a change the secret before it is. Razorpay sends an
 * event again for 24 hours, then gives it up; the rest is for clocks and for a line that was slow.
 * https://razorpay.com/docs/webhooks/best-practices/
 */
export const RESENT_FOR_MS = 48 * 60 * 60_000;
