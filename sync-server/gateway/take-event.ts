import { randomBytes } from 'node:crypto';
import type { Actor } from '#domain/kernel/operation.ts';
import { decide } from '../merge/execute.ts';
import { holdClinic, SERVER_ACTOR } from '../merge/server-author.ts';
import type { ServerParts } from '../parts.ts';
import { inClinic } from '../store/in-clinic.ts';
import { GatewayRefused } from './problems.ts';
import { isSignedWith, type RazorpayEvent, readEvent } from './razorpay.ts';
import { RESENT_FOR_MS } from './resent-for.ts';
import { secretsOf } from './secrets.ts';

/** An event as it arrived: nothing in it is believed before its signature has been found right. */
export interface ArrivedEvent {
  /** As the address says: anything up to 100 characters. */
  readonly clinicId: string;
  readonly body: Buffer;
  readonly signature: string;
  readonly eventId: string | null;
}

/** What became of an event that was taken. */
export interface TakenEvent {
  readonly taken: 'recorded' | 'known' | 'nothing-to-do';
}

const SERVER_ITSELF: Actor = { userId: SERVER_ACTOR, name: 'Server', roles: [], sessionId: null };

/** How far the gateway's clock may be ahead of ours. */
const AHEAD_MS = 10 * 60_000;

/** What no clinic can be called is not asked of the database, which cannot take every text. */
const CLINIC_ID = /^[\w-]{1,64}$/;

/** Who it is from, and what it says. Throws `GatewayRefused`, in the same words for an unknown clinic as for a wrong secret. */
export async function provenEvent(parts: ServerParts, { clinicId, body, signature }: ArrivedEvent): Promise<RazorpayEvent> {
  const nowMs = parts.clock.nowMs();
  const of = { clinicId, gateway: 'razorpay' };
  const secrets = CLINIC_ID.test(clinicId)
    ? await inClinic(parts.sql, clinicId, (tx) => secretsOf(tx, parts.keys, of, nowMs))
    : [];
  // Where there is no secret, one is tried that nobody has: the answer takes as long.
  const tried = secrets.length > 0 ? secrets : [randomBytes(32).toString('hex')];
  if (!tried.some((secret) => isSignedWith(secret, body, signature))) throw new GatewayRefused('signature-wrong');
  const event = readEvent(body);
  if (typeof event === 'string') throw new GatewayRefused('malformed-event', event);
  if (event.createdAtMs < nowMs - RESENT_FOR_MS) throw new GatewayRefused('event-too-old');
  if (event.createdAtMs > nowMs + AHEAD_MS) throw new GatewayRefused('event-from-the-future');
  return event;
}

/** Writes down what a proven event tells of a payment or a refund. The same one a second time changes nothing. */
export async function takeEvent(
  parts: ServerParts,
  { clinicId, eventId }: ArrivedEvent,
  { name, payment, refund }: RazorpayEvent,
): Promise<TakenEvent> {
  if (!payment && !refund) return { taken: 'nothing-to-do' };
  const { recordGatewayPayment, recordGatewayRefund } = parts.centre;
  return inClinic(parts.sql, clinicId, async (tx) => {
    const held = await holdClinic(parts, tx, clinicId);
    if (!held) throw new GatewayRefused('signature-wrong');
    const answer = payment
      ? await decide(held, recordGatewayPayment, { ...payment, eventId }, SERVER_ITSELF)
      : await decide(held, recordGatewayRefund, { ...(refund as NonNullable<typeof refund>), eventId }, SERVER_ITSELF);
    if (!answer.ok) throw new GatewayRefused('not-taken', answer.code);
    const { known, number } = answer.result;
    const paymentId = (payment ?? refund)?.paymentId;
    parts.log({ what: 'gateway-event', gateway: 'razorpay', clinicId, event: name, eventId, paymentId, known, number });
    return { taken: known ? 'known' : 'recorded' };
  });
}
