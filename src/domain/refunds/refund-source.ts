import { advance } from '../advances/advance.ts';
import type { Reader } from '../kernel/record.ts';
import { payment } from '../payments/payment.ts';
import type { RefundSource } from './refund-facts.ts';
import type { TakenByTenders } from './refunded-tenders.ts';

/** The money a refund goes back on, with the number of its receipt. */
export function sourceOf(
  reader: Reader,
  { kind, id }: RefundSource,
): (TakenByTenders & { readonly number: string; readonly patientName: string }) | undefined {
  if (kind === 'advance') return reader.get(advance, id);
  const paid = reader.get(payment, id);
  return paid && { ...paid, number: paid.receiptNumber };
}
