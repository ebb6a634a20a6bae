import { ToWords as English } from 'to-words/en-IN';
import { ToWords as Hindi } from 'to-words/hi-IN';
import type { Language } from './i18n/languages.ts';

const said = { converterOptions: { currency: true, doNotAddOnly: true } };
const WRITERS: Readonly<Record<Language, { convert(amount: string): string }>> = {
  en: new English(said),
  hi: new Hindi(said),
};

/**
 * An amount of minor units, not negative, as people say it in a sentence: `five lakh rupees`. Null for a currency other than
 * the rupee, whose words are not known here.
 */
export function amountInWords(amountMinor: number, currency: string, language: Language): string | null {
  if (currency !== 'INR') return null;
  // As text, so that no paisa is lost to a binary fraction.
  const rupees = `${Math.floor(amountMinor / 100)}.${String(amountMinor % 100).padStart(2, '0')}`;
  return WRITERS[language].convert(rupees).toLowerCase();
}
