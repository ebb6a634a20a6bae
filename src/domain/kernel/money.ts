import { z } from 'zod';

/** The largest single amount. Bounded so that sums of a year stay exact in a double. */
export const MAX_AMOUNT_MINOR = 100_000_000_000;

/** Whole minor units of the clinic's currency (paise). */
export const amountMinor = z.number().int().min(0).max(MAX_AMOUNT_MINOR);
export const signedAmountMinor = z.number().int().min(-MAX_AMOUNT_MINOR).max(MAX_AMOUNT_MINOR);
/** A sum of amounts: as large as whole numbers stay exact. */
export const totalMinor = z.number().int().min(0);

/**
 * Tax on a net amount, rounded half up to a minor unit.
 * @param rateBasisPoints hundredths of a percent: 18 % GST is 1800
 */
export function taxOf(netMinor: number, rateBasisPoints: number): number {
  return Math.floor((netMinor * rateBasisPoints + 5_000) / 10_000);
}

export function sum(amounts: Iterable<number>): number {
  let total = 0;
  for (const amount of amounts) total += amount;
  return total;
}

/**
 * Notes and coins that can be in a cash drawer, in minor units, largest first. A currency without a list here may be
 * counted in any pieces. INR: legal tender of one rupee and more (Reserve Bank of India).
 */
export const DENOMINATIONS: Readonly<Record<string, readonly number[]>> = {
  INR: [50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100],
};
