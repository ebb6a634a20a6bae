import type { Estimate } from '#domain/estimates/estimate.ts';
import type { DiscountAsked } from '#domain/invoices/discount.ts';
import type { InvoiceLine } from '#domain/invoices/invoice-line.ts';

type Lines = readonly Pick<InvoiceLine, 'serviceId' | 'quantity'>[];

/**
 * The discounts that an estimate named, for the lines of a bill that are of the same services; each line of the bill takes
 * one. An amount is for as many as were estimated: fewer get their part of it, more get no more.
 */
export function promisedDiscounts({ lines, discount }: Pick<Estimate, 'lines' | 'discount'>, billed: Lines): DiscountAsked[] {
  const taken = new Set<number>();
  return (discount?.parts ?? []).flatMap(({ line, basisPoints, amountMinor }): DiscountAsked[] => {
    // An amount off the whole was for the whole of what was estimated, which a bill is as a rule only a part of.
    if (line === null) return basisPoints === null ? [] : [{ line, basisPoints, amountMinor: null }];
    const said = lines[line];
    const at = billed.findIndex(({ serviceId }, index) => serviceId === said?.serviceId && !taken.has(index));
    const one = billed[at];
    if (!said || !one) return [];
    taken.add(at);
    if (basisPoints !== null) return [{ line: at, basisPoints, amountMinor: null }];
    const part = Math.min(1, one.quantity / said.quantity);
    return [{ line: at, basisPoints: null, amountMinor: Math.floor(amountMinor * part) }];
  });
}
