import type { Change } from '../kernel/change.ts';
import type { Reader } from '../kernel/record.ts';
import { bankReference } from './bank-reference.ts';
import { bankReferenceId, claimConfirmed, type TenderAt } from './claim-changes.ts';
import { confirmationOf, isClaimed } from './claims.ts';
import type { Gateway, GatewayPayment } from './gateway-changes.ts';
import { receiptAt } from './receipt-at.ts';
import { type Transaction, transaction } from './transaction.ts';

/** As people know them. */
export const GATEWAY_NAMES: Readonly<Record<Gateway, string>> = { razorpay: 'Razorpay' };

/** What a claim is to a payment that names its number. */
export type ClaimFit = 'fits' | 'amount-differs' | 'confirmed-otherwise';

/** The claim of a receipt on a gateway's payment. */
export interface GatewayClaim {
  readonly at: TenderAt;
  readonly branchId: string;
  readonly number: string;
  readonly amountMinor: number;
  readonly patientId: string;
  readonly patientName: string;
  /** What the clinic gave back of the tender. */
  readonly refundedMinor: number;
  readonly fit: ClaimFit;
}

/** The claims on a gateway's payment in the whole clinic, oldest first, under whichever of its numbers they were made. */
export function claimsOn(reader: Reader, { references, amountMinor }: GatewayPayment): readonly GatewayClaim[] {
  const claims = references.flatMap((number) => reader.get(transaction, number)?.claims ?? []);
  return claims
    .sort((one, other) => one.atMs - other.atMs)
    .flatMap(({ at }) => {
      const claim = claimAt(reader, at, amountMinor);
      return claim ? [claim] : [];
    });
}

function claimAt(reader: Reader, at: TenderAt, wantedMinor: number): GatewayClaim | undefined {
  const receipt = receiptAt(reader, at);
  const tender = receipt?.tenders[at.tenderIndex];
  if (!receipt || !isClaimed(tender)) return undefined;
  const { branchId, number, patientId, patientName } = receipt;
  const answered = confirmationOf(receipt, at) !== undefined;
  const fit = tender.amountMinor !== wantedMinor ? 'amount-differs' : answered ? 'confirmed-otherwise' : 'fits';
  const refundedMinor = receipt.refundedMinor[at.tenderIndex] ?? 0;
  return { at, branchId, number, amountMinor: tender.amountMinor, patientId, patientName, refundedMinor, fit };
}

/**
 * What confirms a claim with a gateway's payment, by the rules of a statement's row: the oldest open claim with its number and
 * amount, and the transaction has confirmed nothing else there. Undefined: there is none.
 */
export function confirmationBy(
  reader: Reader,
  transactionId: string,
  payment: GatewayPayment,
  isWanted: (claim: GatewayClaim) => boolean = () => true,
): { change: Change; claim: GatewayClaim } | undefined {
  const claim = claimsOn(reader, payment).find((one) => one.fit === 'fits' && isWanted(one));
  if (!claim) return undefined;
  const used = reader.get(bankReference, bankReferenceId(claim.branchId, transactionId));
  if (used?.state === 'STANDS') return undefined;
  const { at, branchId, patientId, number, amountMinor } = claim;
  const said = { at, branchId, patientId, number, amountMinor, byName: GATEWAY_NAMES[payment.gateway] };
  const seen = { source: 'gateway' as const, reference: transactionId };
  const event = payment.eventId === null ? {} : { eventId: payment.eventId };
  return { change: claimConfirmed.of({ ...said, ...seen, ...event }), claim };
}

/** The gateway's payment behind a number, while it waits for its receipt. */
export function waitingPayment(reader: Reader, number: string): (Transaction & { gateway: GatewayPayment }) | undefined {
  const named = reader.get(transaction, number);
  const kept = named && named.keptUnder !== null ? reader.get(transaction, named.keptUnder) : named;
  return kept?.state === 'WAITING' && kept.gateway ? { ...kept, gateway: kept.gateway } : undefined;
}
