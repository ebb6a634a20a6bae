/**
 * From so much on, cash that goes into or out of a drawer without a sale is asked about again: fifty thousand rupees, in minor
 * units. Large by itself: what the drawer holds is not told to whoever counts it blind (docs/decisions/0011).
 */
export const LARGE_CASH_MINOR = 5_000_000;

/**
 * Whether an amount is asked about before it is taken.
 * @param askedMinor what was asked about last; null: nothing was
 */
export function isAskedAgain(amountMinor: number | undefined, askedMinor: number | null): amountMinor is number {
  return amountMinor !== undefined && amountMinor >= LARGE_CASH_MINOR && amountMinor !== askedMinor;
}
