import { z } from 'zod';

/** The largest single amount. Bounded so that sums of a year stay exact in a double. */
export const MAX_AMOUNT_MINOR = 100_000_000_000;

/** Whole minor units of the clinic's currency (paise). */
export const amountMinor = z.number().int().min(0).max(MAX_AMOUNT_MINOR);
export const signedAmountMinor = z.number().int().min(-MAX_AMOUNT_MINOR).max(MAX_AMOUNT_MINOR);
/** A sum of amounts: as large as whole numbers stay exact. */
export const totalMinor = z.number().int().min(0);

/** Hundredths of a percent, of a whole: 18 % is 1800. */
export const basisPoints = z.number().int().min(0).max(10_000);

/**
 * Tax on a net amount, rounded half up to a minor unit.
 * @param rateBasisPoints hundredths of a percent: 18 % GST is 1800
 */
export function taxOf(netMinor: number, rateBasisPoints: number): number {
  return Math.floor((netMinor * rateBasisPoints + 5_000) / 10_000);
}

/** A share of an amount, rounded half up to a minor unit: 500 basis points of 1,01 are 0,05. */
export function shareOf(wholeMinor: number, basisPoints: number): number {
  return taxOf(wholeMinor, basisPoints);
}

/** What an amount is before the tax that it includes, rounded half up to a minor unit. */
export function netOf(grossMinor: number, rateBasisPoints: number): number {
  const divisor = 10_000 + rateBasisPoints;
  return Math.floor((grossMinor * 20_000 + divisor) / (2 * divisor));
}

/**
 * An amount in parts that are as their weights and add up to it exactly: each part is rounded down, and what is left goes
 * unit by unit to the largest remainders (the first of equals first). All weights 0: the first part takes it all.
 */
export function apportion(amountMinor: number, weights: readonly number[]): readonly number[] {
  const whole = BigInt(sum(weights));
  if (whole === 0n) return weights.map((_, at) => (at === 0 ? amountMinor : 0));
  // The product of two amounts is larger than a double holds exactly.
  const exact = weights.map((weight) => BigInt(amountMinor) * BigInt(weight));
  const parts = exact.map((product) => Number(product / whole));
  const left = amountMinor - sum(parts);
  const largestFirst = exact
    .map((product, at) => ({ at, remainder: product % whole }))
    .sort((one, other) => (one.remainder === other.remainder ? one.at - other.at : one.remainder > other.remainder ? -1 : 1));
  for (const { at } of largestFirst.slice(0, left)) parts[at] = (parts[at] ?? 0) + 1;
  return parts;
}

export function sum(amounts: Iterable<number>): number {
  let total = 0;
  for (const amount of amounts) total += amount;
  return total;
}

/**
 * Coins below the smallest of the list, counted together by what they are worth, as so many pieces of one minor unit. Where bills
 * are not rounded a drawer should hold paise, though only coins of 50 are left of them.
 */
export const LOOSE_MINOR = 1;

/**
 * Notes and coins that can be in a cash drawer, in minor units, largest first. A currency without a list here may be
 * counted in any pieces. INR: legal tender of one rupee and more (Reserve Bank of India).
 */
export const DENOMINATIONS: Readonly<Record<string, readonly number[]>> = {
  INR: [50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100],
};
