import { ToWords as English } from 'to-words/en-IN';
import { ToWords as Hindi } from 'to-words/hi-IN';
import type { PaperLanguage } from '#domain/kernel/paper-kinds.ts';

const english = new English({ converterOptions: { currency: true } });
const hindi = new Hindi({ converterOptions: { currency: true, doNotAddOnly: true } });

/**
 * An amount as it is written out on Indian documents, in lakh and crore: `Two Lakh Rupees And Fifty Paise Only`.
 * Null for a currency other than the rupee, whose words are not known here.
 */
export function amountInWords(amountMinor: number, currency: string, language: PaperLanguage): string | null {
  if (currency !== 'INR' || amountMinor < 0) return null;
  // As text, so that no paisa is lost to a binary fraction.
  const rupees = `${Math.floor(amountMinor / 100)}.${String(amountMinor % 100).padStart(2, '0')}`;
  return language === 'hi' ? `${hindi.convert(rupees)} मात्र` : english.convert(rupees);
}
