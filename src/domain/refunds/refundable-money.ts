import { z } from 'zod';
import { advance } from '../advances/advance.ts';
import { id } from '../kernel/fields.ts';
import { defineQuery } from '../kernel/operation.ts';
import { payment } from '../payments/payment.ts';
import type { Tender, TenderKind } from '../payments/tender.ts';
import type { RefundSource } from './refund-facts.ts';
import { refundable, type TakenByTenders } from './refunded-tenders.ts';

/** A tender of a receipt on which money can still go back. */
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
  read({ patientId }, { reader }): readonly RefundableTender[] {
    const latest = { descending: true, limit: SHOWN } as const;
    const payments = reader.find(payment, { patientId }, { orderBy: 'recordedAtMs', ...latest });
    const advances = reader.find(advance, { patientId }, { orderBy: 'receivedAtMs', ...latest });
    return [
      ...payments.map((one) => ({ ...one, kind: 'payment' as const, number: one.receiptNumber, atMs: one.recordedAtMs })),
      ...advances.map((one) => ({ ...one, kind: 'advance' as const, atMs: one.receivedAtMs })),
    ]
      .sort((a, b) => b.atMs - a.atMs)
      .flatMap(tendersOf);
  },
});

interface Receipt extends TakenByTenders {
  readonly id: string;
  readonly kind: RefundSource['kind'];
  readonly number: string;
  readonly businessDate: string;
}

function tendersOf(receipt: Receipt): RefundableTender[] {
  return receipt.tenders.flatMap((tender, tenderIndex) => {
    const refundableMinor = refundable(receipt, tenderIndex);
    if (refundableMinor === 0) return [];
    const { id, kind, number: receiptNumber, businessDate } = receipt;
    const { kind: by, amountMinor } = tender;
    const said = { receiptNumber, kind: by, reference: referenceOf(tender), amountMinor, refundableMinor, businessDate };
    return [{ source: { kind, id, tenderIndex }, ...said }];
  });
}

function referenceOf(tender: Tender): string {
  return tender.kind === 'cash' ? '' : tender.reference;
}
