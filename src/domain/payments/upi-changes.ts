import { z } from 'zod';
import { defineChange, key, type RecordKey } from '../kernel/change.ts';
import { id, maybeText, text } from '../kernel/fields.ts';
import { amountMinor } from '../kernel/money.ts';

export const UPI_SOURCES = ['statement', 'gateway'] as const;

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

/** The bank or the gateway has the money that a patient's phone had shown. */
export const upiConfirmed = defineChange({
  name: 'upi.confirmed.v1',
  stream: 'money',
  nature: 'authority',
  central: true,
  shape: z.strictObject({
    ...about,
    source: z.enum(UPI_SOURCES),
    /** The transaction as the statement or the gateway names it. */
    reference: text(40),
  }),
  touches: ({ at, branchId, reference }) => [recordAt(at), key('upi-reference', upiReferenceId(branchId, reference))],
  about: (body) => [body.patientId],
});

/** The money that a patient's phone had shown did not arrive, or not so much. */
export const upiDisputed = defineChange({
  name: 'upi.disputed.v1',
  stream: 'money',
  nature: 'authority',
  central: true,
  shape: z.strictObject({ ...about, reason: maybeText(300) }),
  touches: ({ at }) => [recordAt(at)],
  about: (body) => [body.patientId],
});

function recordAt({ kind, id }: TenderAt): RecordKey {
  return key(kind, id);
}

/** A transaction of a branch's bank account: it pays once. */
export function upiReferenceId(branchId: string, reference: string): string {
  return `${branchId}:${normalReference(reference)}`;
}

/** A transaction number as it is compared: people leave out spaces and do not mind capitals. */
export function normalReference(reference: string): string {
  return reference.replace(/[\s-]+/g, '').toUpperCase();
}

export const upiChanges = [upiConfirmed, upiDisputed] as const;
