import { z } from 'zod';
import { advance } from '../advances/advance.ts';
import { branchAsked, branchOf } from '../business-days/branch-asked.ts';
import { defineQuery } from '../kernel/operation.ts';
import type { Reader } from '../kernel/record.ts';
import { normalReference, type TenderAt } from './claim-changes.ts';
import { type ClaimedKind, isClaimed } from './claims.ts';
import { payment } from './payment.ts';
import { ofAdvance, ofPayment, type Receipt } from './receipt-at.ts';

/** A tender that the bank has not confirmed. */
export interface Claim {
  readonly at: TenderAt;
  readonly kind: ClaimedKind;
  readonly number: string;
  readonly patientId: string;
  readonly patientName: string;
  readonly cashierName: string;
  readonly amountMinor: number;
  /** As the patient's phone showed it and the cashier typed it. */
  readonly reference: string;
  readonly businessDate: string;
  readonly recordedAtMs: number;
  /** `WITHDRAWN`: it had been confirmed, wrongly. */
  readonly state: 'CLAIMED' | 'DISPUTED' | 'WITHDRAWN';
  /** Why it is disputed, or why the confirmation was wrong. */
  readonly reason: string;
  /** Other claims here that name the same transaction: one message shown twice. */
  readonly sameReference: number;
}

const SHOWN = 1000;

/** UPI money and transfers that have not been seen in the bank, oldest first. */
export const unconfirmedTenders = defineQuery({
  name: 'unconfirmedTenders',
  roles: ['manager', 'administrator', 'auditor'],
  terminals: ['back-office', 'server'],
  input: z.strictObject({ branchId: branchAsked }),
  read: ({ branchId }, { reader, place }): readonly Claim[] => claimsOf(reader, branchOf(branchId, place)),
});

/** The claims of a branch that the bank has not confirmed, oldest first; at most 1,000 receipts of each kind. */
export function claimsOf(reader: Reader, branchId: string): readonly Claim[] {
  const open = { branchId, unconfirmedTenders: { from: 1 } };
  const payments = reader.find(payment, open, { orderBy: 'recordedAtMs', limit: SHOWN });
  const advances = reader.find(advance, open, { orderBy: 'receivedAtMs', limit: SHOWN });
  const claims = [...payments.map(ofPayment), ...advances.map(ofAdvance)]
    .flatMap(claimsOfReceipt)
    .sort((a, b) => a.recordedAtMs - b.recordedAtMs);
  const times = new Map<string, number>();
  for (const { reference } of claims) times.set(normalReference(reference), (times.get(normalReference(reference)) ?? 0) + 1);
  return claims.map((claim) => ({ ...claim, sameReference: (times.get(normalReference(claim.reference)) ?? 1) - 1 }));
}

/** Of one receipt, what the bank has not confirmed. */
export function claimsOfReceipt(receipt: Receipt): Omit<Claim, 'sameReference'>[] {
  const { kind: receiptKind, id, number, patientId, patientName, cashierName, businessDate, recordedAtMs } = receipt;
  return receipt.tenders.flatMap((tender, tenderIndex) => {
    const { state = 'CLAIMED', reason = '' } = receipt.tendersFound.find((one) => one.tenderIndex === tenderIndex) ?? {};
    if (!isClaimed(tender) || state === 'CONFIRMED') return [];
    const { kind, amountMinor, reference } = tender;
    const said = { number, patientId, patientName, cashierName, amountMinor, reference, businessDate, recordedAtMs };
    return [{ at: { kind: receiptKind, id, tenderIndex }, kind, ...said, state, reason }];
  });
}
