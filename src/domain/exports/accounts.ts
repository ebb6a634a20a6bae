import type { TenderKind } from '../payments/tender.ts';
import { PAID_IN_CATEGORIES, PAID_OUT_CATEGORIES } from '../tills/changes.ts';

/** All cash that stands in drawers. It comes to nothing once every till is closed: what was counted is then in the safe. */
export const DRAWERS = 'Cash in drawers';
/** The safe, and whatever else a clinic keeps its cash in between tills. */
export const SAFE = 'Cash in safe';
/** What counts had more or less than there should have been. */
export const OVER_AND_SHORT = 'Cash over and short';

export const TENDER_ACCOUNTS: Readonly<Record<TenderKind, string>> = {
  cash: DRAWERS,
  card: 'Card settlements',
  upi: 'UPI collections',
  bank: 'Bank',
};
/** Patients are one ledger in the accounts; each patient's own is the patient ledger. */
export const PATIENTS = 'Patients';
export const ADVANCES = 'Advances from patients';
export const SERVICES = 'Clinic services';

/** What somebody else than the patient owes: one account for each. */
export function payerAccount(name: string): string {
  return `Payer: ${name}`;
}

type PaidIn = (typeof PAID_IN_CATEGORIES)[number];
type PaidOut = (typeof PAID_OUT_CATEGORIES)[number];

/** Where cash that was put into a drawer came from. Money brought back is what a paid-out did not need. */
const PAID_IN_ACCOUNTS: Readonly<Record<PaidIn, string>> = {
  'change-money': SAFE,
  'float-added': SAFE,
  returned: 'Petty cash: brought back',
  other: 'Other receipts',
};

/** Where cash that was paid out of a drawer went. */
const PAID_OUT_ACCOUNTS: Readonly<Record<PaidOut, string>> = {
  supplies: 'Petty cash: supplies',
  courier: 'Petty cash: courier',
  refreshments: 'Petty cash: refreshments',
  repairs: 'Petty cash: repairs',
  wages: 'Petty cash: wages',
  doctor: 'Petty cash: doctor',
  other: 'Petty cash: other',
};

export function paidInAccount(category: string): string {
  return PAID_IN_ACCOUNTS[PAID_IN_CATEGORIES.find((one) => one === category) ?? 'other'];
}

export function paidOutAccount(category: string): string {
  return PAID_OUT_ACCOUNTS[PAID_OUT_CATEGORIES.find((one) => one === category) ?? 'other'];
}
