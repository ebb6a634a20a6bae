import { type Advance, advance } from '../advances/advance.ts';
import type { Reader } from '../kernel/record.ts';
import type { TenderAt } from './claim-changes.ts';
import type { TenderFound } from './claims.ts';
import { type Payment, payment } from './payment.ts';
import type { Tender } from './tender.ts';

/** A receipt as far as its claimed tenders go: one for a payment, or one for a deposit. */
export interface Receipt {
  readonly kind: TenderAt['kind'];
  readonly id: string;
  readonly number: string;
  readonly branchId: string;
  readonly patientId: string;
  readonly patientName: string;
  readonly cashierName: string;
  readonly businessDate: string;
  readonly recordedAtMs: number;
  readonly tenders: readonly Tender[];
  readonly tendersFound: readonly TenderFound[];
  /** What went back of each tender; empty while nothing did. */
  readonly refundedMinor: readonly number[];
}

export function receiptAt(reader: Reader, { kind, id }: Pick<TenderAt, 'kind' | 'id'>): Receipt | undefined {
  if (kind === 'payment') {
    const paid = reader.get(payment, id);
    return paid && ofPayment(paid);
  }
  const received = reader.get(advance, id);
  return received && ofAdvance(received);
}

export function ofPayment(paid: Payment): Receipt {
  return { ...paid, kind: 'payment', number: paid.receiptNumber };
}

export function ofAdvance(received: Advance): Receipt {
  return { ...received, kind: 'advance', cashierName: received.byName, recordedAtMs: received.receivedAtMs };
}
