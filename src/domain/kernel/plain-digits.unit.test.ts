import { describe, expect, it } from 'vitest';
import { plainDigits } from './plain-digits.ts';

describe('plain digits', () => {
  it.each([
    ['Devanagari', '०१२३४५६७८९'],
    ['Bengali', '০১২৩৪৫৬৭৮৯'],
    ['Gujarati', '૦૧૨૩૪૫૬૭૮૯'],
    ['Tamil', '௦௧௨௩௪௫௬௭௮௯'],
    ['Arabic', '٠١٢٣٤٥٦٧٨٩'],
    ['full width', '０１２３４５６７８９'],
    ['bold, one of five rows in a row', '𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗'],
    ['double-struck, the row after it', '𝟘𝟙𝟚𝟛𝟜𝟝𝟞𝟟𝟠𝟡'],
  ])('are read from %s', (_, digits) => {
    expect(plainDigits(digits)).toBe('0123456789');
  });

  it('leave everything else as it is', () => {
    expect(plainDigits('मकान १२, गली ३ (₹५.५०)')).toBe('मकान 12, गली 3 (₹5.50)');
    expect(plainDigits('½ Ⅳ ² 1-07')).toBe('½ Ⅳ ² 1-07');
    expect(plainDigits('')).toBe('');
  });
});
