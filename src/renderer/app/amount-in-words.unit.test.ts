import { describe, expect, it } from 'vitest';
import { amountInWords } from './amount-in-words.ts';

describe('an amount in the words of a sentence', () => {
  it.each([
    [50_000_000, 'five lakh rupees', 'पांच लाख रुपये'],
    [5_000_000, 'fifty thousand rupees', 'पचास हज़ार रुपये'],
    [500_000_050, 'fifty lakh rupees and fifty paise', 'पचास लाख रुपये और पचास पैसे'],
  ])('%d is counted in lakh', (amountMinor, en, hi) => {
    expect(amountInWords(amountMinor, 'INR', 'en')).toBe(en);
    expect(amountInWords(amountMinor, 'INR', 'hi')).toBe(hi);
  });

  it('is none in a currency whose words are not known', () => {
    expect(amountInWords(50_000_000, 'USD', 'en')).toBeNull();
  });
});
