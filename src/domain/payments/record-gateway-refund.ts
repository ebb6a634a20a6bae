import { z } from 'zod';
import { text } from '../kernel/fields.ts';
import { defineOperation } from '../kernel/operation.ts';
import { gatewayPaymentRefunded, gatewayRefund } from './gateway-changes.ts';
import type { RecordedGatewayPayment } from './record-gateway-payment.ts';
import { hasRefund, transaction } from './transaction.ts';

/**
 * Writes down that money went back at a gateway. Not in the registry either: the server does it when the gateway says so. A
 * refund of a payment that the clinic never heard of concerns nothing that it keeps.
 */
export const recordGatewayRefund = defineOperation({
  name: 'recordGatewayRefund',
  roles: [],
  terminals: ['server'],
  decidedAt: 'central',
  makes: [gatewayPaymentRefunded],
  input: z.strictObject({ ...gatewayRefund.shape, paymentId: text(40) }),
  decide({ paymentId, ...refund }, { reader }) {
    const named = reader.get(transaction, paymentId);
    const transactionId = named?.keptUnder ?? paymentId;
    const paid = named && reader.get(transaction, transactionId);
    const nothing: RecordedGatewayPayment = { known: true, number: null };
    if (!paid?.gateway || hasRefund(paid, refund.refundId)) return { changes: [], result: nothing };
    const result: RecordedGatewayPayment = { known: false, number: paid.confirmed[0]?.number ?? null };
    return { changes: [gatewayPaymentRefunded.of({ ...refund, transactionId })], result };
  },
});
