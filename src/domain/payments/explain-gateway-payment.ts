import { z } from 'zod';
import { text, typed } from '../kernel/fields.ts';
import { defineOperation } from '../kernel/operation.ts';
import { refuse } from '../kernel/refusal.ts';
import { gatewayPaymentExplained } from './gateway-changes.ts';
import { isOpen, transaction } from './transaction.ts';

/**
 * Says what a gateway's payment is that no receipt claims, or why it went back. It then waits for no receipt: a later claim is
 * not confirmed by it.
 */
export const explainGatewayPayment = defineOperation({
  name: 'explainGatewayPayment',
  roles: ['manager', 'administrator'],
  terminals: ['back-office', 'server'],
  decidedAt: 'central',
  makes: [gatewayPaymentExplained],
  input: z.strictObject({ transactionId: text(40), reason: typed(300) }),
  decide({ transactionId, reason }, { reader, actor }) {
    const one = reader.get(transaction, transactionId);
    if (!one?.gateway || !isOpen(one)) return refuse('gateway-payment-not-waiting');
    const { amountMinor } = one.gateway;
    const change = gatewayPaymentExplained.of({ transactionId, amountMinor, reason, byName: actor.name });
    return { changes: [change], result: { transactionId, amountMinor } };
  },
});
