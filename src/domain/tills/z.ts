import { z } from 'zod';
import { id, maybeText, text } from '../kernel/fields.ts';
import { amountMinor, totalMinor } from '../kernel/money.ts';
import { NO_TAKINGS, takings } from '../payments/tender.ts';
import { hash64 } from '../terminals/changes.ts';

/** A blind count: how many of each note and coin. */
export const countedPieces = z.strictObject({
  denominationMinor: z.number().int().min(1).max(10_000_000),
  pieces: z.number().int().min(0).max(100_000),
});
export type CountedPieces = z.infer<typeof countedPieces>;

const count = z.number().int().min(0);

/** What a till did, by type. */
export const doings = {
  payments: count,
  /** Net of change. */
  takings,
  invoices: count,
  invoicedMinor: totalMinor,
  /** Invoiced, tax included, by what was billed. */
  invoicedByCategory: z.strictObject({ dental: totalMinor, general: totalMinor }),
  reprints: count,
};

/** What a till did besides, by type. A Z made before these were counted lacks them: `allDoings` reads them as nothing. */
export const furtherDoings = {
  /** Money received in advance; its tenders are in the takings. */
  advances: count,
  advancesMinor: totalMinor,
  /** Given back to patients. */
  refunds: z.strictObject({ count, takings }),
  creditNotes: count,
  creditedMinor: totalMinor,
  /** Taken off invoices before tax. */
  discountsMinor: totalMinor,
  /** Dues that were let go. */
  waivedMinor: totalMinor,
  /** Cash that is no sale: put into the drawer, paid out of it, taken to the safe. */
  paidInMinor: totalMinor,
  paidOutMinor: totalMinor,
  dropsMinor: totalMinor,
  /** How often the drawer was opened without a sale. */
  noSales: count,
};
const furtherShape = z.strictObject(furtherDoings);
export type FurtherDoings = z.infer<typeof furtherShape>;

export const NO_FURTHER_DOINGS: FurtherDoings = {
  advances: 0,
  advancesMinor: 0,
  refunds: { count: 0, takings: NO_TAKINGS },
  creditNotes: 0,
  creditedMinor: 0,
  discountsMinor: 0,
  waivedMinor: 0,
  paidInMinor: 0,
  paidOutMinor: 0,
  dropsMinor: 0,
  noSales: 0,
};

/** One tender that is not cash and of which no slip or message was there at the close. */
export const unprovenItem = z.strictObject({
  kind: text(8),
  /** Of the receipt. */
  number: text(16),
  reference: maybeText(40),
  amountMinor,
});
export type UnprovenItem = z.infer<typeof unprovenItem>;

/** The tenders that are not cash, ticked one by one at the close. A missing proof is not missing money. */
export const proofs = z.strictObject({
  items: count,
  tickedMinor: totalMinor,
  missing: count,
  missingMinor: totalMinor,
  /** The first of those missing. */
  unproven: z.array(unprovenItem).max(100),
});
export type Proofs = z.infer<typeof proofs>;

/** The drawer went from one cashier to the next, each of whom counted it blind. */
export const handedOver = z.strictObject({
  handoverId: id,
  toUserId: id,
  toName: text(120),
  /** What the next cashier counted, and so starts with. */
  acceptedMinor: totalMinor,
  /** That less what the first had counted. */
  differenceMinor: z.number().int(),
});

const seq = z.number().int().min(0);

/**
 * The end of a till, fixed for good. Its entries are `firstSeq` to `lastSeq` of its terminal's chain, whose head was then
 * `headHash`; the perpetual totals are the terminal's when it closed. Zs of a terminal follow each other without gaps, in
 * numbers, in entries and in totals.
 */
export const zTotals = z.strictObject({
  number: z.number().int().min(1),
  firstSeq: seq,
  lastSeq: seq,
  headHash: hash64,
  openingFloatMinor: amountMinor,
  ...doings,
  denominations: z.array(countedPieces).max(40),
  countedMinor: totalMinor,
  /** What should be in the drawer. Kept from the cashier, who counts blind. */
  expectedMinor: z.number().int(),
  /** Counted less expected: negative where cash is missing. */
  varianceMinor: z.number().int(),
  grossInMinor: totalMinor,
  grossOutMinor: totalMinor,
  ...furtherShape.partial().shape,
  /** The first of two counts, where it did not agree. */
  firstCountMinor: totalMinor.optional(),
  proofs: proofs.optional(),
  handedOver: handedOver.optional(),
  /** What stays in the drawer for the next till; the rest of what was counted goes to the safe. Absent: not said. */
  leftMinor: totalMinor.optional(),
});
export type ZTotals = z.infer<typeof zTotals>;

/** What a Z says the till did besides, those made before it was counted too. */
export function allDoings(z: ZTotals): FurtherDoings {
  const { refunds = NO_FURTHER_DOINGS.refunds } = z;
  const said = Object.keys(NO_FURTHER_DOINGS).map((name) => [name, z[name as keyof FurtherDoings] ?? 0]);
  return { ...(Object.fromEntries(said) as FurtherDoings), refunds };
}
