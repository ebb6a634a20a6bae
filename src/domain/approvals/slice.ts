import { defineSlice } from '../kernel/slice.ts';
import { approval } from './approval.ts';
import { approvalState } from './approval-state.ts';
import { approvalChanges } from './changes.ts';
import { decideApproval } from './decide-approval.ts';
import { decidedApprovals, pendingApprovals } from './pending-approvals.ts';

export const approvals = defineSlice({
  operations: { decideApproval },
  queries: { pendingApprovals, decidedApprovals, approvalState },
  changes: approvalChanges,
  records: [approval],
});
