import { z } from 'zod';
import { advance } from '../advances/advance.ts';
import { branchAsked, branchOf } from '../business-days/branch-asked.ts';
import { defineQuery } from '../kernel/operation.ts';
import type { Reader } from '../kernel/record.ts';
import { payment } from './payment.ts';
import type { Tender } from './tender.ts';
import { normalReference, type TenderAt } from './upi-changes.ts';

/** A UPI tender that the bank has not confirmed. */
export interface UpiClaim {
  readonly at: TenderAt;
  readonly number: string;
  readonly patientId: string;
  readonly patientName: string;
  readonly cashierName: string;
  readonly amountMinor: number;
  /** As the patient's phone showed it and the cashier typed it. */
  readonly reference: string;
  readonly businessDate: string;
  readonly recordedAtMs: number;
  readonly state: 'CLAIMED' | 'DISPUTED';
  /** Why it is disputed. */
  readonly reason: string;
  /** Other claims here that name the same transaction: one message shown twice. */
  readonly sameReference: number;
}

const SHOWN = 1000;

/** UPI money that has not been seen in the bank, oldest first. */
export const unconfirmedUpi = defineQuery({
  name: 'unconfirmedUpi',
  roles: ['manager', 'administrator', 'auditor'],
  terminals: ['back-office', 'server'],
  input: z.strictObject({ branchId: branchAsked }),
  read: ({ branchId }, { reader, place }): readonly UpiClaim[] => upiClaims(reader, branchOf(branchId, place)),
});

/** The claims of a branch that the bank has not confirmed, oldest first; at most 1,000 receipts of each kind. */
export function upiClaims(reader: Reader, branchId: string): readonly UpiClaim[] {
  const open = { branchId, unconfirmedUpi: { from: 1 } };
  const payments = reader.find(payment, open, { orderBy: 'recordedAtMs', limit: SHOWN });
  const advances = reader.find(advance, open, { orderBy: 'receivedAtMs', limit: SHOWN });
  const claims = [
    ...payments.flatMap((one) => claimsOf('payment', { ...one, number: one.receiptNumber })),
    ...advances.flatMap((one) => claimsOf('advance', { ...one, cashierName: one.byName, recordedAtMs: one.receivedAtMs })),
  ].sort((a, b) => a.recordedAtMs - b.recordedAtMs);
  const times = new Map<string, number>();
  for (const { reference } of claims) times.set(normalReference(reference), (times.get(normalReference(reference)) ?? 0) + 1);
  return claims.map((claim) => ({ ...claim, sameReference: (times.get(normalReference(claim.reference)) ?? 1) - 1 }));
}

interface Receipt
  extends Pick<UpiClaim, 'number' | 'patientId' | 'patientName' | 'cashierName' | 'businessDate' | 'recordedAtMs'> {
  readonly id: string;
  readonly tenders: readonly Tender[];
  readonly upiFound: readonly {
    readonly tenderIndex: number;
    readonly state: 'CONFIRMED' | 'DISPUTED';
    readonly reason: string;
  }[];
}

function claimsOf(kind: TenderAt['kind'], receipt: Receipt): Omit<UpiClaim, 'sameReference'>[] {
  const { id, number, patientId, patientName, cashierName, businessDate, recordedAtMs } = receipt;
  return receipt.tenders.flatMap((tender, tenderIndex) => {
    const found = receipt.upiFound.find((one) => one.tenderIndex === tenderIndex);
    if (tender.kind !== 'upi' || found?.state === 'CONFIRMED') return [];
    const { amountMinor, reference } = tender;
    const said = { number, patientId, patientName, cashierName, amountMinor, reference, businessDate, recordedAtMs };
    return [{ at: { kind, id, tenderIndex }, ...said, state: found ? 'DISPUTED' : 'CLAIMED', reason: found?.reason ?? '' }];
  });
}
