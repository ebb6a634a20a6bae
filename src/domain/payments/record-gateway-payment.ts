import { z } from 'zod';
import { clinic } from '../clinics/clinic.ts';
import { defineOperation } from '../kernel/operation.ts';
import { refuse } from '../kernel/refusal.ts';
import { isReference } from './bank-reference.ts';
import { claimConfirmed, normalReference } from './claim-changes.ts';
import { gatewayPayment, gatewayPaymentCaptured } from './gateway-changes.ts';
import { confirmationBy } from './match-gateway.ts';
import { isTaken, transaction } from './transaction.ts';

export interface RecordedGatewayPayment {
  /** It had been told before: nothing was written. */
  readonly known: boolean;
  /** The receipt it confirmed; null: none claims it with this amount yet. */
  readonly number: string | null;
}

/**
 * Writes down that a gateway has a UPI payment, and confirms the claim it is the money of. Not in the registry, so nobody can
 * ask for it, the server's host neither: the server does it when a gateway's event has proven whose it is.
 */
export const recordGatewayPayment = defineOperation({
  name: 'recordGatewayPayment',
  roles: [],
  terminals: ['server'],
  decidedAt: 'central',
  makes: [gatewayPaymentCaptured, claimConfirmed],
  input: z.strictObject({
    ...gatewayPayment.shape,
    /** As the gateway has them: what cannot be a transaction's number is left out. */
    references: z.array(z.string().max(100)).max(2),
    currency: z.string().regex(/^[A-Z]{3}$/),
  }),
  decide({ currency, references, ...told }, { reader, place }) {
    if (reader.get(transaction, told.paymentId)) return { changes: [], result: known };
    const clinics = reader.get(clinic, place.clinicId)?.currency ?? '';
    if (currency !== clinics) return refuse('gateway-currency-differs', { currency, clinic: clinics });
    const numbers = new Set(references.filter(isReference).map(normalReference));
    const payment = { ...told, references: [...numbers].filter((number) => isFree(number)) };
    const transactionId = payment.references[0] ?? payment.paymentId;
    const match = confirmationBy(reader, transactionId, payment);
    return {
      changes: [gatewayPaymentCaptured.of({ ...payment, transactionId }), ...(match ? [match.change] : [])],
      ...(match ? { branchId: match.claim.branchId } : {}),
      result: { known: false, number: match?.claim.number ?? null } satisfies RecordedGatewayPayment,
    };

    // A number that another payment came under already names that one. This one then waits for a person, by its own id.
    function isFree(number: string): boolean {
      const there = reader.get(transaction, number);
      return there === undefined || !isTaken(there);
    }
  },
});

const known: RecordedGatewayPayment = { known: true, number: null };
