import { defineSlice } from '../kernel/slice.ts';
import { payerChanges } from './changes.ts';
import { payerSettlement } from './payer-settlement.ts';
import { requestPayerWriteOff, settlePayerShares } from './settle-payer-shares.ts';

export const payers = defineSlice({
  operations: { settlePayerShares, requestPayerWriteOff },
  changes: payerChanges,
  records: [payerSettlement],
});
