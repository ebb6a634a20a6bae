import type { VisitBill } from '#domain/invoices/visit-bill.ts';

/** What stands between a bill's total and what is to pay. */
export interface SettledLine {
  readonly what: 'credited' | 'payer' | 'paid' | 'applied' | 'released' | 'waived';
  /** Added to the total: negative where less is to pay for it. Minor units. */
  readonly minor: number;
}

/** The lines that lead from the total to what is to pay; none is empty. */
export function settledLines({ invoice, payer }: Pick<VisitBill, 'invoice' | 'payer'>): readonly SettledLine[] {
  const lines: readonly SettledLine[] = [
    { what: 'credited', minor: -(invoice?.creditedMinor ?? 0) },
    { what: 'payer', minor: -(payer?.amountMinor ?? 0) },
    { what: 'paid', minor: -(invoice?.paidMinor ?? 0) },
    { what: 'applied', minor: -(invoice?.appliedMinor ?? 0) },
    { what: 'released', minor: invoice?.releasedMinor ?? 0 },
    { what: 'waived', minor: -(invoice?.waivedMinor ?? 0) },
  ];
  return lines.filter(({ minor }) => minor !== 0);
}
