import { z } from 'zod';
import { id, instantMs, text } from '../kernel/fields.ts';
import { defineRecord, on, type RecordType } from '../kernel/record.ts';
import { refuse } from '../kernel/refusal.ts';
import { claimConfirmed, confirmationWithdrawn, normalReference, type TenderAt, tenderAt } from './claim-changes.ts';

/** A transaction that the bank has shown, and the receipt it paid: one message on a phone does not pay two bills. */
export const bankReferenceShape = z.object({
  id: text(120),
  branchId: id,
  at: tenderAt,
  number: text(16),
  atMs: instantMs,
  /** A transaction whose confirmation was withdrawn may confirm again. */
  state: z.enum(['STANDS', 'WITHDRAWN']),
});
export type BankReference = z.infer<typeof bankReferenceShape>;

export const bankReference: RecordType<BankReference> = defineRecord({
  name: 'bank-reference',
  shape: bankReferenceShape,
  stream: 'money',
  columns: ['branchId', 'state', 'number', 'atMs'],
  indexes: [
    ['branchId', 'state', 'atMs'],
    ['branchId', 'number'],
  ],
  handlers: [
    on(claimConfirmed, {
      check: (one, body) =>
        one?.state === 'STANDS' ? refuse('reference-used', { reference: body.reference, number: one.number }) : undefined,
      fold: (one, { branchId, at, number }, { recordedAtMs: atMs }, id) =>
        one?.state === 'STANDS' ? one : { id, branchId, at, number, atMs, state: 'STANDS' },
    }),
    on(confirmationWithdrawn, {
      check: (one, { at, number }) =>
        one?.state === 'STANDS' && isSame(one.at, at) ? undefined : refuse('claim-not-confirmed', { number }),
      fold: (one) => one && { ...one, state: 'WITHDRAWN' },
    }),
  ],
});

function isSame(one: TenderAt, other: TenderAt): boolean {
  return one.kind === other.kind && one.id === other.id && one.tenderIndex === other.tenderIndex;
}

/** Less than so many letters and digits tell one transaction of a day from no other. */
export const LEAST_OF_REFERENCE = 4;

/**
 * Whether this is the number by which a bank's statement shows such a payment. UPI's is the UTR, also called RRN, of 12 digits
 * (NPCI), which every app shows beside a longer number of its own that no statement has. A cashier reads it from the patient's
 * phone, where a digit is easily missed; a claim is then found by nothing but its amount. A payment is not kept waiting for
 * it, since some phones show nothing else, but whoever takes another number must have read it again (`referencesRefusal`).
 * That one number stands on two receipts is asked about where the counter has heard of both (`shownBeforeRefusal`), and shown to
 * the back office in any case (`sameReference`).
 */
export function isUsualReference(kind: 'upi' | 'bank', typed: string): boolean {
  if (kind === 'bank') return isReference(typed);
  const bare = normalReference(typed);
  return /^\d{12}$/.test(bare) && !/^(\d)\1*$/.test(bare);
}

/**
 * Whether this can be a transaction number: 6 to 35 letters and digits, at least one digit. UPI has 12 digits or up to 35
 * characters (NPCI), NEFT 16 and RTGS 22 (RBI); some apps shorten them. Spaces and hyphens are let pass.
 */
export function isReference(typed: string): boolean {
  const bare = normalReference(typed);
  return /^[A-Z0-9]{6,35}$/.test(bare) && /\d/.test(bare);
}
