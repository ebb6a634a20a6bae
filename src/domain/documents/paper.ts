import { z } from 'zod';
import { maybeText } from '../kernel/fields.ts';

/** Who a document is from. */
export const letterheadShape = z.strictObject({
  clinicName: maybeText(120),
  branchName: maybeText(80),
  address: maybeText(300),
  phone: maybeText(40),
  gstin: maybeText(15).nullable(),
  /** ISO 4217. */
  currency: maybeText(3),
  /** IANA name. */
  timeZone: maybeText(64),
});
export type Letterhead = z.infer<typeof letterheadShape>;

/** What the documents of a till are printed with, fixed when it is opened: a reprint years later says the same. */
export const paper = z.strictObject({ edition: z.number().int().min(1).max(1000), letterhead: letterheadShape });
export type Paper = z.infer<typeof paper>;
