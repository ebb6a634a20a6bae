import { describe, expect, it } from 'vitest';
import { isAskedAgain, LARGE_CASH_MINOR } from './asked-again.ts';

describe('cash that is moved without a sale', () => {
  it('is asked about again where it is large by itself, once for each amount', () => {
    expect(isAskedAgain(LARGE_CASH_MINOR - 1, null)).toBe(false);
    expect(isAskedAgain(LARGE_CASH_MINOR, null)).toBe(true);
    expect(isAskedAgain(LARGE_CASH_MINOR, LARGE_CASH_MINOR)).toBe(false);
    // Another nought is another amount.
    expect(isAskedAgain(10 * LARGE_CASH_MINOR, LARGE_CASH_MINOR)).toBe(true);
  });

  it('is not asked about while it is no amount', () => {
    expect(isAskedAgain(undefined, null)).toBe(false);
  });
});
