import { defineSlice } from '../kernel/slice.ts';
import { refundChanges } from './changes.ts';
import { payRefund } from './pay-refund.ts';
import { refund } from './refund.ts';
import { refundDocument } from './refund-document.ts';
import { refundableMoney } from './refundable-money.ts';
import { refundsToPay } from './refunds-to-pay.ts';
import { requestRefund } from './request-refund.ts';

export const refunds = defineSlice({
  operations: { requestRefund, payRefund },
  queries: { refundableMoney, refundsToPay, refundDocument },
  changes: refundChanges,
  records: [refund],
});
