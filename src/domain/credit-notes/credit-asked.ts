import { z } from 'zod';
import { type Invoice, invoice } from '../invoices/invoice.ts';
import { id, typed } from '../kernel/fields.ts';
import { amountMinor } from '../kernel/money.ts';
import type { Reader } from '../kernel/record.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/refusal.ts';
import { visit } from '../visits/visit.ts';
import { allThatIsLeft, type CreditAmounts, creditAmounts } from './credit-amounts.ts';

const creditedPart = z
  .strictObject({
    line: z.number().int().min(0).max(49),
    quantity: z.number().int().min(0).max(100),
    valueMinor: amountMinor.min(1).optional(),
  })
  .refine(({ quantity, valueMinor }) => quantity > 0 !== (valueMinor !== undefined), {
    message: 'is either a number of units or an amount',
  });

/** What is to be taken back of an invoice, and why. */
export const creditAsked = z.strictObject({
  invoiceId: id,
  /** How many of which lines, from 0, or how much of their value, tax included; null: all that is left. */
  lines: z.array(creditedPart).min(1).max(50).nullable().default(null),
  reason: typed(300),
  /** The visit is to be billed anew. */
  reopens: z.boolean().default(false),
});

export interface Credit extends CreditAmounts {
  readonly bill: Invoice;
}

export function creditOf(
  reader: Reader,
  { invoiceId, lines, reopens }: Pick<z.output<typeof creditAsked>, 'invoiceId' | 'lines' | 'reopens'>,
): Credit | Refusal {
  const bill = reader.get(invoice, invoiceId);
  if (!bill) return refuse('invoice-unknown');
  if (bill.state === 'CREDITED') return refuse('already-credited', { number: bill.number });
  const amounts = creditAmounts(bill, lines ?? allThatIsLeft(bill));
  if (isRefusal(amounts)) return amounts;
  if (reopens && !amounts.completes) return refuse('reopens-only-whole', { number: bill.number });
  if (reopens && reader.get(visit, bill.visitId)?.invoiceId !== bill.id)
    return refuse('invoice-not-of-visit', { number: bill.number });
  return { ...amounts, bill };
}
