/** Clocks of machines in one clinic may differ by this much without anybody asking why. */
export const CLOCK_TOLERANCE_MS = 5 * 60_000;
