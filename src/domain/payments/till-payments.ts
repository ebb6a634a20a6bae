import { z } from 'zod';
import { id } from '../kernel/fields.ts';
import { defineQuery } from '../kernel/operation.ts';
import { openTillHere } from '../tills/open-till-here.ts';
import { type Payment, payment } from './payment.ts';

/** A payment as a list shows one. */
export type PaymentListed = Pick<
  Payment,
  | 'id'
  | 'receiptNumber'
  | 'invoiceNumber'
  | 'patientName'
  | 'tenders'
  | 'totalMinor'
  | 'recordedAtMs'
  | 'duplicates'
  | 'late'
  | 'flags'
>;

/** Payments of a till, latest first: the open one here, or the one named. What a reprint is chosen from. */
export const tillPayments = defineQuery({
  name: 'tillPayments',
  roles: ['cashier', 'manager', 'auditor'],
  terminals: ['cashier', 'back-office'],
  input: z.strictObject({ tillId: id.nullable().default(null), limit: z.number().int().min(1).max(1000).default(50) }),
  read({ tillId: asked, limit }, { reader, place }): readonly PaymentListed[] {
    const tillId = asked ?? openTillHere(reader, place)?.id;
    if (!tillId) return [];
    return reader.find(payment, { tillId }, { orderBy: 'recordedAtMs', descending: true, limit }).map(listed);
  },
});

function listed(one: Payment): PaymentListed {
  const { id, receiptNumber, invoiceNumber, patientName, tenders, totalMinor, recordedAtMs, duplicates, late, flags } = one;
  return { id, receiptNumber, invoiceNumber, patientName, tenders, totalMinor, recordedAtMs, duplicates, late, flags };
}
