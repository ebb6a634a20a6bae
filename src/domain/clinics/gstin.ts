import { z } from 'zod';
import { type Refusal, refuse } from '../kernel/refusal.ts';

/** State, PAN, which of the PAN's registrations in that state, `Z`, and a character that checks the others. */
const FORM = /^\d{2}[A-Z]{5}\d{4}[A-Z][1-9A-Z]Z[0-9A-Z]$/;
const CHARACTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
/** The highest code of a state or union territory, and the code of what belongs to none. */
const LAST_STATE = 38;
const OTHER_TERRITORY = 97;

/** India's GST registration number as the log keeps it; the law's form, 15 characters. */
export const gstin = z.string().regex(FORM, { message: 'is not a GSTIN' });

/** A GSTIN as people type it, in any case; nothing typed is none. What is wrong with it, `gstinRefusal` says. */
export const typedGstin = z
  .string()
  .trim()
  .toUpperCase()
  .max(40)
  .transform((typed) => (typed === '' ? null : typed))
  .nullable();

/** What is wrong with a GSTIN: its form, its state, or a mistyped character, which its last one tells. */
export function gstinRefusal(typed: string | null): Refusal | undefined {
  if (typed === null) return undefined;
  if (!FORM.test(typed)) return refuse('gstin-form', { gstin: typed });
  const state = Number(typed.slice(0, 2));
  if (state < 1 || (state > LAST_STATE && state !== OTHER_TERRITORY)) return refuse('gstin-state', { state: typed.slice(0, 2) });
  return typed.endsWith(checkCharacter(typed.slice(0, -1))) ? undefined : refuse('gstin-mistyped', { gstin: typed });
}

/** Luhn's check modulo 36: every second character counts twice, and a product of two digits by their sum. */
function checkCharacter(digits: string): string {
  let total = 0;
  for (const [at, character] of [...digits].entries()) {
    const product = CHARACTERS.indexOf(character) * (at % 2 === 0 ? 1 : 2);
    total += Math.floor(product / CHARACTERS.length) + (product % CHARACTERS.length);
  }
  return CHARACTERS.charAt((CHARACTERS.length - (total % CHARACTERS.length)) % CHARACTERS.length);
}
