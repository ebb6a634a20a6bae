import { z } from 'zod';
import { defineChange, key, type RecordKey } from '../kernel/change.ts';
import { id, maybeText, text } from '../kernel/fields.ts';
import { amountMinor } from '../kernel/money.ts';
import { plainDigits } from '../kernel/plain-digits.ts';

/** Where somebody saw that the money is there: in the bank's statement, or in what the gateway or the UPI app says. */
export const CLAIM_SOURCES = ['statement', 'gateway'] as const;
export type ClaimSource = (typeof CLAIM_SOURCES)[number];

/** One tender of a payment or of an advance, by its place among the tenders. */
export const tenderAt = z.strictObject({
  kind: z.enum(['payment', 'advance']),
  id,
  tenderIndex: z.number().int().min(0).max(9),
});
export type TenderAt = z.infer<typeof tenderAt>;

const about = {
  at: tenderAt,
  branchId: id,
  patientId: id,
  /** Of the receipt. */
  number: text(16),
  amountMinor,
  byName: text(120),
};

/**
 * The bank or the gateway has the money that a patient's phone had shown. Its name is older than that bank transfers wait
 * for it too.
 */
export const claimConfirmed = defineChange({
  name: 'upi.confirmed.v1',
  stream: 'money',
  nature: 'authority',
  central: true,
  shape: z.strictObject({
    ...about,
    source: z.enum(CLAIM_SOURCES),
    /** The transaction as the statement or the gateway names it. */
    reference: text(40),
    /** The gateway's event that said so. */
    eventId: text(64).optional(),
  }),
  touches: (body) => [recordAt(body.at), referenceAt(body)],
  about: (body) => [body.patientId],
});

/** The money that a patient's phone had shown did not arrive, or not so much. */
export const claimDisputed = defineChange({
  name: 'upi.disputed.v1',
  stream: 'money',
  nature: 'authority',
  central: true,
  shape: z.strictObject({ ...about, reason: maybeText(300) }),
  touches: ({ at }) => [recordAt(at)],
  about: (body) => [body.patientId],
});

/** A confirmation was wrong. Both stay in the log: the tender waits again, and the transaction may confirm another. */
export const confirmationWithdrawn = defineChange({
  name: 'claim.confirmation-withdrawn.v1',
  stream: 'money',
  nature: 'authority',
  central: true,
  shape: z.strictObject({
    ...about,
    /** The transaction that had been named. */
    reference: text(40),
    reason: text(300),
  }),
  touches: (body) => [recordAt(body.at), referenceAt(body)],
  about: (body) => [body.patientId],
});

function recordAt({ kind, id }: TenderAt): RecordKey {
  return key(kind, id);
}

function referenceAt({ branchId, reference }: { branchId: string; reference: string }): RecordKey {
  return key('bank-reference', bankReferenceId(branchId, reference));
}

/** A transaction of a branch's bank account: it pays once. */
export function bankReferenceId(branchId: string, reference: string): string {
  return `${branchId}:${normalReference(reference)}`;
}

/** A transaction number as it is compared: people leave out spaces, do not mind capitals, and type the digits of their script. */
export function normalReference(reference: string): string {
  return plainDigits(reference)
    .replace(/[\s-]+/g, '')
    .toUpperCase();
}

export const claimChanges = [claimConfirmed, claimDisputed, confirmationWithdrawn] as const;
