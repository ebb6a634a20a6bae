import { z } from 'zod';
import { plainDigits } from '../kernel/plain-digits.ts';

/**
 * A phone number in the one form it is kept and compared in: an Indian mobile as its ten digits, however it was typed
 * (`+91 98765 43210`, `098765 43210`, `98765-43210`); a number with another country code as `+` and digits; anything else as
 * its digits. Undefined where it cannot be a phone number: 7 to 15 digits (ITU-T E.164 allows 15).
 */
export function normalPhone(typed: string): string | undefined {
  const bare = plainDigits(typed)
    .replace(/[\s().\-\u2010-\u2015]/g, '')
    .replace(/^00/, '+');
  if (!/^\+?\d{7,15}$/.test(bare)) return undefined;
  return /^(?:\+?91|0)?([6-9]\d{9})$/.exec(bare)?.[1] ?? bare;
}

/** A phone number as people type it; parsed into the form it is kept in. */
export const typedPhone = z
  .string()
  .max(40)
  .transform((typed, context) => {
    const phone = normalPhone(typed);
    if (phone !== undefined) return phone;
    context.addIssue({ code: 'custom', message: 'is not a phone number' });
    return z.NEVER;
  });

/** A phone number as a change keeps it. */
export const keptPhone = z.string().regex(/^\+?\d{7,15}$/);
