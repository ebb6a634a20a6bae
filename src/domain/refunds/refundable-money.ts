import { z } from 'zod';
import { advance } from '../advances/advance.ts';
import { id } from '../kernel/fields.ts';
import { defineQuery } from '../kernel/operation.ts';
import { payment } from '../payments/payment.ts';
import type { Tender, TenderKind } from '../payments/tender.ts';
import type { RefundSource } from './refund-facts.ts';
import { refundable, type TakenByTenders } from './refunded-tenders.ts';
import { refundsUnderway, type Underway, underwayOn } from './refunds-underway.ts';

/** A tender of a receipt on which money can still go back, beyond what was asked for already. */
export interface RefundableTender {
  readonly source: RefundSource;
  readonly receiptNumber: string;
  readonly kind: TenderKind;
  /** The card's slip, the transaction; empty for cash. */
  readonly reference: string;
  readonly amountMinor: number;
  readonly refundableMinor: number;
  readonly businessDate: string;
}

const SHOWN = 200;

/** Where a patient's advance can go back to: what they paid, latest first. */
export const refundableMoney = defineQuery({
  name: 'refundableMoney',
  roles: ['cashier', 'manager'],
  terminals: ['cashier', 'back-office'],
  patientId: ({ patientId }) => patientId,
  input: z.strictObject({ patientId: id }),
  read({ patientId }, { reader, place, nowMs }): readonly RefundableTender[] {
    const latest = { descending: true, limit: SHOWN } as const;
    const payments = reader.find(payment, { patientId }, { orderBy: 'recordedAtMs', ...latest });
    const advances = reader.find(advance, { patientId }, { orderBy: 'receivedAtMs', ...latest });
    const underway = refundsUnderway({ reader, place, nowMs }, patientId);
    return [
      ...payments.map((one) => ({ ...one, kind: 'payment' as const, number: one.receiptNumber, atMs: one.recordedAtMs })),
      ...advances.map((one) => ({ ...one, kind: 'advance' as const, atMs: one.receivedAtMs })),
    ]
      .sort((a, b) => b.atMs - a.atMs)
      .flatMap((receipt) => tendersOf(receipt, underway));
  },
});

interface Receipt extends TakenByTenders {
  readonly id: string;
  readonly kind: RefundSource['kind'];
  readonly number: string;
  readonly businessDate: string;
}

function tendersOf(receipt: Receipt, underway: readonly Underway[]): RefundableTender[] {
  return receipt.tenders.flatMap((tender, tenderIndex) => {
    const { id, kind, number: receiptNumber, businessDate } = receipt;
    const source = { kind, id, tenderIndex };
    const refundableMinor = refundable(receipt, tenderIndex) - underwayOn(underway, source);
    if (refundableMinor <= 0) return [];
    const { kind: by, amountMinor } = tender;
    const said = { receiptNumber, kind: by, reference: referenceOf(tender), amountMinor, refundableMinor, businessDate };
    return [{ source, ...said }];
  });
}

function referenceOf(tender: Tender): string {
  return tender.kind === 'cash' ? '' : tender.reference;
}
