import { z } from 'zod';
import { advanceKey, advanceReceived } from '../advances/changes.ts';
import type { EntryFacts } from '../kernel/entry-facts.ts';
import { id, instantMs, text } from '../kernel/fields.ts';
import { amountMinor } from '../kernel/money.ts';
import { defineRecord, on, type RecordType } from '../kernel/record.ts';
import { refuse } from '../kernel/refusal.ts';
import { isReference } from './bank-reference.ts';
import { paymentKey, paymentRecorded } from './changes.ts';
import { claimConfirmed, confirmationWithdrawn, normalReference, type TenderAt, tenderAt } from './claim-changes.ts';
import {
  gatewayPayment,
  gatewayPaymentCaptured,
  gatewayPaymentExplained,
  gatewayPaymentRefunded,
  gatewayRefund,
} from './gateway-changes.ts';
import type { Tender } from './tender.ts';

const receipt = z.object({
  at: tenderAt,
  branchId: id,
  number: text(16),
  amountMinor,
  /** Said at, confirmed at. */
  atMs: instantMs,
});
type NamedReceipt = z.infer<typeof receipt>;

/**
 * A UPI transaction's number, in the whole clinic: the receipts that claim it, those it confirms, and what a gateway says of
 * it. By it a gateway's payment finds its claim and a claim its payment, whichever comes first.
 */
export const transactionShape = z.object({
  /** The number as it is compared; the gateway's own id where that is asked for. */
  id: text(40),
  /** UPI tenders that name it, as they came. */
  claims: z.array(receipt),
  /** Those it has confirmed, wherever that was seen. */
  confirmed: z.array(receipt),
  /** The payment behind it is kept under this other number. */
  keptUnder: text(40).nullable(),
  gateway: gatewayPayment.nullable(),
  /** What went back of it at the gateway. */
  refunds: z.array(gatewayRefund),
  /**
   * Whether a gateway's payment has found its receipt, or went back at the gateway, or a manager has explained it. Null: no
   * gateway has told of it.
   */
  state: z.enum(['WAITING', 'CONFIRMED', 'REFUNDED', 'EXPLAINED']).nullable(),
  /** When the server heard of the payment. */
  heardAtMs: instantMs.nullable(),
  explained: z.object({ reason: text(300), byName: text(120), atMs: instantMs }).nullable(),
});
export type Transaction = z.infer<typeof transactionShape>;

export const transaction: RecordType<Transaction> = defineRecord({
  name: 'transaction',
  shape: transactionShape,
  stream: 'management',
  columns: ['state', 'heardAtMs'],
  indexes: [['state', 'heardAtMs']],
  handlers: [
    on(paymentRecorded, {
      tallies: ({ tenders }) => numbersOf(tenders),
      fold: (one, { number, tenders, ...body }, entry, id) =>
        claimedBy(one, id, named({ kind: 'payment', id: paymentKey(body, entry).id }, number, tenders, entry, id)),
    }),
    on(advanceReceived, {
      tallies: ({ tenders }) => numbersOf(tenders),
      fold: (one, { number, tenders, ...body }, entry, id) =>
        claimedBy(one, id, named({ kind: 'advance', id: advanceKey(body, entry).id }, number, tenders, entry, id)),
    }),
    on(claimConfirmed, {
      tallies: ({ reference }) => [normalReference(reference)],
      fold: (one, { at, branchId, number, amountMinor }, { recordedAtMs: atMs }, id) =>
        confirming(one ?? unknown(id), { at, branchId, number, amountMinor, atMs }),
    }),
    on(confirmationWithdrawn, {
      tallies: ({ reference }) => [normalReference(reference)],
      fold: (one, { at }) => one && settled({ ...one, confirmed: without(one.confirmed, at) }),
    }),
    on(gatewayPaymentCaptured, {
      check: (one, { transactionId, paymentId }, _entry, _reader, id) =>
        one && isTaken(one) && (id === paymentId || id === transactionId) ? refuse('gateway-payment-known') : undefined,
      fold: (one, { transactionId, ...payment }, { recordedAtMs }, id) => heard(one, id, transactionId, payment, recordedAtMs),
    }),
    on(gatewayPaymentRefunded, {
      check: (one, { refundId }) => (one?.gateway && !hasRefund(one, refundId) ? undefined : refuse('gateway-payment-known')),
      fold: (one, { transactionId: _, ...refund }) => one && refunded(one, refund),
    }),
    on(gatewayPaymentExplained, {
      check: (one) => (one && isOpen(one) ? undefined : refuse('gateway-payment-not-waiting')),
      fold: (one, { reason, byName }, { recordedAtMs: atMs }) =>
        one && { ...one, state: 'EXPLAINED', explained: { reason, byName, atMs } },
    }),
  ],
});

function unknown(id: string): Transaction {
  const nothing = { claims: [], confirmed: [], refunds: [] };
  return { id, ...nothing, keptUnder: null, gateway: null, state: null, heardAtMs: null, explained: null };
}

/** States in which a gateway's payment wants a person, or a claim. */
export const OPEN_STATES = ['WAITING', 'REFUNDED'] as const;

export function isOpen({ state }: Transaction): boolean {
  return OPEN_STATES.some((open) => open === state);
}

export function hasRefund({ refunds }: Transaction, refundId: string): boolean {
  return refunds.some((one) => one.refundId === refundId);
}

/** One payment goes back in few parts; of more, the latest are kept. */
const REFUNDS_MAX = 50;

function refunded(one: Transaction, refund: Transaction['refunds'][number]): Transaction {
  if (hasRefund(one, refund.refundId)) return one;
  return { ...one, refunds: [...one.refunds, refund].slice(-REFUNDS_MAX), state: 'REFUNDED' };
}

/** A gateway's payment is kept here, or points from here to where it is. */
export function isTaken({ gateway, keptUnder }: Transaction): boolean {
  return gateway !== null || keptUnder !== null;
}

/** The transaction numbers that UPI tenders name. What cannot be one is no claim on any. */
export function numbersOf(tenders: readonly Tender[]): readonly string[] {
  const named = tenders.flatMap((tender) => (tender.kind === 'upi' && isReference(tender.reference) ? [tender.reference] : []));
  return [...new Set(named.map(normalReference))];
}

function named(
  of: Pick<TenderAt, 'kind' | 'id'>,
  number: string,
  tenders: readonly Tender[],
  { branchId, recordedAtMs: atMs }: EntryFacts,
  wanted: string,
): readonly NamedReceipt[] {
  return tenders.flatMap((tender, tenderIndex) =>
    tender.kind === 'upi' && normalReference(tender.reference) === wanted
      ? [{ at: { ...of, tenderIndex }, branchId: branchId ?? '', number, amountMinor: tender.amountMinor, atMs }]
      : [],
  );
}

/** One message is shown twice or three times; more are not kept. */
const CLAIMS_MAX = 20;

function claimedBy(one: Transaction | undefined, id: string, claims: readonly NamedReceipt[]): Transaction {
  const known = one ?? unknown(id);
  const fresh = claims.filter(({ at }) => !known.claims.some((claim) => isSame(claim.at, at)));
  return { ...known, claims: [...known.claims, ...fresh].slice(0, CLAIMS_MAX) };
}

function confirming(one: Transaction, receipt: NamedReceipt): Transaction {
  return settled({ ...one, confirmed: [...without(one.confirmed, receipt.at), receipt] });
}

function without(receipts: readonly NamedReceipt[], at: TenderAt): NamedReceipt[] {
  return receipts.filter((one) => !isSame(one.at, at));
}

function isSame(one: TenderAt, other: TenderAt): boolean {
  return one.kind === other.kind && one.id === other.id && one.tenderIndex === other.tenderIndex;
}

function heard(
  one: Transaction | undefined,
  id: string,
  transactionId: string,
  gateway: Transaction['gateway'],
  heardAtMs: number,
): Transaction {
  const known = one ?? unknown(id);
  if (isTaken(known)) return known;
  if (id !== transactionId) return { ...known, keptUnder: transactionId };
  return settled({ ...known, gateway, heardAtMs, state: 'WAITING' });
}

/** A gateway's payment has found its receipt where it confirms one of its own amount. */
function settled(one: Transaction): Transaction {
  if (one.gateway === null || one.state === 'EXPLAINED' || one.state === 'REFUNDED') return one;
  const { amountMinor } = one.gateway;
  const isConfirmed = one.confirmed.some((receipt) => receipt.amountMinor === amountMinor);
  return { ...one, state: isConfirmed ? 'CONFIRMED' : 'WAITING' };
}
