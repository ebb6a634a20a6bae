import type { VisitBill } from '#domain/invoices/visit-bill.ts';

/** No bill could be made of a visit: its sums are not 0, there are none. With lines, it is the bill before what cannot be made. */
export function isUnmade({ problem, lines }: Pick<VisitBill, 'problem' | 'lines'>): boolean {
  return problem !== null && lines.length === 0;
}
