import { z } from 'zod';
import { id } from '../kernel/fields.ts';
import { defineOperation } from '../kernel/operation.ts';
import { refuse } from '../kernel/refusal.ts';
import { openTillHere } from '../tills/open-till-here.ts';
import { receiptReprinted } from './changes.ts';
import { payment } from './payment.ts';

/**
 * Lets a receipt be printed once more, as DUPLICATE n, at the terminal that signed it. Counted on the payment and in the till.
 * Windows print by `printDocument`; this is how terminals of an earlier program counted, whose entries must still be understood.
 */
export const reprintReceipt = defineOperation({
  name: 'reprintReceipt',
  roles: ['cashier'],
  terminals: ['cashier'],
  decidedAt: 'terminal',
  makes: [receiptReprinted],
  input: z.strictObject({ paymentId: id }),
  decide({ paymentId }, { reader, place }) {
    const till = openTillHere(reader, place);
    if (!till) return refuse('no-open-till');
    const printed = reader.get(payment, paymentId);
    if (!printed) return refuse('payment-unknown');
    const { receiptNumber: number, patientId, patientName } = printed;
    const duplicate = printed.duplicates + 1;
    return {
      documentNumber: number,
      changes: [receiptReprinted.of({ paymentId, number, duplicate, tillId: till.id, patientId, patientName })],
      result: { paymentId, receiptNumber: number, duplicate },
    };
  },
});
