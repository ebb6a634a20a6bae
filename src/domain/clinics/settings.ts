import { z } from 'zod';
import { maybeText, text } from '../kernel/fields.ts';
import { amountMinor, basisPoints } from '../kernel/money.ts';
import { gstin } from './gstin.ts';

/** An IANA time zone that this machine's calendar knows. */
export const timeZone = z.string().max(64).refine(isTimeZone, { message: 'is not a time zone, e.g. Asia/Kolkata' });

/** What a clinic decides for itself. Each setting bounded so that no value can switch a rule off. */
export const settings = {
  name: text(120),
  timeZone,
  /** ISO 4217, e.g. `INR`. */
  currency: z.string().regex(/^[A-Z]{3}$/),
  /** Minutes after midnight at which the business day turns. */
  dayCutOffMinutes: z.number().int().min(0).max(720),
  gstin: gstin.nullable(),
  address: maybeText(300),
  phone: maybeText(40),
  /** How long a terminal may collect money without hearing from the server. */
  leaseHours: z.number().int().min(1).max(720),
  /** A session locks itself after this long without a key or a click. */
  idleLockMinutes: z.number().int().min(1).max(120),
  defaultLanguage: z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/),
};

export const DEFAULT_SETTINGS = {
  timeZone: 'Asia/Kolkata',
  currency: 'INR',
  dayCutOffMinutes: 180,
  gstin: null,
  address: '',
  phone: '',
  leaseHours: 72,
  idleLockMinutes: 10,
  defaultLanguage: 'en',
};

/** How much somebody may grant alone, by role; null: any amount. More needs another person's approval. */
const capMinor = z.strictObject({ cashier: amountMinor.nullable(), manager: amountMinor.nullable() });
export type CapMinor = z.infer<typeof capMinor>;
const officeCapMinor = z.strictObject({ manager: amountMinor.nullable(), administrator: amountMinor.nullable() });
export type OfficeCapMinor = z.infer<typeof officeCapMinor>;

/** What a clinic decides about money. Younger than `settings`: what was recorded before them says nothing of these. */
export const moneySettings = {
  /** Of a bill's price before tax: 500 is 5 %. */
  discountCapBasisPoints: z.strictObject({ cashier: basisPoints, manager: basisPoints }),
  waiverCapMinor: capMinor,
  paidOutCapMinor: capMinor,
  /** Of what a payer owes of one invoice. */
  payerWriteOffCapMinor: officeCapMinor,
  /** `nearest-rupee`: what a bill comes to is rounded to whole rupees, by a line of its own. */
  rounding: z.enum(['none', 'nearest-rupee']),
};

/** The same as a change says them, where older ones said nothing. */
export const maybeMoneySettings = {
  discountCapBasisPoints: moneySettings.discountCapBasisPoints.optional(),
  waiverCapMinor: moneySettings.waiverCapMinor.optional(),
  paidOutCapMinor: moneySettings.paidOutCapMinor.optional(),
  payerWriteOffCapMinor: moneySettings.payerWriteOffCapMinor.optional(),
  rounding: moneySettings.rounding.optional(),
};

export interface MoneySettings {
  readonly discountCapBasisPoints: { readonly cashier: number; readonly manager: number };
  readonly waiverCapMinor: CapMinor;
  readonly paidOutCapMinor: CapMinor;
  readonly payerWriteOffCapMinor: OfficeCapMinor;
  readonly rounding: 'none' | 'nearest-rupee';
}

/** What a new clinic rounds its bills to, which an administrator may change. */
export function usualRounding(currency: string): MoneySettings['rounding'] {
  return currency === 'INR' ? 'nearest-rupee' : 'none';
}

/** Of clinics whose log says nothing of these. */
export const DEFAULT_MONEY_SETTINGS: MoneySettings = {
  discountCapBasisPoints: { cashier: 500, manager: 10_000 },
  waiverCapMinor: { cashier: 0, manager: null },
  paidOutCapMinor: { cashier: 50_000, manager: null },
  payerWriteOffCapMinor: { manager: 0, administrator: 0 },
  rounding: 'none',
};

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
