import { z } from 'zod';
import { category, hsnSac, taxRateBasisPoints } from '../catalogue/changes.ts';
import { id, text } from '../kernel/fields.ts';
import { amountMinor, sum, taxOf } from '../kernel/money.ts';

/** A line of an invoice, with everything it was priced by: it reads the same when the catalogue has long changed. */
export const invoiceLine = z.strictObject({
  serviceId: id,
  code: text(16),
  name: text(120),
  category,
  hsnSac,
  quantity: z.number().int().min(1).max(100),
  tooth: z.number().int().nullable(),
  unitPriceMinor: amountMinor,
  taxRateBasisPoints,
  /** Quantity times unit price, before tax. */
  amountMinor,
  taxMinor: amountMinor,
});
export type InvoiceLine = z.infer<typeof invoiceLine>;

export interface Totals {
  readonly netMinor: number;
  readonly taxMinor: number;
  readonly totalMinor: number;
}

/** Tax is rounded line by line, so that the printed lines add up to the printed totals. */
export function totalsOf(lines: readonly Pick<InvoiceLine, 'amountMinor' | 'taxMinor'>[]): Totals {
  const netMinor = sum(lines.map((line) => line.amountMinor));
  const taxMinor = sum(lines.map((line) => line.taxMinor));
  return { netMinor, taxMinor, totalMinor: netMinor + taxMinor };
}

/** Each line's amount and tax follow from its quantity, price and rate, and the totals from the lines. */
export function addsUp({ lines, ...totals }: Totals & { readonly lines: readonly InvoiceLine[] }): boolean {
  const right = totalsOf(lines);
  return (
    right.netMinor === totals.netMinor &&
    right.taxMinor === totals.taxMinor &&
    right.totalMinor === totals.totalMinor &&
    lines.every(
      (line) =>
        line.amountMinor === line.quantity * line.unitPriceMinor &&
        line.taxMinor === taxOf(line.amountMinor, line.taxRateBasisPoints),
    )
  );
}
