import { z } from 'zod';
import { id, maybeTyped, typed } from '../kernel/fields.ts';
import { amountMinor } from '../kernel/money.ts';
import { tooth } from '../kernel/tooth.ts';
import { discountAsked } from './discount.ts';

const quantity = z.number().int().min(1).max(100).default(1);

/** What a cashier makes of a bill besides what the doctor sent. Lines count from 0: treatments, packages, added ones. */
export const billAsked = z.strictObject({
  /** Services that the doctor did not send. */
  added: z
    .array(z.strictObject({ serviceId: id, quantity, tooth: tooth.nullable().default(null) }))
    .max(20)
    .default([]),
  /** Packages that stand for treatments; not said which: for as many as are in it. */
  packages: z
    .array(z.strictObject({ serviceId: id, covers: z.array(id).max(50).optional() }))
    .max(10)
    .default([]),
  /** Prices that are not the list's. Each needs an approval. */
  prices: z
    .array(z.strictObject({ line: z.number().int().min(0).max(49), unitPriceMinor: amountMinor }))
    .max(50)
    .default([]),
  discounts: z.array(discountAsked).max(20).default([]),
  /** Why there is a discount, or another price. */
  reason: maybeTyped(200),
  /** Who pays a part of it that the patient does not: an insurer, an employer. */
  payer: z
    .strictObject({ name: typed(120), amountMinor })
    .nullable()
    .default(null),
  /** The estimate whose prices were promised. */
  estimateId: id.nullable().default(null),
});
export type BillAsked = z.output<typeof billAsked>;

/** Nothing but what the doctor sent. */
export const AS_SENT: BillAsked = billAsked.parse({});
