import type { Reader } from '../kernel/record.ts';
import type { Category, Supply } from './changes.ts';
import { service } from './service.ts';
import { type DatedPrice, servicePrices } from './service-prices.ts';
import { rateOn, taxCode } from './tax-code.ts';

/** What a price depends on. */
export interface PriceAsked {
  readonly serviceId: string;
  readonly branchId: string | null;
  readonly doctorId: string | null;
  /** YYYY-MM-DD. */
  readonly date: string;
}

/** A service as it is offered somewhere on a date. */
export interface Offer {
  readonly serviceId: string;
  readonly code: string;
  readonly name: string;
  readonly category: Category;
  readonly active: boolean;
  /** Per unit; with the tax in it where `priceIncludesTax`. */
  readonly priceMinor: number;
  readonly priceIncludesTax: boolean;
  readonly taxRateBasisPoints: number;
  readonly hsnSac: string;
  readonly supply: Supply;
  /** The dated price it comes from; null: the service's own. */
  readonly priceId: string | null;
}

/**
 * The price of a service: a dated one if any holds (this doctor's in this branch before this doctor's, before this
 * branch's, before one for all; of several the one that began last, and of those the one set last), else the service's own.
 * Undefined where there is no such service.
 */
export function priceOf(reader: Reader, asked: PriceAsked): Offer | undefined {
  const one = reader.get(service, asked.serviceId);
  if (!one) return undefined;
  const dated = holding(reader.get(servicePrices, asked.serviceId)?.prices ?? [], asked);
  const code = one.taxCodeId ? reader.get(taxCode, one.taxCodeId) : undefined;
  return {
    serviceId: one.id,
    code: one.code,
    name: one.name,
    category: one.category,
    active: one.active,
    priceMinor: dated?.priceMinor ?? one.priceMinor,
    priceIncludesTax: dated?.includesTax ?? one.priceIncludesTax ?? false,
    taxRateBasisPoints: code ? rateOn(code, asked.date) : one.taxRateBasisPoints,
    hsnSac: code ? code.hsnSac : one.hsnSac,
    supply: code ? code.supply : one.taxRateBasisPoints > 0 ? 'taxable' : 'exempt',
    priceId: dated?.id ?? null,
  };
}

function holding(prices: readonly DatedPrice[], { branchId, doctorId, date }: PriceAsked): DatedPrice | undefined {
  let best: DatedPrice | undefined;
  for (const price of prices) {
    const isHere = price.branchId === null || price.branchId === branchId;
    const isTheirs = price.doctorId === null || price.doctorId === doctorId;
    const isNow = price.from <= date && (price.to === null || date <= price.to);
    if (isHere && isTheirs && isNow && (!best || isNearer(price, best))) best = price;
  }
  return best;
}

/** Of two that are as near, the one that began last; of those, this one, which was set later. */
function isNearer(price: DatedPrice, best: DatedPrice): boolean {
  const nearer = nearness(price) - nearness(best);
  return nearer === 0 ? price.from >= best.from : nearer > 0;
}

function nearness({ branchId, doctorId }: DatedPrice): number {
  return (doctorId === null ? 0 : 2) + (branchId === null ? 0 : 1);
}
