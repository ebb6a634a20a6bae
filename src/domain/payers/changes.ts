import { z } from 'zod';
import { approvalKeys, approvalUse } from '../approvals/approval-use.ts';
import { documentNumberText } from '../documents/document-number.ts';
import { calendarDate } from '../kernel/calendar.ts';
import { defineChange, key } from '../kernel/change.ts';
import { id, maybeText, text } from '../kernel/fields.ts';
import { amountMinor } from '../kernel/money.ts';

/** What became of one invoice's share. Minor units; at least one of the three is not 0. */
export const settledShare = z.strictObject({
  invoiceId: id,
  invoiceNumber: documentNumberText,
  patientId: id,
  patientName: text(120),
  paidMinor: amountMinor,
  /** What the payer disallowed and nobody pays. */
  writtenOffMinor: amountMinor,
  /** What the payer disallowed and the patient is to pay. */
  passedMinor: amountMinor,
});
export type SettledShare = z.infer<typeof settledShare>;

export type Settled = Pick<SettledShare, 'paidMinor' | 'writtenOffMinor' | 'passedMinor'>;

/** All that a settlement takes off a share. */
export function takenOff({ paidMinor, writtenOffMinor, passedMinor }: Settled): number {
  return paidMinor + writtenOffMinor + passedMinor;
}

/** One transfer is for so many invoices at most. */
export const MAX_SHARES = 100;

/**
 * An insurer or an employer paid shares of invoices to the clinic's bank, or said that it will not. Only the centre writes it:
 * one share is settled once, whichever office looks at it.
 */
export const payerSettled = defineChange({
  name: 'payer.settled.v1',
  stream: 'money',
  nature: 'authority',
  central: true,
  shape: z.strictObject({
    settlementId: id,
    payerName: text(120),
    /** When the bank had it, as its statement says. */
    receivedOn: calendarDate,
    /** Of the transfer, as the bank's statement has it; empty where nothing was paid. */
    reference: maybeText(40),
    /** Why something was written off or passed on; empty where nothing was. */
    reason: maybeText(300),
    byName: text(120),
    shares: z.array(settledShare).min(1).max(MAX_SHARES),
    /** Of what is written off, where that is more than its author may give up alone. */
    approval: approvalUse.optional(),
  }),
  // The approval first: that it was used before says more than that nothing is due by now.
  touches: (body) => [
    ...approvalKeys(body.approval),
    ...body.shares.map((_, at) => key('payer-settlement', settlementPart(body.settlementId, at))),
    ...body.shares.map(({ invoiceId }) => key('invoice', invoiceId)),
  ],
  looksAt: (_body, entry) => [key('clinic', entry.clinicId), key('user', entry.actorId)],
  about: (body) => [...new Set(body.shares.map(({ patientId }) => patientId))],
});

/** A settlement is kept invoice by invoice: the id of its part, from 0. */
export function settlementPart(settlementId: string, at: number): string {
  return `${settlementId}/${at}`;
}

export const payerChanges = [payerSettled] as const;
