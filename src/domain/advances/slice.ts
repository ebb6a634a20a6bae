import { defineSlice } from '../kernel/slice.ts';
import { accountStatement } from './account-statement.ts';
import { advance } from './advance.ts';
import { advanceApplication } from './advance-application.ts';
import { advanceDocument } from './advance-document.ts';
import { applyAdvance } from './apply-advance.ts';
import { advanceChanges } from './changes.ts';
import { patientAccount } from './patient-account.ts';
import { patientLedger } from './patient-ledger.ts';
import { receiveAdvance } from './receive-advance.ts';

export const advances = defineSlice({
  operations: { receiveAdvance, applyAdvance },
  queries: { patientLedger, accountStatement, advanceDocument },
  changes: advanceChanges,
  records: [patientAccount, advance, advanceApplication],
});
