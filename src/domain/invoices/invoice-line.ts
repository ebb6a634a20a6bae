import { z } from 'zod';
import { category, hsnSac, supply, taxRateBasisPoints } from '../catalogue/changes.ts';
import { id, text } from '../kernel/fields.ts';
import { amountMinor, netOf, sum, taxOf } from '../kernel/money.ts';

/** What of a package is printed under its line. */
const packedItem = z.strictObject({ name: text(120), quantity: z.number().int().min(1).max(10_000) });

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
  /** Before tax, less the discount. */
  amountMinor,
  taxMinor: amountMinor,
  /** The unit price has the tax in it. */
  priceIncludesTax: z.literal(true).optional(),
  supply: supply.optional(),
  /** Where it comes from: a package, the cashier; not said: a treatment that the doctor sent. */
  source: z.enum(['package', 'added']).optional(),
  /** Of a package: the visit's lines that it stands for. */
  covers: z.array(id).max(50).optional(),
  items: z.array(packedItem).max(30).optional(),
  /** What the price list says, where another price was agreed on. */
  listPriceMinor: amountMinor.optional(),
  /** Off quantity times unit price, tax in it or not as the price has it. */
  discountMinor: amountMinor.optional(),
});
export type InvoiceLine = z.infer<typeof invoiceLine>;

export interface Totals {
  readonly netMinor: number;
  readonly taxMinor: number;
  readonly totalMinor: number;
}

type Priced = Pick<InvoiceLine, 'quantity' | 'unitPriceMinor' | 'taxRateBasisPoints' | 'priceIncludesTax' | 'discountMinor'>;

/** Quantity times unit price, before any discount. */
export function priceOfLine({ quantity, unitPriceMinor }: Pick<Priced, 'quantity' | 'unitPriceMinor'>): number {
  return quantity * unitPriceMinor;
}

/**
 * What a line comes to. A discount comes off the price as it is listed, before tax is worked out. A price that includes its
 * tax is split, so that both together are what the list says to the last minor unit.
 */
export function amountsOf(line: Priced): Pick<InvoiceLine, 'amountMinor' | 'taxMinor'> {
  const keptMinor = priceOfLine(line) - (line.discountMinor ?? 0);
  if (!line.priceIncludesTax) return { amountMinor: keptMinor, taxMinor: taxOf(keptMinor, line.taxRateBasisPoints) };
  const amountMinor = netOf(keptMinor, line.taxRateBasisPoints);
  return { amountMinor, taxMinor: keptMinor - amountMinor };
}

/** Tax is rounded line by line, so that the printed lines add up to the printed totals. */
export function totalsOf(lines: readonly Pick<InvoiceLine, 'amountMinor' | 'taxMinor'>[], roundingMinor = 0): Totals {
  const netMinor = sum(lines.map((line) => line.amountMinor));
  const taxMinor = sum(lines.map((line) => line.taxMinor));
  return { netMinor, taxMinor, totalMinor: netMinor + taxMinor + roundingMinor };
}

const RUPEE_MINOR = 100;

/** What must be added to round to whole rupees, half up: from -49 to 50 minor units. */
export function roundingTo(rule: 'none' | 'nearest-rupee', totalMinor: number): number {
  if (rule === 'none') return 0;
  return Math.floor((totalMinor + RUPEE_MINOR / 2) / RUPEE_MINOR) * RUPEE_MINOR - totalMinor;
}

/** What lines come to as it is asked for: rounded as the clinic rounds, on a list, an estimate and the bill alike. */
export function roundedTotals(
  rule: 'none' | 'nearest-rupee',
  lines: readonly Pick<InvoiceLine, 'amountMinor' | 'taxMinor'>[],
): Totals & { readonly roundingMinor: number } {
  const roundingMinor = roundingTo(rule, totalsOf(lines).totalMinor);
  return { ...totalsOf(lines, roundingMinor), roundingMinor };
}

/** Each line's amount and tax follow from its quantity, price, discount and rate, and the totals from the lines. */
export function addsUp({
  lines,
  roundingMinor = 0,
  ...totals
}: Totals & { readonly lines: readonly InvoiceLine[]; readonly roundingMinor?: number | undefined }): boolean {
  const right = totalsOf(lines, roundingMinor);
  return (
    right.netMinor === totals.netMinor &&
    right.taxMinor === totals.taxMinor &&
    right.totalMinor === totals.totalMinor &&
    (roundingMinor === 0 || roundingMinor === roundingTo('nearest-rupee', right.netMinor + right.taxMinor)) &&
    lines.every(lineAddsUp)
  );
}

function lineAddsUp(line: InvoiceLine): boolean {
  const right = amountsOf(line);
  const isOff = (line.discountMinor ?? 0) <= priceOfLine(line);
  return isOff && line.amountMinor === right.amountMinor && line.taxMinor === right.taxMinor;
}
