import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountInWords } from './amount-in-words.ts';

describe('an amount in words', () => {
  it.each([
    [100, 'One Rupee Only', 'एक रुपया मात्र'],
    [5, 'Zero Rupees And Five Paise Only', 'शून्य रुपये और पांच पैसे मात्र'],
    [2_080_050, 'Twenty Thousand Eight Hundred Rupees And Fifty Paise Only', 'बीस हज़ार आठ सौ रुपये और पचास पैसे मात्र'],
    [10_000_000, 'One Lakh Rupees Only', 'एक लाख रुपये मात्र'],
    [1_000_000_000, 'One Crore Rupees Only', 'एक करोड़ रुपये मात्र'],
    [
      12_345_678_937,
      'Twelve Crore Thirty Four Lakh Fifty Six Thousand Seven Hundred Eighty Nine Rupees And Thirty Seven Paise Only',
      'बारह करोड़ चौंतीस लाख छप्पन हज़ार सात सौ नवासी रुपये और सैंतीस पैसे मात्र',
    ],
  ])('%d is counted in lakh and crore', (amountMinor, en, hi) => {
    expect(amountInWords(amountMinor, 'INR', 'en')).toBe(en);
    expect(amountInWords(amountMinor, 'INR', 'hi')).toBe(hi);
  });

  it('is another for every other amount', () => {
    const amount = fc.integer({ min: 0, max: 99_999_999_999 });
    fc.assert(
      fc.property(amount, amount, fc.constantFrom('en' as const, 'hi' as const), (one, other, language) => {
        const same = amountInWords(one, 'INR', language) === amountInWords(other, 'INR', language);
        expect(same).toBe(one === other);
      }),
    );
  });

  it('is none where the currency’s words are not known, or nothing can be said', () => {
    expect(amountInWords(100, 'USD', 'en')).toBeNull();
    expect(amountInWords(-1, 'INR', 'en')).toBeNull();
  });
});
