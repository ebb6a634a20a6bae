import { AS_SENT, type BillAsked } from '#domain/invoices/bill-asked.ts';
import type { Refusal } from '#domain/kernel/refusal.ts';
import type { Figures } from '../app/figures.ts';
import { discountText, typedDiscount } from './typed-discount.ts';

/** The discount is on the whole bill. */
export const WHOLE = 'whole';

/** A bill's changes as they are typed. */
export interface BillFields {
  readonly discount: string;
  /** `whole`, or a line's place. */
  readonly discountOn: string;
  readonly reason: string;
  /** A line's place. */
  readonly priceOf: string | null;
  readonly price: string;
  readonly payerName: string;
  readonly payerShare: string;
  readonly packageId: string | null;
  readonly estimateId: string | null;
}

/** Changes that were made before the ones in the fields, which take one of each kind. */
export type Kept = Pick<BillAsked, 'discounts' | 'prices' | 'packages'>;

type Amounts = Pick<Figures, 'parseAmount' | 'typedAmount'>;

export function fieldsOf({ discounts, prices, reason, payer, packages, estimateId }: BillAsked, figures: Amounts): BillFields {
  const [discount] = discounts;
  const [price] = prices;
  return {
    discount: discount ? discountText(discount, figures.typedAmount) : '',
    discountOn: discount?.line == null ? WHOLE : String(discount.line),
    reason,
    priceOf: price ? String(price.line) : null,
    price: price ? figures.typedAmount(price.unitPriceMinor) : '',
    payerName: payer?.name ?? '',
    payerShare: payer ? figures.typedAmount(payer.amountMinor) : '',
    packageId: packages[0]?.serviceId ?? null,
    estimateId,
  };
}

/** What the fields have no room for: the second of each kind and those after it. */
export function keptOf({ discounts, prices, packages }: BillAsked): Kept {
  return { discounts: discounts.slice(1), prices: prices.slice(1), packages: packages.slice(1) };
}

/** The fields again for the next discount, price and package; reason, payer and estimate are the whole bill's. */
export function nextFields(fields: BillFields): BillFields {
  return { ...fields, discount: '', discountOn: WHOLE, priceOf: null, price: '', packageId: null };
}

export function changesSomething({ discount, priceOf, packageId }: BillFields): boolean {
  return discount.trim() !== '' || priceOf !== null || packageId !== null;
}

const NONE_KEPT: Kept = { discounts: [], prices: [], packages: [] };

/** What is asked for with those kept, or the field that cannot be read. Of two prices of a line the last one holds. */
export function readFields(fields: BillFields, figures: Amounts, kept: Kept = NONE_KEPT): BillAsked | keyof BillFields {
  const off = typedDiscount(fields.discount, figures.parseAmount);
  if (off === undefined) return 'discount';
  const unitPriceMinor = figures.parseAmount(fields.price);
  if ((fields.priceOf === null) !== (fields.price.trim() === '') || (fields.priceOf !== null && unitPriceMinor === undefined))
    return 'price';
  const reason = fields.reason.trim();
  const isLess = off !== null || fields.priceOf !== null || kept.discounts.length > 0 || kept.prices.length > 0;
  if (reason === '' && isLess) return 'reason';
  const name = fields.payerName.trim();
  const amountMinor = figures.parseAmount(fields.payerShare);
  if (name !== '' && amountMinor === undefined) return 'payerShare';
  if (name === '' && fields.payerShare.trim() !== '') return 'payerName';
  const line = fields.discountOn === WHOLE ? null : Number(fields.discountOn);
  return {
    ...AS_SENT,
    discounts: [...kept.discounts, ...(off === null ? [] : [{ line, ...off }])],
    prices: [
      ...kept.prices,
      ...(fields.priceOf === null ? [] : [{ line: Number(fields.priceOf), unitPriceMinor: unitPriceMinor ?? 0 }]),
    ],
    reason,
    payer: name === '' ? null : { name, amountMinor: amountMinor ?? 0 },
    packages: [...kept.packages, ...(fields.packageId === null ? [] : [{ serviceId: fields.packageId }])],
    estimateId: fields.estimateId,
  };
}

/** A field that takes more than there is, and the most it can take, in minor units. */
export interface TooMuch {
  readonly field: 'discount' | 'payerShare';
  readonly mostMinor: number;
}

/** The typed field that a bill's refusal is about; null where it is about something else, a discount kept before among them. */
export function tooMuchOf(
  { code, details }: Pick<Refusal, 'code' | 'details'>,
  asked: BillAsked,
  { discount }: Pick<BillFields, 'discount'>,
): TooMuch | null {
  if (code === 'payer-share-too-large') return { field: 'payerShare', mostMinor: Number(details.totalMinor) };
  const typed = discount.trim() === '' ? undefined : asked.discounts.at(-1);
  if (code !== 'discount-too-large' || typed?.amountMinor !== details.discountMinor) return null;
  return { field: 'discount', mostMinor: Number(details.priceMinor) };
}
