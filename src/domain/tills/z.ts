import { z } from 'zod';
import { amountMinor, totalMinor } from '../kernel/money.ts';
import { takings } from '../payments/tender.ts';
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
  /** Float and cash takings: what should be in the drawer. Kept from the cashier, who counts blind. */
  expectedMinor: totalMinor,
  /** Counted less expected: negative where cash is missing. */
  varianceMinor: z.number().int(),
  grossInMinor: totalMinor,
  grossOutMinor: totalMinor,
});
export type ZTotals = z.infer<typeof zTotals>;
