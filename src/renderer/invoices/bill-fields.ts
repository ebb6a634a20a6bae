import { AS_SENT, type BillAsked } from '#domain/invoices/bill-asked.ts';
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

/** What is asked for, or the field that cannot be read. */
export function readFields(fields: BillFields, figures: Amounts): BillAsked | keyof BillFields {
  const off = typedDiscount(fields.discount, figures.parseAmount);
  if (off === undefined) return 'discount';
  const unitPriceMinor = figures.parseAmount(fields.price);
  if ((fields.priceOf === null) !== (fields.price.trim() === '') || (fields.priceOf !== null && unitPriceMinor === undefined))
    return 'price';
  const reason = fields.reason.trim();
  if (reason === '' && (off !== null || fields.priceOf !== null)) return 'reason';
  const name = fields.payerName.trim();
  const amountMinor = figures.parseAmount(fields.payerShare);
  if (name !== '' && amountMinor === undefined) return 'payerShare';
  if (name === '' && fields.payerShare.trim() !== '') return 'payerName';
  const line = fields.discountOn === WHOLE ? null : Number(fields.discountOn);
  return {
    ...AS_SENT,
    discounts: off === null ? [] : [{ line, ...off }],
    prices: fields.priceOf === null ? [] : [{ line: Number(fields.priceOf), unitPriceMinor: unitPriceMinor ?? 0 }],
    reason,
    payer: name === '' ? null : { name, amountMinor: amountMinor ?? 0 },
    packages: fields.packageId === null ? [] : [{ serviceId: fields.packageId }],
    estimateId: fields.estimateId,
  };
}
