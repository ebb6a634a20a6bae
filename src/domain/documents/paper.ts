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

/**
 * Which edition of the layouts this program prints by. It stands in the log with every till, so that a later program knows
 * how the documents of that till looked. A change to what a printed document says is a new edition, and the ones before it are
 * kept: a reprint says what its original said.
 *
 * 2: a line without tax says that it is exempt; an invoice and a credit note are called in Hindi what the screens call them.
 */
export const LAYOUT_EDITION = 2;

/** What the documents of a till are printed with, fixed when it is opened: a reprint years later says the same. */
export const paper = z.strictObject({ edition: z.number().int().min(1).max(1000), letterhead: letterheadShape });
export type Paper = z.infer<typeof paper>;
