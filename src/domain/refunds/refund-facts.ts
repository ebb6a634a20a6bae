import { z } from 'zod';
import { factsOfRequest, requestText } from '../approvals/request-text.ts';
import { documentNumberText } from '../documents/document-number.ts';
import { id, text } from '../kernel/fields.ts';
import { amountMinor } from '../kernel/money.ts';
import { TENDER_KINDS } from '../payments/tender.ts';

/** The tender that money came by, and goes back to: of a payment or of an advance, by its place among the tenders. */
export const refundSource = z.strictObject({
  kind: z.enum(['payment', 'advance']),
  id,
  tenderIndex: z.number().int().min(0).max(9),
});
export type RefundSource = z.infer<typeof refundSource>;

/** Exactly what a refund does: what a manager agrees to. */
export const refundFacts = z.strictObject({
  patientId: id,
  source: refundSource,
  /** Number of the receipt it goes back on, and how that was paid. */
  receiptNumber: documentNumberText,
  tender: z.enum(TENDER_KINDS),
  amountMinor: amountMinor.min(1),
  /** Who gets the money, where it is somebody of the clinic. */
  payeeId: id.nullable(),
  reason: text(300),
});
export type RefundFacts = z.infer<typeof refundFacts>;

export function refundText({ patientId, source, receiptNumber, tender, amountMinor, payeeId, reason }: RefundFacts): string {
  return requestText('refund', { patientId, source, receiptNumber, tender, amountMinor, payeeId, reason });
}

/** What was asked for, read back from the request. Undefined where the text is no refund. */
export function refundAsked(request: string): RefundFacts | undefined {
  return refundFacts.safeParse(factsOfRequest(request)).data;
}
