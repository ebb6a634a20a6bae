import { z } from 'zod';
import { moneySettingsOf } from '../clinics/caps.ts';
import { type Discount, discountAsked, discounted } from '../invoices/discount.ts';
import { amountsOf, type InvoiceLine, priceOfLine, roundedTotals, type Totals } from '../invoices/invoice-line.ts';
import { type BilledAt, priceLines } from '../invoices/price-lines.ts';
import { id, maybeTyped } from '../kernel/fields.ts';
import { MAX_AMOUNT_MINOR } from '../kernel/money.ts';
import type { Reader } from '../kernel/record.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/refusal.ts';
import { tooth } from '../kernel/tooth.ts';

/** What is to be estimated, and what is to come off it. Lines count from 0. */
export const estimateAsked = {
  doctorId: id.nullable().default(null),
  lines: z
    .array(
      z.strictObject({
        serviceId: id,
        quantity: z.number().int().min(1).max(100).default(1),
        tooth: tooth.nullable().default(null),
      }),
    )
    .min(1)
    .max(50),
  discounts: z.array(discountAsked).max(20).default([]),
  /** Why there is a discount. */
  reason: maybeTyped(200),
};
const asked = z.strictObject(estimateAsked);

/** An estimate with its figures. Minor units. */
export interface PricedEstimate extends Totals {
  readonly lines: readonly InvoiceLine[];
  readonly discount?: Discount;
  /** As the bill will be rounded. */
  readonly roundingMinor: number;
}

/** What the services cost by the list, less the discounts. */
export function priceEstimate(
  reader: Reader,
  clinicId: string,
  { lines: wanted, discounts, reason }: Pick<z.output<typeof asked>, 'lines' | 'discounts' | 'reason'>,
  at: BilledAt,
): PricedEstimate | Refusal {
  const added = priceLines(reader, [], { packages: [], added: wanted }, at);
  if (isRefusal(added)) return added;
  const off = discounted(added.map(priceOfLine), discounts);
  if (isRefusal(off)) return off;
  const lines = added.map(({ source: _, ...line }, at) => less(line, off.lines[at] ?? 0));
  const totals = roundedTotals(moneySettingsOf(reader, clinicId).rounding, lines);
  if (totals.totalMinor > MAX_AMOUNT_MINOR) return refuse('amount-too-large', { totalMinor: totals.totalMinor });
  const { parts, amountMinor } = off;
  return { ...totals, lines, ...(amountMinor > 0 ? { discount: { reason, parts: [...parts], amountMinor } } : {}) };
}

function less(line: InvoiceLine, discountMinor: number): InvoiceLine {
  if (discountMinor === 0) return line;
  const one = { ...line, discountMinor };
  return { ...one, ...amountsOf(one) };
}
