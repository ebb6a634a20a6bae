import { defineSlice } from '../kernel/slice.ts';
import { bankReference } from './bank-reference.ts';
import { paymentChanges } from './changes.ts';
import { claimChanges } from './claim-changes.ts';
import { confirmedTenders } from './confirmed-tenders.ts';
import { confirmTender, disputeTender, withdrawConfirmation } from './decide-claim.ts';
import { explainGatewayPayment } from './explain-gateway-payment.ts';
import { gatewayChanges } from './gateway-changes.ts';
import { gatewayPayments } from './gateway-payments.ts';
import { matchStatement } from './match-statement.ts';
import { payment } from './payment.ts';
import { paymentDocument } from './payment-document.ts';
import { recordPayment } from './record-payment.ts';
import { reprintReceipt } from './reprint-receipt.ts';
import { gateway, gatewaysList, removeGateway, setGateway } from './set-gateway.ts';
import { referencesShown, shownReference } from './shown-reference.ts';
import { tillPayments } from './till-payments.ts';
import { transaction } from './transaction.ts';
import { unconfirmedTenders } from './unconfirmed-tenders.ts';

export const payments = defineSlice({
  operations: {
    recordPayment,
    reprintReceipt,
    confirmTender,
    disputeTender,
    withdrawConfirmation,
    matchStatement,
    explainGatewayPayment,
    setGateway,
    removeGateway,
  },
  queries: {
    paymentDocument,
    tillPayments,
    unconfirmedTenders,
    referencesShown,
    confirmedTenders,
    gatewayPayments,
    gatewaysList,
  },
  changes: [...paymentChanges, ...claimChanges, ...gatewayChanges],
  records: [payment, bankReference, shownReference, transaction, gateway],
});
