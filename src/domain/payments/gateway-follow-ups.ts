import { advanceReceived } from '../advances/changes.ts';
import type { PlacedFacts } from '../kernel/centre.ts';
import type { Change } from '../kernel/change.ts';
import type { Reader } from '../kernel/record.ts';
import { paymentRecorded } from './changes.ts';
import { confirmationBy, waitingPayment } from './match-gateway.ts';
import type { Tender } from './tender.ts';
import { numbersOf } from './transaction.ts';

const TAKING: ReadonlySet<string> = new Set([paymentRecorded.name, advanceReceived.name]);

/** A claim that came after the gateway's word of its money, from a counter that was out of touch, is confirmed by it. */
export function gatewayFollowUps(reader: Reader, { branchId, changes }: Pick<PlacedFacts, 'branchId' | 'changes'>): Change[] {
  const tenders = changes.filter(({ type }) => TAKING.has(type)).flatMap(({ body }) => (body as { tenders: Tender[] }).tenders);
  const waiting = numbersOf(tenders).flatMap((number) => waitingPayment(reader, number) ?? []);
  // Two tenders may name one payment by two of its numbers; it confirms one of them.
  const payments = new Map(waiting.map((one) => [one.id, one.gateway]));
  return [...payments].flatMap(
    ([id, payment]) => confirmationBy(reader, id, payment, (claim) => claim.branchId === branchId)?.change ?? [],
  );
}
