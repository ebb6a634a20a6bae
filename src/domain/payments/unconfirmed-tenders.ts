import { z } from 'zod';
import { advance } from '../advances/advance.ts';
import { branchAsked, branchOf } from '../business-days/branch-asked.ts';
import { defineQuery } from '../kernel/operation.ts';
import type { Reader } from '../kernel/record.ts';
import { bankReference } from './bank-reference.ts';
import { bankReferenceId, type TenderAt } from './claim-changes.ts';
import { type ClaimedKind, isClaimed } from './claims.ts';
import { payment } from './payment.ts';
import { ofAdvance, ofPayment, type Receipt } from './receipt-at.ts';
import { othersShowing } from './shown-reference.ts';

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
  /** Other receipts here that name the same transaction, confirmed or not: one message shown twice. */
  readonly sameReference: number;
  /** The other receipt that the transaction of this number has confirmed already; null: none. */
  readonly usedBy: string | null;
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
  return [...payments.map(ofPayment), ...advances.map(ofAdvance)]
    .flatMap(claimsOfReceipt)
    .sort((a, b) => a.recordedAtMs - b.recordedAtMs)
    .map((claim) => ({
      ...claim,
      sameReference: othersShowing(reader, branchId, claim.at, claim.reference),
      usedBy: usedBy(reader, branchId, claim),
    }));
}

function usedBy(reader: Reader, branchId: string, { reference, number }: Pick<Claim, 'reference' | 'number'>): string | null {
  const used = reader.get(bankReference, bankReferenceId(branchId, reference));
  return used?.state === 'STANDS' && used.number !== number ? used.number : null;
}

/** Of one receipt, what the bank has not confirmed. */
export function claimsOfReceipt(receipt: Receipt): Omit<Claim, 'sameReference' | 'usedBy'>[] {
  const { kind: receiptKind, id, number, patientId, patientName, cashierName, businessDate, recordedAtMs } = receipt;
  return receipt.tenders.flatMap((tender, tenderIndex) => {
    const { state = 'CLAIMED', reason = '' } = receipt.tendersFound.find((one) => one.tenderIndex === tenderIndex) ?? {};
    if (!isClaimed(tender) || state === 'CONFIRMED') return [];
    const { kind, amountMinor, reference } = tender;
    const said = { number, patientId, patientName, cashierName, amountMinor, reference, businessDate, recordedAtMs };
    return [{ at: { kind: receiptKind, id, tenderIndex }, kind, ...said, state, reason }];
  });
}
