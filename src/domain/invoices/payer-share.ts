import { type Refusal, refuse } from '../kernel/refusal.ts';
import { type SettledShare, takenOff } from '../payers/changes.ts';
import type { Invoice } from './invoice.ts';

type Share = Pick<Invoice, 'payerMinor' | 'payerCreditedMinor' | 'payerPassedMinor'>;

/** What of the invoice is the payer's, less what was taken back of it or became the patient's. */
export function payerShareOf({ payerMinor, payerCreditedMinor, payerPassedMinor }: Share): number {
  return payerMinor - payerCreditedMinor - payerPassedMinor;
}

/** What the payer has still to pay. Negative where a credit note took back what it had paid. */
export function payerDue(one: Share & Pick<Invoice, 'payerPaidMinor' | 'payerWrittenOffMinor'>): number {
  return payerShareOf(one) - one.payerPaidMinor - one.payerWrittenOffMinor;
}

/** Why so much of a share cannot be settled by this payer. */
export function shareRefusal(
  one: Invoice | undefined,
  { payerName, shares }: { payerName: string; shares: readonly SettledShare[] },
  branchId: string | null,
  invoiceId: string,
): Refusal | undefined {
  const share = shares.find((each) => each.invoiceId === invoiceId);
  if (!one || !share) return refuse('invoice-unknown');
  const { number, patientId } = one;
  if (one.branchId !== branchId) return refuse('bill-of-another-branch', { number });
  if (one.payerName !== payerName) return refuse('payer-differs', { number, payer: one.payerName ?? '' });
  if (share.invoiceNumber !== number || share.patientId !== patientId) return refuse('invoice-differs', { number });
  const [givenMinor, dueMinor] = [takenOff(share), payerDue(one)];
  return givenMinor > dueMinor ? refuse('exceeds-payer-share', { number, givenMinor, dueMinor }) : undefined;
}
