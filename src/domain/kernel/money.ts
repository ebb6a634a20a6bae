import { z } from 'zod';

/** Whole minor units of the clinic's currency (paise). Bounded so that sums of a year stay exact in a double. */
export const amountMinor = z.number().int().min(0).max(100_000_000_000);
export const signedAmountMinor = z.number().int().min(-100_000_000_000).max(100_000_000_000);

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
